"""Reading resource and input classes from source in the form of azure-native's SDK."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from tools.arm_table.input_types import ListOf, MapOf, ObjectOf, Scalar, UnionOf, object_classes
from tools.arm_table.sdk import SdkModule, module_names, read_module

INPUTS = '''
    __all__ = ["BulbArgs", "BulbArgsDict", "TuberArgs"]

    if not MYPY:
        class BulbArgsDict(TypedDict):
            """Not read."""
            depth: int

    @pulumi.input_type
    class BulbArgs:
        def __init__(__self__, *, kind: pulumi.Input[_builtins.str]):
            """
            A bulb.
            :param pulumi.Input[_builtins.str] kind: Kind.
            """
            pulumi.set(__self__, "kind", kind)

        @_builtins.property
        @pulumi.getter
        def kind(self) -> pulumi.Input[_builtins.str]:
            """
            What is planted.
            Expected value is 'Bulb'.
            """
            return pulumi.get(self, "kind")

        @kind.setter
        def kind(self, value: pulumi.Input[_builtins.str]):
            pulumi.set(self, "kind", value)

    @pulumi.input_type
    class TuberArgs:
        """
        A tuber.
        """
        @_builtins.property
        @pulumi.getter(name="eyeCount")
        def eye_count(self) -> pulumi.Input[Optional[_builtins.int]]:
            return pulumi.get(self, "eye_count")
'''
RESOURCE = '''
    __all__ = ["BedInitArgs", "Bed"]

    @pulumi.input_type
    class BedInitArgs:
        def __init__(__self__, *, resource_group_name: pulumi.Input[_builtins.str]):
            """
            The set of arguments.
            """

        @_builtins.property
        @pulumi.getter(name="resourceGroupName")
        def resource_group_name(self) -> pulumi.Input[_builtins.str]:
            """
            The name of the
            resource group.
            """
            return pulumi.get(self, "resource_group_name")

        @_builtins.property
        @pulumi.getter
        def plants(self) -> pulumi.Input[Optional[Sequence[pulumi.Input[Union['BulbArgs', 'TuberArgs']]]]]:
            return pulumi.get(self, "plants")

        @_builtins.property
        @pulumi.getter
        def corners(self) -> pulumi.Input[Optional[Mapping[str, pulumi.Input['TuberArgs']]]]:
            return pulumi.get(self, "corners")

        @_builtins.property
        @pulumi.getter
        def soil(self) -> pulumi.Input[Optional[Union[_builtins.str, 'SoilKind']]]:
            return pulumi.get(self, "soil")

        @_builtins.property
        @pulumi.getter
        def note(self) -> pulumi.Input[Optional[Any]]:
            return pulumi.get(self, "note")

    @pulumi.type_token("azure-native:garden:Bed")
    class Bed(pulumi.CustomResource):
        @overload
        def __init__(__self__, resource_name: str):
            """
            A bed in a garden.

            Uses Azure REST API version 2030-01-01-preview. In version 2.x it used API version 2020-01-01.

            Other available API versions: 2029-01-01, 2031-01-01-preview. And so on.
            :param str resource_name: The name.
            """
            ...

        def __init__(__self__, resource_name: str, *args, **kwargs):
            resource_args, opts = _utilities.get_resource_args_opts(BedInitArgs, pulumi.ResourceOptions, *args)
            aliases = [pulumi.Alias(type_="azure-native:garden/v20200101:Bed")] + [
                pulumi.Alias(type_="azure-native:yard:Bed")]
'''


def written(folder: Path, **sources: str) -> Path:
    folder.mkdir()
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(dedent(source), encoding="utf-8")
    return folder


@pytest.fixture
def garden(tmp_path: Path) -> SdkModule:
    return read_module(written(tmp_path / "garden", _inputs=INPUTS, bed=RESOURCE, get_bed="", outputs=RESOURCE))


def test_a_resource_is_read_with_its_version_and_aliases(garden: SdkModule) -> None:
    (bed,) = garden.resources.values()

    assert (bed.token, bed.name, bed.module) == ("azure-native:garden:Bed", "Bed", "garden")
    assert bed.description == "A bed in a garden."
    assert bed.api_version == "2030-01-01-preview"
    assert bed.other_versions == ("2029-01-01", "2031-01-01-preview")
    assert bed.former_tokens == ("azure-native:garden/v20200101:Bed", "azure-native:yard:Bed")


def test_inputs_have_wire_names_types_and_whether_they_are_required(garden: SdkModule) -> None:
    inputs = garden.resources["Bed"].inputs

    assert {name: (each.required, each.type) for name, each in inputs.items()} == {
        "resourceGroupName": (True, Scalar("string")),
        "plants": (False, ListOf(UnionOf((ObjectOf("BulbArgs"), ObjectOf("TuberArgs"))))),
        "corners": (False, MapOf(ObjectOf("TuberArgs"))),
        "soil": (False, Scalar("string")),
        "note": (False, Scalar("any")),
    }
    assert inputs["resourceGroupName"].description == "The name of the resource group."
    assert object_classes(inputs["plants"].type) == ("BulbArgs", "TuberArgs")
    assert object_classes(inputs["soil"].type) == ()


def test_input_classes_are_read_with_constants_and_without_their_dictionary_twins(garden: SdkModule) -> None:
    assert list(garden.classes) == ["BulbArgs", "TuberArgs"]
    assert garden.classes["BulbArgs"].description == "A bulb."
    kind = garden.classes["BulbArgs"].inputs["kind"]
    assert (kind.constant, kind.description, kind.required) == ("Bulb", "What is planted.", True)
    assert garden.classes["TuberArgs"].description == "A tuber."
    assert garden.classes["TuberArgs"].inputs["eyeCount"].type == Scalar("integer")


def test_modules_are_the_folders_with_resources(tmp_path: Path) -> None:
    written(tmp_path / "garden", bed=RESOURCE)
    written(tmp_path / "tools", helper="x = 1")

    assert module_names(tmp_path) == ["garden"]


def test_a_type_of_a_new_form_is_an_error(tmp_path: Path) -> None:
    source = RESOURCE.replace("pulumi.Input[Optional[Any]]", "pulumi.Input[Optional[Frozen[int]]]")

    with pytest.raises(ValueError, match=r"an annotation of a new form: Frozen\[int\]"):
        read_module(written(tmp_path / "garden", _inputs=INPUTS, bed=source))
