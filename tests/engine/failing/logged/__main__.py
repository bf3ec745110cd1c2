"""Logs an error and goes on."""

import pulumi

pulumi.log.error("the network is too small for its subnets")
