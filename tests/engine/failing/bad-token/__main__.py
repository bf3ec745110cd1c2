"""Declares a custom resource whose type token is not a token."""

import pulumi

pulumi.CustomResource("not-a-token", "thing", {})
