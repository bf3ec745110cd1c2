"""Rules that look at several resources together, one a file."""
