"""What was learnt of a group: its table as ``ecg.toml`` is to have it, and how sure each part of it is."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from ecgtool.wording.spelling import slug

Tree = Mapping[str, Any]


class Draft(NamedTuple):
    """A group's table, of plain TOML values.

    ``guesses`` tells, by a key's path below the group, what a value was guessed from; ``unknown`` tells, a sentence
    each, what the source does not say or what of it could not be kept.
    """

    table: Tree
    guesses: Mapping[str, str] = MappingProxyType({})
    unknown: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys that a group cannot do without and that the source did not tell."""
        schedule = self.table.get("schedule", {})
        needed = {"timezone": self.table, "at": schedule, "every": schedule}
        return tuple(
            key for key, table in needed.items() if key not in table and not (key == "every" and "rrule" in table)
        )

    @property
    def name(self) -> str:
        """The group's name."""
        return str(self.table["name"])


def length(duration: timedelta) -> str:
    """A duration as ``ecg.toml`` has it: "1h30m"."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")


def keyed(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """The drafts under keys made of their names up to a parenthesis, no two alike."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        base = slug(draft.name.partition(" (")[0])
        key = next(key for key in _numbered(base) if key not in found)
        found[key] = draft
    return found


def _numbered(base: str) -> Iterable[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
