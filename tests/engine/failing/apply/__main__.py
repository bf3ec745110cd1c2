"""Raises inside `apply`."""

import pulumi


def fail(value: str) -> str:
    """Raise."""
    raise ValueError(f"no use for {value}")


pulumi.export("broken", pulumi.Output.from_input("this value").apply(fail))
