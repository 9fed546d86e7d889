"""Meetings that overlap, of different groups or of one, by real instants."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from ecgtool.group import Call, Group
from ecgtool.schedule.occurrences import between


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """The time that two meetings have in common, in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Two groups some of whose meetings overlap, in the order of time; and whether they meet in one call.

    A group that has meetings which overlap is twice the same.
    """

    groups: tuple[Group, Group]
    overlaps: tuple[Overlap, ...]
    same_call: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Held:
    start: datetime
    end: datetime
    place: int


def find_conflicts(
    groups: Sequence[Group], after: datetime, until: datetime, about: Container[str] | None = None
) -> list[Conflict]:
    """The pairs of groups with meetings that overlap, begin before ``until`` and end after ``after``.

    With ``about`` only those of which one is of a group with that key. Those that meet in one call come first, then
    those that come first in time. To touch is not to overlap.
    """
    everyone = (one for place, group in enumerate(groups) for one in _held(group, place, after, until))
    held = sorted(everyone, key=lambda one: (one.start, one.end))
    asked = {place for place, group in enumerate(groups) if about is None or group.key in about}
    found: dict[tuple[int, int], list[Overlap]] = defaultdict(list)
    for first, second in _overlapping(held):
        pair = (min(first.place, second.place), max(first.place, second.place))
        if asked & {*pair}:
            found[pair].append(Overlap(start=second.start, end=min(first.end, second.end)))
    links = [call_address(group.call) for group in groups]
    conflicts = [
        Conflict(
            groups=(groups[one], groups[other]),
            overlaps=tuple(overlaps),
            same_call=bool(links[one]) and links[one] == links[other],
        )
        for (one, other), overlaps in found.items()
    ]
    return sorted(conflicts, key=lambda conflict: (not conflict.same_call, conflict.overlaps[0].start))


def call_address(call: Call) -> str:
    """Return what tells one call from another: its link without the pass code; "" where it has none."""
    parts = urlsplit(call.join)
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}" or call.join


def _held(group: Group, place: int, after: datetime, until: datetime) -> Iterator[_Held]:
    return (_Held(start=one.start, end=one.end, place=place) for one in between(group.schedule, after, until))


def _overlapping(held: Iterable[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """The pairs that overlap, the earlier one first, in one sweep over what is sorted by its start."""
    running: list[_Held] = []
    for one in held:
        running = [other for other in running if other.end > one.start]
        yield from ((other, one) for other in running)
        running.append(one)
