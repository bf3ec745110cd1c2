"""Files, texts and archives as inputs."""

from pathlib import Path

import pulumi


class Upload(pulumi.CustomResource):
    """A resource of a provider that has no SDK."""

    def __init__(self, name: str, properties: dict[str, object]) -> None:
        super().__init__("demo:index:Upload", name, properties)


here = Path(__file__).parent
Upload("file", {"source": pulumi.FileAsset(str(here / "hello.txt"))})
Upload("relative", {"source": pulumi.FileAsset("hello.txt")})
Upload("text", {"source": pulumi.StringAsset("héllo")})
Upload("list", {"sources": [pulumi.StringAsset("a"), {"deep": pulumi.StringAsset("b")}]})
Upload("folder", {"content": pulumi.FileArchive("content")})
Upload(
    "collection",
    {
        "content": pulumi.AssetArchive(
            {
                "a.txt": pulumi.StringAsset("a"),
                "sub": pulumi.FileArchive("content"),
                "b.txt": pulumi.FileAsset("hello.txt"),
            }
        )
    },
)
Upload("secret", {"source": pulumi.Output.secret(pulumi.StringAsset("hush"))})
