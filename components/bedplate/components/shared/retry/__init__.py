"""Trying again what Azure refuses only for the moment."""
