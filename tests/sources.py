"""The tool's own source, taken apart: for the tests of how it is built."""

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_NO_CODE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Module(NamedTuple):
    """A module of the tool."""

    name: str
    source: str

    @property
    def room(self) -> str:
        """Its folder within the tool, or its own name where it stands in none; ``ecgtool`` itself for the package."""
        return self.name.split(".")[1] if "." in self.name else self.name

    @property
    def tree(self) -> ast.Module:
        """Its syntax tree."""
        return _tree(self.source)


@cache
def _tree(source: str) -> ast.Module:
    return ast.parse(source)


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the tool."""
    paths = sorted((ROOT / "ecgtool").rglob("*.py"))
    return tuple(Module(_name(path.relative_to(ROOT)), path.read_text("utf-8")) for path in paths)


def imports(tree: ast.AST, *, at_start: bool = False) -> Iterator[str]:
    """The dotted names that are imported at run time; ``at_start`` only those imported as a module is loaded."""
    for node in _run(tree, at_start=at_start):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(module: Module) -> Iterator[Function]:
    """Every function and method, wherever it stands."""
    return (node for node in ast.walk(module.tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


def code_lines(module: Module, node: Function, *, body: bool = False) -> int:
    """How many lines a function, or its body alone, has: docstrings, comments and empty lines do not count."""
    statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
    doc = range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1) if statements != node.body else range(0)
    first = statements[0].lineno if body and statements else node.lineno
    return len([line for line in _code(module) if first <= line <= (node.end_lineno or 0) and line not in doc])


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _run(node: ast.AST, *, at_start: bool) -> Iterator[ast.AST]:
    """The nodes below ``node`` without what only a type checker reads, and at the start without functions' bodies."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if at_start and isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        yield child
        yield from _run(child, at_start=at_start)


@cache
def _code(module: Module) -> frozenset[int]:
    tokens = tokenize.generate_tokens(io.StringIO(module.source).readline)
    kept = (token for token in tokens if token.type not in _NO_CODE)
    return frozenset(line for token in kept for line in range(token.start[0], token.end[0] + 1))
