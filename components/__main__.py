"""The plugin that offers the components to programs in every Pulumi language."""

from pulumi.provider.experimental import component_provider_host

from bedplate.components._version import __version__
from bedplate.components.catalogue import COMPONENTS

if __name__ == "__main__":
    component_provider_host(name="bedplate", components=list(COMPONENTS), version=__version__)
