"""Parts of the components that run applications."""
