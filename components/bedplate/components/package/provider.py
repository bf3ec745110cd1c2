"""The provider that declares components for programs in every Pulumi language."""

import json
import sys
from typing import Any, cast

import pulumi
from pulumi.errors import InputPropertiesError
from pulumi.provider import ConstructResult, Provider, main
from pulumi.provider.experimental.analyzer import ComponentDefinition
from pulumi.provider.server import ComponentInitError

from bedplate.components.package.analysis import analysis
from bedplate.components.package.inputs import component_arguments
from bedplate.components.package.packages import OWN, NoSuchPackage, Package, package_named
from bedplate.components.package.schema import package_schema


class ComponentPackage(Provider):
    """Answers for the package: its schema, and each component that a program asks for.

    Pulumi's own `ComponentProvider` hands over whole numbers as fractions, enum members in lists as empty mappings, and
    a list of plain values as one output where anything in it depends on a resource; components written for Python
    cannot use these. So arguments are read here, by `inputs`.
    """

    def __init__(self, package: Package = OWN) -> None:
        super().__init__(package.version, json.dumps(package_schema(package), ensure_ascii=False))
        self._package = package
        self._components = {component.__name__: component for component in package.components}

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: pulumi.Inputs,
        options: pulumi.ResourceOptions | None = None,
    ) -> ConstructResult:
        """Declare a component and what it is made of.

        Args:
            name: the component's name in the program.
            resource_type: its token.
            inputs: its arguments, by their names in the package.
            options: its resource options.

        Raises:
            InputPropertiesError: the arguments do not fit, told in the words of the package.
            ComponentInitError: the component itself failed.
        """
        definition = _definition(self._package, resource_type)
        arguments = component_arguments(inputs, definition, analysis(self._package)["type_definitions"])
        component = cast("Any", self._components[definition.name])
        try:
            declared = component(name, arguments, options)
        except ValueError as error:
            raise _refusal(str(error)) from error
        except Exception as error:
            raise ComponentInitError(error) from error
        given = {schema_name: getattr(declared, python) for schema_name, python in definition.outputs_mapping.items()}
        return ConstructResult(declared.urn, given)


def _definition(package: Package, resource_type: str) -> ComponentDefinition:
    components = analysis(package)["component_definitions"]
    prefix, _, name = resource_type.partition(":index:")
    if prefix != package.name or name not in components:
        known = ", ".join(f"{package.name}:index:{each}" for each in sorted(components))
        raise _refusal(f"there is no component {resource_type!r}; there are {known}")
    return components[name]


def _refusal(message: str) -> InputPropertiesError:
    # Without a list, even an empty one, the SDK's server fails to answer.
    return InputPropertiesError(message, [])


def serve(package: str = OWN.name) -> None:
    """Serve a package until the engine ends this process; the engine's address is the first argument.

    Args:
        package: name of the package: ours, or one that an entry point of the group `bedplate.components` brings.
    """
    try:
        found = package_named(package)
    except NoSuchPackage as error:
        raise SystemExit(str(error)) from None
    main(ComponentPackage(found), sys.argv[1:])
