"""Where a named tuple of another module is read by place and not by name, as far as its source alone can tell."""

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.sources import Module

_MANY = {"list", "tuple", "set", "frozenset", "Sequence", "Iterable", "Iterator", "Collection"}
_COMMON = {*dir(str), *dir(dict), *dir(list), *dir(re.Match)}  # methods of what is no value of the tool
_SAME = {"list", "tuple", "sorted", "reversed", "iter", "set"}  # what holds the same members as its argument


class Type(NamedTuple):
    """A named tuple, by its name; ``many`` tells that it is a member of a list, or of what else holds several."""

    name: str
    many: bool = False


Types = dict[str, Type]


class Package:
    """The named tuples of some modules, their fields, and what the functions return."""

    def __init__(self, modules: Sequence[Module]) -> None:
        trees = [(module.name, module.tree) for module in modules]
        classes = [(name, node) for name, tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
        tuples = [(name, node) for name, node in classes if "NamedTuple" in map(ast.unparse, node.bases)]
        self.home = {node.name: name for name, node in tuples}
        found: dict[str, set[Type | None]] = {}
        for _, tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    found.setdefault(node.name, set()).add(self.type_of(node.returns))
        self.returned = {
            name: one
            for name, types in found.items()
            if name not in _COMMON and len(types) == 1 and (one := types.pop())
        }
        self.fields: dict[str, Types] = {
            node.name: {
                line.target.id: one
                for line in node.body
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
                if (one := self.type_of(line.annotation))
            }
            for _, node in tuples
        }

    def type_of(self, annotation: ast.expr | None) -> Type | None:
        """Return the named tuple that an annotation tells of, itself or None, or as the member of a list."""
        match annotation:
            case ast.Constant(value=str(text)):
                return self.type_of(ast.parse(text, mode="eval").body)
            case ast.BinOp(left=left, right=ast.Constant(value=None)):
                return self.type_of(left)
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in self.home:
                return Type(name)
            case ast.Subscript(value=ast.Name(id=outer), slice=inner) if outer in _MANY:
                members = inner.elts if isinstance(inner, ast.Tuple) else [inner]
                several = len(members) == 1 or ast.unparse(members[1]) == "..."
                one = self.type_of(members[0]) if several else None
                return one._replace(many=True) if one and not one.many else None
        return None


def read_by_position(module: Module, package: Package) -> list[str]:
    """Return, a line each, what in ``module`` reads a named tuple of another module by place."""
    scopes = [node for node in ast.walk(module.tree) if isinstance(node, (ast.FunctionDef, ast.Lambda, ast.Module))]
    found = {line for scope in scopes for line in _Scope(scope, package).found(module.name)}
    return [f"{module.name}:{number} takes {name} apart" for number, name in sorted(found)]


class _Scope:
    """One function, with the names in it of which the type is known."""

    def __init__(self, node: ast.FunctionDef | ast.Lambda | ast.Module, package: Package) -> None:
        self.node, self.package, self.names = node, package, Types()
        if isinstance(node, ast.FunctionDef):
            for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
                self._learn(ast.Name(id=argument.arg), package.type_of(argument.annotation))
        for inner in self._inner():
            match inner:
                case ast.Assign(targets=[target], value=value) | ast.NamedExpr(target=target, value=value):
                    self._learn(target, self.type_of(value))
                case ast.AnnAssign(target=target, annotation=annotation):
                    self._learn(target, package.type_of(annotation))
                case ast.For(target=target, iter=values) | ast.comprehension(target=target, iter=values):
                    self._learn(target, self._member(values))

    def found(self, home: str) -> Iterator[tuple[int, str]]:
        """Yield line and name of each named tuple that is taken apart here and was not defined in ``home``."""
        for node in self._inner():
            for value, many in _taken_apart(node):
                one = self.type_of(value)
                if one and one.many == many and self.package.home[one.name] != home:
                    yield value.lineno, one.name
            if isinstance(node, ast.MatchClass) and node.patterns:
                name = ast.unparse(node.cls)
                if self.package.home.get(name, home) != home:
                    yield node.lineno, name

    def type_of(self, value: ast.expr) -> Type | None:
        """Return the type of an expression, where it can be told from names, calls, fields and members."""
        one: Type | None = None
        match value:
            case ast.Name(id=name):
                one = self.names.get(name)
            case ast.NamedExpr(value=inner):
                one = self.type_of(inner)
            case ast.BoolOp(values=[first, *_]) | ast.IfExp(body=first):
                one = self.type_of(first)
            case ast.Attribute(value=owner, attr=name) if found := self.type_of(owner):
                one = None if found.many else self.package.fields[found.name].get(name)
            case ast.Subscript(value=values, slice=index):
                one = self.type_of(values) if isinstance(index, ast.Slice) else self._member(values)
            case ast.Call(func=func, args=arguments):
                one = self._returned(ast.unparse(func).rpartition(".")[2], arguments)
            case ast.ListComp(elt=member) | ast.GeneratorExp(elt=member) | ast.SetComp(elt=member):
                found = self.type_of(member)
                one = found and Type(found.name, many=True)
        return one

    def _returned(self, name: str, arguments: list[ast.expr]) -> Type | None:
        if name == "next" and arguments:
            return self._member(arguments[0])
        if name in _SAME and arguments:
            return self.type_of(arguments[0])
        return Type(name) if name in self.package.home else self.package.returned.get(name)

    def _member(self, values: ast.expr) -> Type | None:
        one = self.type_of(values)
        return Type(one.name) if one and one.many else None

    def _learn(self, target: ast.expr, one: Type | None) -> None:
        if one and isinstance(target, ast.Name):
            self.names[target.id] = one

    def _inner(self) -> Iterator[ast.AST]:
        """Yield what stands in the function, in the order of the text, and not in functions within it."""
        waiting: list[ast.AST] = [self.node]
        found: list[ast.AST] = []
        while waiting:
            for child in ast.iter_child_nodes(waiting.pop()):
                if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
                    found.append(child)
                    waiting.append(child)
        yield from sorted(
            found, key=lambda node: getattr(node, "lineno", getattr(getattr(node, "iter", 0), "lineno", 0))
        )


def _taken_apart(node: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """Yield what ``node`` takes apart by place, and whether it does so to each member of it."""
    match node:
        case ast.Assign(targets=[ast.Tuple()], value=value) | ast.Starred(value=value):
            yield value, False
        case ast.Subscript(value=value, slice=ast.Constant(value=int()) | ast.Slice()):
            yield value, False
        case ast.For(target=target, iter=values) | ast.comprehension(target=target, iter=values):
            yield values, isinstance(target, ast.Tuple)
        case ast.Call(func=ast.Name(id=name), args=[value, *_]) if name in _SAME | {"zip", "enumerate", "dict"}:
            yield value, name == "dict"
