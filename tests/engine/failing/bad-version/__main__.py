"""Asks for a version of a provider that is none."""

import pulumi

pulumi.CustomResource("demo:index:Thing", "thing", {}, pulumi.ResourceOptions(version="latest"))
