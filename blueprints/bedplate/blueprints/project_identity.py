"""The identities that projects work under, one each."""

from bedplate.blueprints.settings.models import Project
from bedplate.blueprints.zone import Zone
from bedplate.components.managed_identity import ManagedIdentity
from bedplate.components.planning.naming import words_of
from bedplate.components.resource_group import ResourceGroup


def declare_project_identity(zone: Zone, group: ResourceGroup, project: Project) -> ManagedIdentity:
    """Declare the identity of one project, which outlives the project and keeps its roles."""
    return ManagedIdentity(
        f"project-{project.name}",
        {
            **zone.place(group),
            "identity_name": zone.naming.name("userAssignedIdentity", f"project-{words_of(project.name)}"),
        },
        zone.options(),
    )
