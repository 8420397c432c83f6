"""What the code and its tests import, and whether packages name their modules."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]


def imported(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, and of what it takes out of
    them."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[^\w-]", each)[0] for each in project["dependencies"]}
    files = (ROOT / "quizapp").rglob("*.py")
    names = {name.partition(".")[0] for path in files for name in imported(path)}
    others = names - sys.stdlib_module_names - {"quizapp"}
    distributions = packages_distributions()
    assert {distributions[name][0] for name in others} == declared


def test_no_test_imports_from_a_test_module() -> None:
    """What tests share stands in modules of its own, such as `tests.world`."""
    found = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in (ROOT / "tests").rglob("*.py")
        for name in imported(path)
        if re.match(r"tests\.(.*\.)?(test_|conftest\b)", name)
    ]
    assert not found


def test_the_docstring_of_each_package_names_its_modules() -> None:
    missing: list[str] = []
    for file in sorted((ROOT / "quizapp").glob("*/**/__init__.py")):
        text = ast.get_docstring(ast.parse(file.read_bytes())) or ""
        there = {path.stem for path in file.parent.glob("*.py")} - {"__init__"}
        there |= {path.parent.name for path in file.parent.glob("*/__init__.py")}
        told = {*re.findall(r"`(\w+)`", text)}
        missing += [f"{file.parent.name}: {name}" for name in sorted(there - told)]
    assert not missing
