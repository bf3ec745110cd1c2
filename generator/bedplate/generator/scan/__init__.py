"""Scanning: a recorded graph judged by rules, and what is said of it."""
