"""Parts of the AI hub component."""
