"""Write overlapping meetings as lines and as JSON: each pair of groups, with its dates."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ecgtool.render.plain import plain, utc_text
from ecgtool.schedule.conflicts import Conflict

_DATES_SHOWN = 3


def conflicts_text(conflicts: Iterable[Conflict]) -> str:
    """Return a line for each pair, with tabs between its columns: the groups, how often, when, if in one call."""
    return "\n".join("\t".join(_columns(conflict)) for conflict in conflicts)


def conflicts_json(conflicts: Iterable[Conflict], now: datetime, until: datetime) -> dict[str, Any]:
    """Return the answer of ``conflicts -f json``. Instants are in UTC."""
    found = [
        {
            "groups": [group.key for group in conflict.groups],
            "names": [group.name for group in conflict.groups],
            "same_call": conflict.same_call,
            "count": len(conflict.overlaps),
            "overlaps": [
                {"start": utc_text(overlap.start), "end": utc_text(overlap.end)} for overlap in conflict.overlaps
            ],
        }
        for conflict in conflicts
    ]
    return {"now": utc_text(now), "until": utc_text(until), "conflicts": found}


def _columns(conflict: Conflict) -> tuple[str, ...]:
    one, other = conflict.groups
    count = len(conflict.overlaps)
    return (
        plain(one.key),
        plain(other.key),
        f"{count} {'time' if count == 1 else 'times'}",
        _dates(conflict),
        "in the same call" if conflict.same_call else "",
    )


def _dates(conflict: Conflict) -> str:
    starts = [overlap.start for overlap in conflict.overlaps]
    shown = ", ".join(f"{start:%Y-%m-%d %H:%M}" for start in starts[:_DATES_SHOWN])
    more = len(starts) - _DATES_SHOWN
    return f"{shown} UTC" + (f" and {more} more until {starts[-1]:%Y-%m-%d}" if more > 0 else "")
