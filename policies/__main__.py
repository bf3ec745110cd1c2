"""What the Pulumi engine starts for `--policy-pack policies`."""

from bedplate.generator.crossguard.server import serve

serve()
