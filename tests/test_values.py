"""Tests of the values: which are named tuples, which dataclasses, and that their fields are read by name."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.by_position import Package, read_by_position
from tests.sources import Module, modules
from tests.test_startup import modules_loaded

CONFIG = """
[groups.g]
timezone = "Europe/Berlin"
zones = ["Etc/UTC"]
schedule = { every = "day", at = "08:00" }
wiki.file = "page.wiki"
"""
STALE = "== Next meeting: Monday (June 08, 2026), 8am UTC / 0800 UTC ==\n"
COLLECTING = ("list", "dict", "set")


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that ``next-meeting``, also when a clock has changed, and a bump of a page in a file load."""
    folder: Path = tmp_path_factory.mktemp("group")
    (folder / "ecg.toml").write_text(CONFIG)
    (folder / "page.wiki").write_text(STALE)
    loaded = [modules_loaded(folder, "next-meeting", "-f", form) for form in ("text", "json", "heading")]
    changed = modules_loaded(folder, "next-meeting", "--now", "2026-03-29T00:00Z")
    return set().union(*loaded, changed, modules_loaded(folder, "wiki", "bump"))


def classes(module: Module) -> Iterator[ast.ClassDef]:
    """Every class of a module, also one within a function."""
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef))


def decorator(node: ast.ClassDef) -> str:
    """What makes a dataclass of a class, as it is written; "" where it is none."""
    return next((text for one in node.decorator_list if "dataclass" in (text := ast.unparse(one))), "")


def test_no_dataclass_stands_where_every_command_passes(passed: set[str]) -> None:
    """To define one takes 29 times as long as a named tuple does."""
    assert {"ecgtool.group", "ecgtool.upkeep.bump"} <= passed
    found = {module.name: [node.name for node in classes(module) if decorator(node)] for module in modules()}
    assert {name: names for name, names in found.items() if names and name in passed} == {}


def test_no_named_tuple_stands_anywhere_else(passed: set[str]) -> None:
    """What only some commands load are dataclasses: their fields cannot be mixed up by place."""
    found = {
        module.name: [node.name for node in classes(module) if "NamedTuple" in map(ast.unparse, node.bases)]
        for module in modules()
    }
    assert any(found[name] for name in passed & found.keys())
    assert {name: names for name, names in found.items() if names and name not in passed} == {}


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_dataclass_takes_its_fields_by_name_and_never_changes(module: Module) -> None:
    """But for one that something is collected in, which has a list, a dict or a set among its fields."""
    for node in filter(decorator, classes(module)):
        assert "kw_only=True" in decorator(node), node.name
        fields = [ast.unparse(line.annotation) for line in node.body if isinstance(line, ast.AnnAssign)]
        collecting = any(one.startswith(COLLECTING) for one in fields)
        assert "frozen=True" in decorator(node) or collecting, node.name


@cache
def whole() -> Package:
    """What the whole tool defines."""
    return Package(modules())


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_named_tuple_is_read_by_name(module: Module) -> None:
    """A field that is added or moved changes nothing outside of the module that defines the tuple."""
    assert read_by_position(module, whole()) == []


OWN = Module(
    "ecgtool.own",
    "class Pair(NamedTuple):\n    left: int\n    right: int\n\n"
    "class Outer(NamedTuple):\n    pair: Pair\n    pairs: tuple[Pair, ...]\n\n"
    "def pair() -> Pair | None: ...\n\ndef pairs() -> Iterator[Pair]: ...\n",
)


@pytest.mark.parametrize(
    "line",
    [
        "left, right = pair()",
        "left, right = found.pair",
        "left = pair()[0]",
        "one = Pair(1, 2); rest = one[1:]",
        "call(*found.pair)",
        "for left, right in pairs(): pass",
        "[left for left, right in sorted(found.pairs)]",
        "for side in found.pair: pass",
        "for one in pairs(): left, right = one",
        "left, right = next(pairs())",
        "if one := pair(): left, right = one",
        "both = list(found.pair)",
        "sides = dict(pairs())",
        "match found:\n        case Pair(1, 2): pass",
    ],
)
def test_what_reads_by_place_is_seen(line: str) -> None:
    """In another module, of a value that a call, a field, a parameter or a loop tells of; its own module may."""
    source = f"def reading(found: Outer) -> None:\n    {line}\n"
    package = Package([OWN])
    assert len(read_by_position(Module("ecgtool.other", source), package)) == 1
    assert read_by_position(Module("ecgtool.own", source), package) == []


def test_what_reads_by_name_is_left_alone() -> None:
    """Nor is a list of such values mistaken for one of them."""
    lines = ["def reading(found: Outer) -> int:", "first, second = found.pairs", "return found.pairs[0].right"]
    source = "\n    ".join(lines)
    assert read_by_position(Module("ecgtool.other", source), Package([OWN])) == []
