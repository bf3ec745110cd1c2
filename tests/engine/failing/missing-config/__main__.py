"""Asks for configuration that is not there."""

import pulumi

pulumi.Config().require("region")
