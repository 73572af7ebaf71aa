"""What the tests of the architecture look at: our modules as syntax trees, our templates, the layers."""

import ast
import configparser
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver

ROOT = Path(settings.BASE)


@dataclass(frozen=True)
class Module:
    """One Python file of ours; `name` is its path in the checkout."""

    name: str
    source: str
    tree: ast.Module

    @property
    def app(self) -> str:
        return self.name.split("/")[0]


def module(source: str, name: str = "projects/planted.py") -> Module:
    """A file that is not there, for planting a fault."""
    return Module(name, source, ast.parse(source))


@cache
def contract(name: str) -> dict[str, list[str]]:
    """A section of `.importlinter`, each value as its lines."""
    file = configparser.ConfigParser()
    file.read(ROOT / ".importlinter")
    return {key: value.split("\n")[value.startswith("\n") :] for key, value in file[name].items()}


def layers() -> list[set[str]]:
    """The apps, from the top down; those of one layer don't know one another."""
    return [set(re.split(r"\s*\|\s*", line)) for line in contract("importlinter:contract:apps")["layers"]]


def apps() -> list[str]:
    return contract("importlinter")["root_packages"]


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the apps, migrations left out."""
    paths = [path for app in apps() for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
    return tuple(module(path.read_text(), str(path.relative_to(ROOT))) for path in paths)


@cache
def tests() -> tuple[Module, ...]:
    """Every Python file of the tests."""
    return tuple(
        module(path.read_text(), str(path.relative_to(ROOT))) for path in sorted((ROOT / "tests").rglob("*.py"))
    )


@cache
def migrations() -> tuple[Module, ...]:
    paths = [path for app in apps() for path in sorted((ROOT / app / "migrations").glob("[0-9]*.py"))]
    return tuple(module(path.read_text(), str(path.relative_to(ROOT))) for path in paths)


@cache
def templates() -> dict[str, str]:
    """Every template of ours by the name it is loaded by."""
    folder = ROOT / "templates"
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".html", ".txt")]
    return {str(path.relative_to(folder)): path.read_text() for path in paths}


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    """`a.b.c` of a call `a.b.c(…)`, as written."""
    return ast.unparse(call.func)


def strings(tree: ast.AST) -> Iterator[str]:
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def views(patterns: list[Any], prefix: str = "", names: str = "") -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every route below these patterns: its path, its full name, its view."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), names + (pattern.name or ""), pattern.callback
        elif isinstance(pattern, URLResolver):
            inner = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from views(pattern.url_patterns, prefix + str(pattern.pattern), inner)
