"""Is not Python."""

import pulumi

pulumi.export("broken", [1, 2)
