"""The children of one AI account, one after another."""

from typing import TypeVar

import pulumi
from pulumi_azure_native import cognitiveservices

from bedplate.components.shared.arguments import AzureResourceArgs
from bedplate.components.shared.known import known
from bedplate.components.shared.options import stateless_child

ChildT = TypeVar("ChildT", bound=pulumi.CustomResource)


class AccountChildren:
    """Puts the children of one account into a total order.

    Azure takes one write to an account at a time and answers any other with 409 `RequestConflict`, whether
    it makes, changes or deletes a deployment, a filter policy, a project or a connection. So each child
    depends on the one declared before it, and a deletion runs the same way back.
    """

    def __init__(
        self,
        name: str,
        owner: AzureResourceArgs,
        *,
        account: cognitiveservices.Account,
        account_name: pulumi.Input[str],
        parent: pulumi.Resource,
    ) -> None:
        """Begin with the account itself.

        Args:
            name: the component's logical name, with which the children's begin.
            owner: the component's arguments.
            account: the account.
            account_name: its name.
            parent: the component.
        """
        self.name = name
        self.owner = owner
        self.account_name: pulumi.Output[str] = known(account, account_name)
        self.last: pulumi.CustomResource = account
        self._parent = parent

    def next_options(self, *, holds_state: bool = False) -> pulumi.ResourceOptions:
        """Return the options of the next child: it comes after the last one.

        Args:
            holds_state: whether the child keeps what the program cannot make again, so that it is protected
                where the account is.
        """
        if holds_state:
            return pulumi.ResourceOptions(parent=self._parent, depends_on=[self.last])
        return stateless_child(self._parent, depends_on=[self.last])

    def after_last(self, value: pulumi.Input[str]) -> pulumi.Output[str]:
        """Return `value` as an output that waits for the last child too.

        A component's `depends_on` does not reach the resources in it; a value that they use does.
        """
        return pulumi.Output.all(value, known(self.last, "")).apply(lambda values: str(values[0]))

    def add(self, child: ChildT) -> ChildT:
        """Take `child`, made with `next_options`, as the last one, and return it."""
        self.last = child
        return child
