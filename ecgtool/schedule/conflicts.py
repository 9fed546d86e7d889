"""Find meetings that overlap, of different groups or of one, by their instants in UTC."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from ecgtool.group import Call, Group
from ecgtool.passcode import link_without
from ecgtool.schedule.occurrences import between


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """The time that two meetings have in common, in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Conflict:
    """Two groups whose meetings overlap. ``overlaps`` are in the order of time.

    ``groups`` is twice the same group where its own meetings overlap. ``same_call`` is whether both meet in one call.
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
    """Return the pairs of groups with meetings that overlap, begin before ``until`` and end after ``after``.

    With ``about``, one group of each pair has a key that is in it. Pairs that meet in one call come first, then those
    that overlap soonest. A meeting that begins when another ends does not overlap it.
    """
    everyone = (
        _Held(start=one.start, end=one.end, place=place)
        for place, group in enumerate(groups)
        for one in between(group.schedule, after, until)
    )
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
    """Return the call's link without its pass code, scheme and fragment; "" where the call has no link.

    Two groups with the same address meet in one call.
    """
    parts = urlsplit(link_without(call.join))
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}{query}" or call.join


def _overlapping(held: Iterable[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Yield the pairs that overlap, the earlier one first. ``held`` is sorted by start, and read once."""
    running: list[_Held] = []
    for one in held:
        running = [other for other in running if other.end > one.start]
        yield from ((other, one) for other in running)
        running.append(one)
