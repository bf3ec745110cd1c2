"""Secrets and paths that must not be released."""

import pytest

from tools.release.leaks import check_leaks

MACHINE = ("/build/here",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Put together here, so that no scanner takes them for what they look like.
        pytest.param("-----BEGIN RSA " + "PRIVATE KEY-----", "a private key", id="private key"),
        pytest.param("token = gh" + "p_" + "a1" * 18, "a GitHub token", id="GitHub"),
        pytest.param("pu" + "l-" + "0f" * 20, "a Pulumi access token", id="Pulumi"),
        pytest.param("pypi-" + "AgE" + "x" * 50, "a package index token", id="index"),
        pytest.param("Account" + "Key=" + "A" * 86 + "==", "a storage account key", id="storage"),
        pytest.param("abc" + "8Q~" + "x" * 34, "an Entra client secret", id="Entra"),
        pytest.param("ey" + "JhbGciOiJSUz." + "ey" + "JzdWIiOiIxMj.c2lnbmF0dXJl", "a JSON web token", id="JWT"),
        pytest.param("https://rose:" + "thorn@garden.test", "a password in an address", id="address"),
        pytest.param("/home/rose/garden", "a home folder", id="home on Linux"),
        pytest.param("/Users/rose/garden", "a home folder", id="home on macOS"),
        pytest.param("C:\\Users\\rose", "a home folder", id="home on Windows"),
        pytest.param("see /build/here/garden", "a folder of this machine", id="build folder"),
    ],
)
def test_a_leak_is_named_but_not_repeated(text: str, expected: str) -> None:
    assert check_leaks("x.whl", {"a.py": text.encode()}, MACHINE) == [f"x.whl: a.py holds {expected}"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("WEBSITES_PATH=/home/site/wwwroot", id="App Service's own home"),
        pytest.param("https://graph.test/v1.0/Users/rose", id="a path of an interface"),
        pytest.param("https://{user}:{password}@garden.test", id="a form to fill in"),
        pytest.param("https://garden.test:8080/roses@home", id="a port"),
        pytest.param("AccountKey=<key>", id="a placeholder"),
    ],
)
def test_what_only_looks_like_a_leak(text: str) -> None:
    assert check_leaks("x.whl", {"a.py": text.encode()}, MACHINE) == []
