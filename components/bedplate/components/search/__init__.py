"""Parts of an AI Search service."""
