"""Made-up values: in the shape that the SDK declares, and such that programs can go on with them."""

from __future__ import annotations

import base64
import re

import pytest
from pulumi_azure_native import network, storage

from bedplate.generator.graph import Secret
from bedplate.generator.programs.made_up import Inventor, completed
from bedplate.generator.programs.undecided import UNDECIDED

ADDRESS = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/publicIPAddresses/pip"
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.mark.parametrize(
    ("key", "pattern"),
    [
        pytest.param("principalId", GUID.pattern, id="principal"),
        pytest.param("resourceGuid", GUID.pattern, id="guid"),
        pytest.param("blobEndpoint", r"https://blobendpoint-[0-9a-f]{8}\.invalid/", id="endpoint"),
        pytest.param("vaultUri", r"https://vaulturi-[0-9a-f]{8}\.invalid/", id="uri"),
        pytest.param("fqdn", r"fqdn-[0-9a-f]{8}\.invalid", id="host"),
        pytest.param("defaultHostName", r"defaulthostname-[0-9a-f]{8}\.invalid", id="host-name"),
        pytest.param("ipAddress", r"192\.0\.2\.4", id="address"),
        pytest.param("creationTime", r"2000-01-01T00:00:00Z", id="time"),
        pytest.param("createdAt", r"2000-01-01T00:00:00Z", id="at"),
        pytest.param("provisioningState", "Succeeded", id="state"),
        pytest.param("id", "/x/things", id="id"),
    ],
)
def test_a_text_is_what_its_name_calls_for(key: str, pattern: str) -> None:
    made = Inventor("/x").value(str, f"/things/{key}")
    assert re.fullmatch(pattern, str(made))
    assert made == Inventor("/x").value(str, f"/things/{key}")


@pytest.mark.parametrize("key", ["a", "ab", "abc", "primaryMasterKey"])
def test_any_other_text_is_base64_of_words(key: str) -> None:
    made = Inventor("/x").value(str, f"/{key}")
    assert base64.b64decode(str(made), validate=True).decode().rstrip() == f"made up: {key}"


def test_enumerations_numbers_maps_and_lists() -> None:
    inventor = Inventor("/x")
    assert inventor.value(storage.BlobAccessTier, "/tier") == next(iter(storage.BlobAccessTier)).value
    assert (inventor.value(int, "/size"), inventor.value(bool, "/on"), inventor.value(dict[str, str], "/tags")) == (
        0,
        False,
        {},
    )
    assert inventor.value(list[int], "/sizes") == (0,)


def test_a_preview_knows_no_texts_and_has_no_numbers() -> None:
    made = Inventor("/x", known=False).members({"name": str, "size": int, "on": bool, "tags": list[str]})
    assert made == {"name": UNDECIDED, "tags": (UNDECIDED,)}


def test_a_type_that_holds_itself_comes_to_an_end() -> None:
    shallow = Inventor("/x").value(network.outputs.PublicIPAddressResponse, "", 1)
    assert isinstance(shallow, dict)
    assert (shallow["linkedPublicIPAddress"], shallow["ipAddress"]) == ({}, "192.0.2.4")


def test_outputs_that_only_azure_tells_are_made_up_and_inputs_are_not() -> None:
    given = {"name": "pip", "dnsSettings": Secret({"fqdn": "pip.westus.example.org"}), "resourceGuid": "known"}
    outputs = completed("azure-native:network:PublicIPAddress", ADDRESS, given)
    assert {key: outputs[key] for key in given} == given
    assert outputs["ipConfiguration"]["provisioningState"] == "Succeeded"
    assert outputs["provisioningState"] == "Succeeded"
    assert not {"ipAddress", "natGateway", "location", "tags"} & outputs.keys()


def test_what_is_computed_inside_given_objects_is_made_up_too() -> None:
    app = "azure-native:app:ContainerApp"
    given = {"configuration": {"ingress": {"external": True}}, "template": {"containers": ({"name": "app"},)}}
    outputs = completed(app, "/x/app", given)
    ingress = outputs["configuration"]["ingress"]
    assert (ingress["external"], str(ingress["fqdn"]).endswith(".invalid")) == (True, True)
    assert "targetPort" not in ingress
    assert outputs["template"] == given["template"]
    assert completed("azure-native:app/v20240301:ContainerApp", "/x/app", given) == outputs


def test_types_that_the_sdk_does_not_have_stay_as_they_are() -> None:
    assert completed("azure-native:fancy:Widget", "/x", {"a": 1}) == {"a": 1}
