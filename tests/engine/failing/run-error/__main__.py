"""Raises Pulumi's own error for the user."""

import pulumi

raise pulumi.RunError("choose a region that offers the model")
