"""The faults of a configuration file, collected so that all are told at once."""

import re
from datetime import date, datetime, time
from typing import NamedTuple

_HIDDEN_IN_LINK = r"(?<=[?#&])\S*=\S*|(?<=//)[^\s/@]*(?=@)"
KeyPath = tuple[str | int, ...]
"""The way to a value: keys, and the places of array members counted from 0."""


class Fault(NamedTuple):
    """What is wrong at ``path``."""

    path: KeyPath
    problem: str

    def __str__(self) -> str:
        """``groups.ecg.schedule.at: "8am": expected ...``."""
        return f"{dotted(self.path)}: {self.problem}" if self.path else self.problem


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, path: KeyPath, problem: str) -> None:
        """Note that ``problem`` is at ``path``, once however often it is met."""
        if (fault := Fault(path, problem)) not in self.found:
            self.found.append(fault)

    def under(self, path: KeyPath, *keys: str) -> bool:
        """Whether any fault so far is at one of the ``keys`` of ``path`` or below it; without keys, at ``path``."""
        return any(
            fault.path[: len(place)] == place
            for fault in self.found
            for place in ([(*path, key) for key in keys] or [path])
        )


def dotted(path: KeyPath) -> str:
    """``groups.ecg.schedule.skip[0].date``."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path)
    return text.removeprefix(".")


def shown(value: object) -> str:
    """A value as it stands in the file, cut to what fits a line, and links without what may be a pass code."""
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
            text = "[" + ", ".join(shown(member) for member in value) + "]"
        case _:
            text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _key(step: str) -> str:
    return step if step and step.replace("-", "").replace("_", "").isalnum() and step.isascii() else f'"{step}"'
