"""The stack that `stack-references` refers to."""

import pulumi

pulumi.export("location", "swedencentral")
pulumi.export("password", pulumi.Output.secret("hush"))
pulumi.export("network", {"prefixes": ["10.0.0.0/16", "10.1.0.0/16"], "count": 2})
