"""The commands' reference, written from the command line itself."""
