"""The plugin that offers Contoso's components to programs in every Pulumi language."""

from bedplate.components.package.provider import serve

if __name__ == "__main__":
    serve("contoso")
