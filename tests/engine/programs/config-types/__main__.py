"""Every getter of configuration, on every way to write a value, and what the getters say of a wrong one."""

from collections.abc import Callable

import pulumi

config = pulumi.Config()
SCALARS = ("int", "bool", "float", "date", "exponent", "large", "octal", "null", "empty", "quoted", "yes", "lines")


def told(read: Callable[[], object]) -> object:
    """Return what a getter returns or, as text, why it does not."""
    try:
        return read()
    except pulumi.RunError as error:
        return f"{type(error).__name__}: {error}"


pulumi.export("texts", {key: config.get(key) for key in SCALARS})
pulumi.export("typed", [config.require_int("int"), config.require_bool("bool"), config.require_float("float")])
pulumi.export("objects", [config.require_object("object"), config.require_object("list")])
pulumi.export(
    "wrong",
    [
        told(lambda: config.require_int("quoted-text")),
        told(lambda: config.require_bool("int")),
        told(lambda: config.require_float("quoted-text")),
        told(lambda: config.require("absent")),
    ],
)
pulumi.export("secret", config.get_secret_int("int"))
pulumi.export("elsewhere", [pulumi.Config("other").require("key"), config.full_key("key"), config.get_int("absent")])
