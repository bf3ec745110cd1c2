"""Licences of packages, as the installed ones declare them."""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.license import License, LicenseAcknowledgement

from tools.release.lock import Pin

_CLASSIFIER = "License :: OSI Approved :: "


def check_environment(pins: Iterable[Pin]) -> list[str]:
    """Return where the installed packages are not the pinned ones; what some platforms do without may be missing."""
    installed = {pin: _installed_version(pin.name) for pin in pins}
    return [
        f"{pin.name} {pin.version} is pinned, {version or 'nothing'} is installed: renew the environment"
        for pin, version in installed.items()
        if version != pin.version and (version or not pin.marker)
    ]


def _installed_version(name: str) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return ""


def declared_licence(pin: Pin) -> License | None:
    """Return the licence that a package declares; None where it declares none, or is not installed."""
    try:
        told = distribution(pin.name).metadata.json
    except PackageNotFoundError:
        return None
    classifiers = [
        line.removeprefix(_CLASSIFIER) for line in told.get("classifier", []) if line.startswith(_CLASSIFIER)
    ]
    candidates = [str(told.get("license_expression", "")), str(told.get("license", "")), " OR ".join(classifiers)]
    # Older packages put the whole text of the licence into the field, which is no name of it.
    return next((_named(text.strip()) for text in candidates if text.strip() and "\n" not in text.strip()), None)


def _named(text: str) -> License:
    return LicenseFactory().make_from_string(text, license_acknowledgement=LicenseAcknowledgement.DECLARED)
