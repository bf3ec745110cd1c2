"""Requires an output that the other stack has not."""

import pulumi

hub = pulumi.StackReference("organization/sibling/dev")
pulumi.export("absent", hub.require_output("absent"))
