"""The one type of the package `random` that the program needs."""

import pulumi


class RandomPassword(pulumi.CustomResource):
    result: pulumi.Output[str]

    def __init__(self, name: str, length: int, opts: pulumi.ResourceOptions | None = None) -> None:
        secret = pulumi.ResourceOptions(additional_secret_outputs=["result"], version="4.18.0")
        super().__init__(
            "random:index/randomPassword:RandomPassword",
            name,
            {"length": length, "result": None},
            pulumi.ResourceOptions.merge(secret, opts),
        )
