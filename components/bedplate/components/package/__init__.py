"""The components as a Pulumi package: its schema, and the provider that declares them for programs in any language."""
