"""Registers the outputs of a component a second time."""

import pulumi

zone = pulumi.ComponentResource("acme:zone:Zone", "zone")
for number in range(2):
    zone.register_outputs({"number": number})
