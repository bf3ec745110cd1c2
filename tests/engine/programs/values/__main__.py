"""Every kind of plain value: nulls, empties, numbers at their limits, booleans, text."""

import pulumi
from pulumi_azure_native import resources


class Thing(pulumi.CustomResource):
    """A resource of a provider that has no SDK."""

    def __init__(self, name: str, properties: dict[str, object]) -> None:
        super().__init__("demo:index:Thing", name, properties)


resources.ResourceGroup("empty-tags", resource_group_name="rg-empty", location="swedencentral", tags={})
resources.ResourceGroup("null-tags", resource_group_name="rg-null", location="swedencentral", tags=None)
resources.ResourceGroup("null-tag", resource_group_name="rg-tag", location="swedencentral", tags={"a": None, "b": ""})
Thing("numbers", {"list": [0, 1, -1, 1.0, 0.1, 1e21, 1e-7, 2**31, 2**53, 2**53 + 1, -(2**63), 1.7976931348623157e308]})
Thing("booleans", {"yes": True, "no": False, "list": [True, False], "one": 1, "zero": 0})
Thing("nulls", {"null": None, "list": [None, 1, None], "map": {"null": None, "deep": {"null": None}}})
Thing("empties", {"text": "", "list": [], "map": {}, "lists": [[], {}], "deep": {"list": []}})
Thing(
    "text",
    {
        "newline": "a\nb\r\n\tc",
        "unicode": "größe 模型 \U0001f600",
        "quotes": "'\"\\",
        "angle": "<&>",
        "long": "x" * 5000,
    },
)
Thing("nesting", {"a": [[["deep"]], {"b": [{"c": {"d": [1, [2, [3]]]}}]}]})
Thing("snake_case_keys", {"snake_case": {"inner_key": 1}, "camelCase": 2, "with.dot": 3, "with space": 4})
Thing("like-a-marker", {"text": "[secret", "id": "given", "urn": "given"})
pulumi.export("numbers", [0, -1, 0.5, 2**53, 1e21])
pulumi.export("null", None)
pulumi.export("empty", {"text": "", "list": [], "map": {}})
pulumi.export(name="bool", value=True)
