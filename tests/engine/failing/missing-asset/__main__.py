"""Names a file that does not exist."""

import pulumi

pulumi.CustomResource("demo:index:Upload", "upload", {"source": pulumi.FileAsset("no-such-file.txt")})
