"""The settings' reference, written from their JSON Schema."""
