"""The identities that projects work under, one each."""

import re

from bedplate.blueprints.settings.models import Project
from bedplate.blueprints.zone import Zone
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.resource_group import ResourceGroup


def declare_project_identity(zone: Zone, group: ResourceGroup, project: Project) -> ManagedIdentity:
    """Declare the identity of one project, which outlives the project and keeps its roles."""
    return ManagedIdentity(
        f"project-{project.name}",
        {
            **zone.place(group),
            "identity_name": zone.naming.name("userAssignedIdentity", f"project-{project_qualifier(project)}"),
        },
        zone.options(),
    )


def project_qualifier(project: Project) -> str:
    """Return a project's name as part of a resource's name: `support-desk` for `Support_Desk`."""
    return re.sub(r"[^a-z0-9]+", "-", project.name.lower()).strip("-")
