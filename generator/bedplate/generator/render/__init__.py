"""Renderers: each module turns plain data into one format, with `render(...) -> str`."""
