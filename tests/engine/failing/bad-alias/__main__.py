"""Gives a former name that is no URN."""

import pulumi

pulumi.CustomResource("demo:index:Thing", "thing", {}, pulumi.ResourceOptions(aliases=["no-urn"]))
