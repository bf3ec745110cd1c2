"""checkov as a second scanner: in an environment of its own, in one warm process, without any network."""
