"""Resource options that components give their children."""

from collections.abc import Sequence

import pulumi


def stateless_child(parent: pulumi.Resource, *, depends_on: Sequence[pulumi.Resource] = ()) -> pulumi.ResourceOptions:
    """Return the options of a child that can be made again from the program alone.

    Where a component is protected, only its children that hold state shall be: a protected diagnostic setting or
    private endpoint would only stand in the way of a change.
    """
    return pulumi.ResourceOptions(parent=parent, depends_on=list(depends_on), protect=False)
