"""Tests of the size of things: short functions, modules read in one sitting, every public name explained."""

import ast

import pytest

from tests.sources import ROOT, Module, code_lines, functions, modules


def test_functions_are_short() -> None:
    """Nine in ten have fewer than twenty lines of code, none more than forty; command functions included."""
    sizes = sorted(code_lines(module, node) for module in modules() for node in functions(module))
    assert sizes[len(sizes) * 9 // 10] < 20
    assert sizes[-1] <= 40


def test_commands_parse_call_and_print() -> None:
    """What a command does is done elsewhere: its body has fifteen lines of code at most."""
    commands = [
        (module, node)
        for module in modules()
        for node in functions(module)
        if any("command(" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]
    assert commands
    assert not [node.name for module, node in commands if code_lines(module, node, body=True) > 15]


@pytest.mark.parametrize(("folder", "most"), [("ecgtool", 349), ("tests", 399)])
def test_modules_are_short(folder: str, most: int) -> None:
    """Fewer than three hundred and fifty lines, or of tests a few more."""
    lines = {str(path): path.read_text("utf-8").count("\n") for path in (ROOT / folder).rglob("*.py")}
    assert {path: count for path, count in lines.items() if count > most} == {}


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_every_public_name_is_explained(module: Module) -> None:
    """Modules, classes, functions and methods say what is true afterwards."""
    nodes: list[ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = [module.tree]
    while nodes:
        node = nodes.pop()
        assert ast.get_docstring(node), getattr(node, "name", module.name)
        inner = [
            child for child in node.body if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        ]
        nodes += [
            child for child in inner if not child.name.startswith("_") and not isinstance(node, ast.FunctionDef)
        ]


def test_a_class_has_a_name_of_its_own() -> None:
    """A name that is met in two folders is one thing: no two classes of the package are called the same."""
    places: dict[str, list[str]] = {}
    for module in modules():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(module.name)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_function_has_a_name_of_its_own() -> None:
    """But for what the commands are called, and the ``render`` that each format of ``cron`` has."""
    places: dict[str, set[str]] = {}
    for module in modules():
        folder = module.name.rpartition(".")[0]
        for node in module.tree.body if folder != "ecgtool.cli.commands" else ():
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                places.setdefault(node.name, set()).add(folder if node.name == "render" else module.name)
    assert places["render"] == {"ecgtool.cron"}
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
