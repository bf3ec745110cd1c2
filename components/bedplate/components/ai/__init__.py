"""The parts of an AI account: its arguments, its children in their one order, projects and connections."""
