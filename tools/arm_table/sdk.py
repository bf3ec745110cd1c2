"""The resource and input classes of pulumi-azure-native, read from its source.

The package is 350 MB of generated Python: importing it takes minutes and gigabytes, so each file is cut at its
classes and only the few that declare inputs are parsed. Everything here is what the SDK says, without a guess.

    for name in module_names(package_folder()):
        module = read_module(package_folder() / name)
        module.resources["Subnet"].inputs["addressPrefix"].description
        module.classes["DelegationArgs"].inputs["type"].constant
"""

import ast
import importlib.util
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.arm_table.input_types import InputType, input_type, is_optional

_CLASS = re.compile(r"^(?:@pulumi\.\w+(?:\(.*\))?\n)?class ", re.MULTILINE)
_TOKEN = re.compile(r'^@pulumi\.type_token\("([^"]+)"\)\nclass (\w+)\(', re.MULTILINE)
_ARGUMENTS = re.compile(r"_utilities\.get_resource_args_opts\((\w+),")
_DOCSTRING = re.compile(r'"""\n(.*?)"""', re.DOTALL)
_DEFAULT_VERSION = re.compile(r"Uses Azure REST API version (\S+)\.(?:\s|$)")
_OTHER_VERSIONS = re.compile(r"Other available API versions: ([^\n]*?)\.(?:\s|$)")
_ALIAS = re.compile(r'pulumi\.Alias\(type_="([^"]+)"\)')
_CONSTANT = re.compile(r"Expected value is '([^']*)'\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input of a resource or of an object class."""

    name: str
    """Name on the wire, in a Pulumi state or a recorded graph: `addressPrefix`."""
    required: bool
    """Whether the SDK refuses to build the class without it."""
    description: str
    """The getter's docstring, on one line, without the sentence about a constant."""
    type: InputType
    constant: str | None
    """The only value that Azure accepts ("Expected value is 'Pool'."), which tells classes of a union apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputClass:
    """One class of a module's `_inputs.py`: the inputs of an object inside a resource."""

    name: str
    """Python class name, `SubnetArgs`."""
    description: str
    inputs: Mapping[str, Input]
    """Inputs by wire name, in the SDK's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceClass:
    """One resource class of the default module level (`network.Subnet`)."""

    token: str
    """Pulumi type token, `azure-native:network:Subnet`."""
    name: str
    """Class name and last part of the token, `Subnet`."""
    module: str
    """Module, `network`."""
    description: str
    """The class's own description, without API versions and parameters, on one line."""
    api_version: str | None
    """Default API version; `None` when the docstring states none (classes that Pulumi wrote by hand)."""
    other_versions: tuple[str, ...]
    """Further API versions that the docstring offers."""
    inputs: Mapping[str, Input]
    """Inputs by wire name, path inputs among them, in the SDK's order (required ones first)."""
    former_tokens: tuple[str, ...]
    """Tokens that the class answers to as aliases, versioned ones (`azure-native:network/v20180601:Subnet`) too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SdkModule:
    """One module of the SDK: its resources and the classes of their inputs."""

    name: str
    resources: Mapping[str, ResourceClass]
    """Resource classes by class name, sorted."""
    classes: Mapping[str, InputClass]
    """Input classes by class name, in the SDK's order."""


def package_folder() -> Path:
    """Return the folder of the installed `pulumi_azure_native`, without importing it.

    Raises:
        FileNotFoundError: the package is not installed.
    """
    found = importlib.util.find_spec("pulumi_azure_native")
    if found is None or found.origin is None:
        raise FileNotFoundError("pulumi-azure-native is not installed in this Python")
    return Path(found.origin).parent


def module_names(package: Path) -> list[str]:
    """Return the names of the modules that declare resources, sorted.

    Args:
        package: the SDK's folder, as `package_folder` returns it.
    """
    return sorted(folder.name for folder in package.iterdir() if any(_resource_sources(folder)))


def read_module(folder: Path) -> SdkModule:
    """Read one module of the SDK.

    Args:
        folder: the module's folder; its name is the module's name.

    Raises:
        ValueError: a source has a form that this reader does not know.
    """
    inputs_file = folder / "_inputs.py"
    classes = _input_classes(inputs_file.read_text(encoding="utf-8")) if inputs_file.is_file() else {}
    resources = [_resource(source, folder.name, classes) for source in _resource_sources(folder)]
    return SdkModule(
        name=folder.name,
        resources={resource.name: resource for resource in sorted(resources, key=lambda each: each.name)},
        classes=classes,
    )


def _resource_sources(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.py")):
        if not path.name.startswith(("_", "get_", "list_")) and path.name != "outputs.py":
            source = path.read_text(encoding="utf-8")
            if _TOKEN.search(source):
                yield source


def _resource(source: str, module: str, classes: Container[str]) -> ResourceClass:
    declared, arguments = _TOKEN.search(source), _ARGUMENTS.search(source)
    if declared is None or arguments is None:
        raise ValueError(f"a resource of module {module} without token or arguments")
    token, name = declared.groups()
    documented = _DOCSTRING.search(source, declared.end())
    text = documented.group(1) if documented else ""
    version, others = _DEFAULT_VERSION.search(text), _OTHER_VERSIONS.search(text)
    return ResourceClass(
        token=token,
        name=name,
        module=module,
        description=_one_line(re.split(r"Uses Azure REST API|:param |## ", text, maxsplit=1)[0]),
        api_version=version.group(1) if version else None,
        other_versions=tuple(others.group(1).split(", ")) if others else (),
        inputs=_inputs(_class_node(source, arguments.group(1)), classes),
        former_tokens=tuple(_ALIAS.findall(source, declared.end())),
    )


def _input_classes(source: str) -> dict[str, InputClass]:
    names = re.findall(r"^@pulumi\.input_type\nclass (\w+):", source, re.MULTILINE)
    known = frozenset(names)
    nodes = {name: node for name, node in _class_nodes(source) if name in known}
    return {
        name: InputClass(name=name, description=_described(nodes[name]), inputs=_inputs(nodes[name], known))
        for name in names
    }


def _class_nodes(source: str) -> Iterator[tuple[str, ast.ClassDef]]:
    """Parse the classes of a source that are no `TypedDict` twins, one by one, which saves four fifths of the time."""
    starts = [match.start() for match in _CLASS.finditer(source)]
    for start, end in zip(starts, [*starts[1:], len(source)], strict=True):
        if source.startswith("@pulumi.input_type", start):
            node = ast.parse(source[start:end]).body[0]
            if isinstance(node, ast.ClassDef):
                yield node.name, node


def _class_node(source: str, name: str) -> ast.ClassDef:
    for found, node in _class_nodes(source):
        if found == name:
            return node
    raise ValueError(f"the source has no class {name}")


def _inputs(node: ast.ClassDef, classes: Container[str]) -> dict[str, Input]:
    found: dict[str, Input] = {}
    for function in node.body:
        if isinstance(function, ast.FunctionDef) and function.returns is not None:
            name = _wire_name(function)
            if name is not None:
                found[name] = _input(name, function, function.returns, classes)
    return found


def _input(name: str, function: ast.FunctionDef, annotation: ast.expr, classes: Container[str]) -> Input:
    text = ast.get_docstring(function) or ""
    constant = _CONSTANT.search(text)
    return Input(
        name=name,
        required=not is_optional(annotation),
        description=_one_line(_CONSTANT.sub("", text)),
        type=input_type(annotation, classes),
        constant=constant.group(1) if constant else None,
    )


def _wire_name(function: ast.FunctionDef) -> str | None:
    """Return the name that a getter gives its input on the wire, or `None` for a function that is no getter."""
    for decorator in function.decorator_list:
        match decorator:
            case ast.Attribute(attr="getter"):
                return function.name
            case ast.Call(func=ast.Attribute(attr="getter"), keywords=[ast.keyword(value=ast.Constant(value=name))]):
                return str(name)
            case _:
                continue
    return None


def _described(node: ast.ClassDef) -> str:
    """Return a class's description: of itself, or of its constructor, before the parameters."""
    text = ast.get_docstring(node) or ""
    for function in node.body:
        if not text and isinstance(function, ast.FunctionDef) and function.name == "__init__":
            text = ast.get_docstring(function) or ""
    return _one_line(text.split(":param ", 1)[0])


def _one_line(text: str) -> str:
    return " ".join(text.split())
