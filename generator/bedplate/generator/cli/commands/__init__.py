"""The commands with their arguments and options; what each does is in a module that it loads when it runs."""
