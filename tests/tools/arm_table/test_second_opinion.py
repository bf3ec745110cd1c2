"""What models of both generators say of a property, and what that does to a shape."""

import zipfile
from pathlib import Path

import pytest

from tools.arm_table.input_types import Scalar
from tools.arm_table.placement import Method, Place
from tools.arm_table.sdk import Input
from tools.arm_table.second_opinion import Opinions, WheelModels, judge
from tools.arm_table.wheel_models import Model, models_of

OLD = """
class Tree(Model):
    _attribute_map = {
        "name": {"key": "name", "type": "str"},
        "is_tall": {"key": "properties.isTall", "type": "bool"},
        "odata_type": {"key": "@odata\\\\.type", "type": "str"},
    }
"""
NEW = '''
class Proxy(_Model):
    """A base."""

    id: Optional[str] = rest_field(visibility=["read"])


class Bed(Proxy):
    """A bed."""

    properties: Optional["_models.BedProperties"] = rest_field(visibility=["read"])
    kind: str = rest_discriminator(name="bedKind")
    __flattened_items = ["soil_type", "shape"]

    def __getattr__(self, name):
        if name in self.__flattened_items:
            if self.properties is None:
                return None


class BedProperties(_Model):
    soil_type: Optional[str] = rest_field(name="soilType", visibility=["read"])
    outline: Optional["_models.Outline"] = rest_field(visibility=["read"])
    __flattened_items = ["shape"]

    def __getattr__(self, name):
        if self.outline is None:
            return None


class Outline(_Model):
    shape: Optional[str] = rest_field(visibility=["read"])
'''


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    path = tmp_path / "azure_mgmt_garden-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("azure/mgmt/garden/v1/models/_models_py3.py", OLD)
        archive.writestr("azure/mgmt/garden/v2/models/_models.py", NEW)
    return path


def test_both_generations_of_models_are_read(wheel: Path) -> None:
    assert models_of(wheel) == {
        "Tree": {
            "name": ("name",),
            "istall": ("properties", "isTall"),
            "odatatype": ("@odata.type",),
        },
        "Proxy": {"id": ("id",)},
        "Bed": {
            "id": ("id",),
            "kind": ("bedKind",),
            "soiltype": ("properties", "soilType"),
            "shape": ("properties", "outline", "shape"),
        },
        "BedProperties": {"soiltype": ("soilType",), "shape": ("outline", "shape")},
        "Outline": {"shape": ("shape",)},
    }


def inputs(*names: str) -> dict[str, Input]:
    return {
        name: Input(name=name, required=False, description="", type=Scalar("string"), constant=None) for name in names
    }


def models() -> WheelModels:
    bed: Model = {"id": ("id",), "name": ("name",), "type": ("type",), "soiltype": ("properties", "soilType")}
    by_wheel: dict[str, dict[str, Model]] = {"garden==1": {"Bed": bed, "BedProperties": {"soiltype": ("soilType",)}}}
    return WheelModels(by_wheel, {"garden==1": ["test.garden"]})


@pytest.mark.parametrize(
    ("name", "names", "provider", "found"),
    [
        pytest.param("BedArgs", ("soilType",), "test.garden", True, id="same name and keys"),
        pytest.param("BedArgs", ("soilType", "a", "b"), "test.garden", False, id="too few keys in common"),
        pytest.param("BedArgs", ("soilType",), "test.other", False, id="another provider"),
        pytest.param("TreeArgs", ("soilType",), "test.garden", False, id="another name"),
    ],
)
def test_a_model_is_found_by_provider_name_and_keys(
    name: str,
    names: tuple[str, ...],
    provider: str,
    found: bool,  # noqa: FBT001 - a parametrised expectation
) -> None:
    assert (models().of(name, inputs(*names), [provider], is_resource=False) is not None) is found


def test_a_resource_is_not_held_against_the_model_of_its_properties() -> None:
    found = models()
    assert found.of("BedProperties", inputs("soilType"), ["test.garden"], is_resource=True) is None
    assert found.of("Bed", inputs("soilType"), ["test.garden"], is_resource=True) is not None


def test_a_model_confirms_fills_and_contradicts() -> None:
    places = {
        "soilType": Place(("properties", "soilType"), Method.AGREED),
        "shape": Place(("shape",), Method.NAMED),
        "labels": Place(("properties", "tags"), Method.AGREED),
        "colour": Place(("paint",), Method.DESCRIBED),
        "etag": Place((), Method.OUTSIDE, reason="read-only"),
    }
    model = {
        "soiltype": ("properties", "soilType"),
        "shape": ("properties", "shape"),
        "height": ("properties", "height"),
        "tags": ("properties", "tags"),
        "colour": ("colour",),
        "etag": ("etag",),
    }
    opinions = Opinions()
    judge("garden Bed", inputs(*places, "height", "tags", "width"), places, model, opinions)
    assert (opinions.agreed, opinions.filled) == (1, 2)
    assert opinions.contradicted == ["garden Bed shape: shape, properties/shape (NAMED)"]
    assert places["height"] == Place(("properties", "height"), Method.MODEL)
    assert places["colour"] == Place(("colour",), Method.MODEL)
    assert places["etag"].reason == "read-only"
    assert "tags" not in places
    assert "width" not in places
