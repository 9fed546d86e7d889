"""The kinds of values in a configuration file: how each is read, and what is said of a wrong one.

Reading returns the value meant. A wrong value adds a fault and gives ``MISSING``, so that it does not hide the next
fault. Each kind also describes itself in JSON Schema (2020-12).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from ecgtool.wording.spelling import nearest

_HIDDEN_IN_LINK = r"(?<=[?#&])\S*=\S*|(?<=//)[^\s/@]*(?=@)"
KeyPath = tuple[str | int, ...]
"""The way to a value: keys, and places in arrays, counted from 0. ("groups", "ecg", "schedule", "skip", 0, "date")"""


class Fault(NamedTuple):
    """A problem with the value at ``path``."""

    path: KeyPath
    problem: str

    def __str__(self) -> str:
        """Return the fault in one line: ``groups.ecg.schedule.at: "8am": expected ...``."""
        return f"{dotted(self.path)}: {self.problem}" if self.path else self.problem


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, path: KeyPath, problem: str) -> None:
        """Add the fault ``problem`` at ``path``, unless it is there already."""
        if (fault := Fault(path, problem)) not in self.found:
            self.found.append(fault)

    def under(self, path: KeyPath, *keys: str) -> bool:
        """Return whether a fault is at ``path`` or below it; with ``keys``, at or below one of these keys of it."""
        return any(
            fault.path[: len(place)] == place
            for fault in self.found
            for place in ([(*path, key) for key in keys] or [path])
        )


def dotted(path: KeyPath) -> str:
    """Return a path as text: ``groups.ecg.schedule.skip[0].date``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path)
    return text.removeprefix(".")


def excerpt(value: object) -> str:
    """Return a value as the file writes it, cut to 60 characters.

    Parts of links that may hold a pass code become "...".
    """
    match value:
        case bool():
            text = str(value).lower()
        case int() if value.bit_length() > 64:
            text = "a very large number"
        case str():
            text = '"' + re.sub(_HIDDEN_IN_LINK, "...", " ".join(value.split())) + '"'
        case date() | datetime() | time():
            text = value.isoformat()
        case dict():
            text = "{" + ", ".join(value) + "}"
        case list():
            text = "[" + ", ".join(excerpt(member) for member in value) + "]"
        case _:
            text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _key(step: str) -> str:
    return step if step and step.replace("-", "").replace("_", "").isalnum() and step.isascii() else f'"{step}"'


MISSING: Any = object()
"""Stands for a value that has a fault."""


class Kind(Protocol):
    """A kind of value in the file."""

    @property
    def expected(self) -> str:
        """What is expected, in words that follow "expected"."""

    @property
    def secret(self) -> bool:
        """Whether a value of this kind may hold a secret. Such a value is never shown."""

    def read(self, value: object, path: KeyPath, faults: Faults) -> Any:
        """Return the value meant, or ``MISSING`` with a fault added."""

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""


class Scalar(NamedTuple):
    """A single value.

    ``convert`` returns the value meant, or raises ValueError with a text that is put after ``expected`` in the fault.
    ``of`` describes the value in JSON Schema: as a schema, as the pattern of a text, or as a function that makes the
    schema, since few runs need it.
    """

    expected: str
    convert: Callable[[Any], Any]
    of: Mapping[str, Any] | str | Callable[[], Mapping[str, Any]]
    secret: bool = False

    def read(self, value: object, path: KeyPath, faults: Faults) -> Any:
        """Return the value meant, or ``MISSING`` with a fault added."""
        try:
            return self.convert(value)
        except ValueError as error:
            faults.add(path, f"{_found(self, value)}: expected {self.expected}{error}")
            return MISSING

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        if isinstance(self.of, str):
            return {"type": "string", "pattern": self.of}
        return dict(self.of() if callable(self.of) else self.of)


class ListOf(NamedTuple):
    """An array of one kind."""

    member: Kind

    @property
    def expected(self) -> str:
        """What is expected, in words that follow "expected"."""
        return f"an array: [ ], each member {self.member.expected}"

    @property
    def secret(self) -> bool:
        """Whether a member may be a secret, or hold one."""
        return self.member.secret

    def read(self, value: object, path: KeyPath, faults: Faults) -> Any:
        """Return the members that are right. Each wrong one adds a fault; no array at all gives ``MISSING``."""
        if not isinstance(value, list):
            faults.add(path, f"{_found(self, value)}: expected {self.expected}")
            return MISSING
        read = [self.member.read(member, (*path, place), faults) for place, member in enumerate(value)]
        return [member for member in read if member is not MISSING]

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "array", "items": self.member.schema()}


class OneOf(NamedTuple):
    """A value of one of several kinds, told apart by their TOML type."""

    by_type: tuple[tuple[type, Kind], ...]

    @property
    def expected(self) -> str:
        """What is expected, in words that follow "expected"."""
        return ", or ".join(kind.expected for _, kind in self.by_type)

    @property
    def secret(self) -> bool:
        """Whether a value of one of the kinds may be a secret."""
        return any(kind.secret for _, kind in self.by_type)

    def read(self, value: object, path: KeyPath, faults: Faults) -> Any:
        """Return the value meant, or ``MISSING`` with a fault added."""
        for kind_type, kind in self.by_type:
            if isinstance(value, kind_type) and not isinstance(value, bool):
                return kind.read(value, path, faults)
        faults.add(path, f"{_found(self, value)}: expected {self.expected}")
        return MISSING

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"anyOf": [kind.schema() for _, kind in self.by_type]}


class Key(NamedTuple):
    """A key of a table: the kind of its value, what it is for, and its default.

    The default is a value written in JSON, or words where it depends on other keys.
    """

    kind: Kind
    help: str
    required: bool = False
    default: str = ""

    @property
    def default_value(self) -> Any:
        """The default as a value; ``MISSING`` where there is none, or where it is in words."""
        import json

        try:
            return json.loads(self.default)
        except ValueError:
            return MISSING

    def schema(self) -> dict[str, Any]:
        """Return the key's value as JSON Schema."""
        default = {} if self.default_value is MISSING else {"default": self.default_value}
        return {"description": self.help, **default, **self.kind.schema()}


class Forbidden(NamedTuple):
    """A key that must not be there; its value is never shown."""

    expected: str
    secret: bool = True

    def read(self, value: object, path: KeyPath, faults: Faults) -> Any:
        """Return ``MISSING``, with a fault added."""
        del value
        faults.add(path, self.expected)
        return MISSING

    def schema(self) -> dict[str, Any]:
        """Return the schema that no value matches."""
        return {"not": {}}


class Table(NamedTuple):
    """A table with the keys that it may have.

    ``either``, ``alone`` and ``together`` only describe it in JSON Schema; the modules that make groups check the
    same. ``either`` are sets of keys, of which the file has exactly one. Beside a key of ``alone``, the keys that it
    maps to are not allowed. ``together`` is any further condition, as JSON Schema.
    """

    keys: Mapping[str, Key]
    expected: str = "a table"
    either: Sequence[Sequence[str]] = ()
    alone: Mapping[str, Sequence[str]] = MappingProxyType({})
    together: Mapping[str, Any] = MappingProxyType({})

    @property
    def secret(self) -> bool:
        """Whether the value of a key may be a secret."""
        return any(key.kind.secret for key in self.keys.values())

    def read(self, value: object, path: KeyPath, faults: Faults) -> Any:
        """Return the values by their keys, without wrong ones. These add faults, as do unknown and missing keys."""
        if not isinstance(value, dict):
            faults.add(path, f"{_found(self, value)}: expected {self.expected}")
            return MISSING
        read: dict[str, Any] = {}
        allowed = [name for name, key in self.keys.items() if not isinstance(key.kind, Forbidden)]
        for name, given in value.items():
            if name not in self.keys:
                faults.add((*path, name), f"unknown key{nearest(name, allowed)}")
            elif (member := self.keys[name].kind.read(given, (*path, name), faults)) is not MISSING:
                read[name] = member
        for name, key in self.keys.items():
            if key.required and name not in value:
                faults.add((*path, name), f"missing: expected {key.kind.expected}")
        return read

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        every = {name for names in self.either for name in names}
        one_of = [{"required": [*names], **_without(sorted(every.difference(names)))} for names in self.either]
        alone = {name: _without(others) for name, others in self.alone.items()}
        return {
            "type": "object",
            "properties": {name: key.schema() for name, key in self.keys.items()},
            "required": [name for name, key in self.keys.items() if key.required],
            "additionalProperties": False,
            **({"oneOf": one_of} if one_of else {}),
            **({"dependentSchemas": alone} if alone else {}),
            **self.together,
        }


class Named(NamedTuple):
    """A table whose keys are names that the user chose, such as ``[groups.NAME]``."""

    member: Kind
    expected: str = "a table of tables"

    @property
    def secret(self) -> bool:
        """Whether a member may be a secret, or hold one."""
        return self.member.secret

    def read(self, value: object, path: KeyPath, faults: Faults) -> Any:
        """Return the members that are right, by their names. Each wrong one adds a fault."""
        if not isinstance(value, dict):
            faults.add(path, f"{_found(self, value)}: expected {self.expected}")
            return MISSING
        read = {name: self.member.read(member, (*path, name), faults) for name, member in value.items()}
        return {name: member for name, member in read.items() if member is not MISSING}

    def schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema."""
        return {"type": "object", "additionalProperties": self.member.schema(), "minProperties": 1}


def _without(names: Sequence[str]) -> dict[str, Any]:
    """Return the condition that none of the keys is there (JSON Schema)."""
    return {"properties": dict.fromkeys(names, False)}


def _found(kind: Kind, value: object) -> str:
    return "what stands there" if kind.secret else excerpt(value)
