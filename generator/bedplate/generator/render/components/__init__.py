"""The components' reference, written from the package schema."""
