"""Policy rules over finished landing-zone graphs."""
