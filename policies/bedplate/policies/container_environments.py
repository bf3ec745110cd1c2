"""The environment that a container app runs in."""

from __future__ import annotations

from bedplate.policies.relations import Link, Tie, link
from bedplate.policies.resource import Resource, Resources

ENVIRONMENT = "Microsoft.App/managedEnvironments"
_PATHS = ("properties.environmentId", "properties.managedEnvironmentId")
"""Azure takes the environment's id by its present name and by its older one."""


def environment_of(app: Resource, resources: Resources) -> Link:
    """Return what the id of an app's environment names."""
    links = [link(resources, app, path, ENVIRONMENT) for path in _PATHS]
    return next((each for each in links if each.tie is not Tie.ABSENT), links[0])
