"""Write how a page was kept, as JSON and as a plain table."""

from typing import Any

from ecgtool.render.plain import in_columns, plain, utc_text
from ecgtool.upkeep.history import History, LineChange, hours

COLUMNS = ("changed (UTC)", "user", "meeting", "stale", "wrong", "line")
"""The heads of the table's columns."""


def history_json(history: History) -> dict[str, Any]:
    """Return the answer of ``wiki history -f json``. Hours are given to a tenth."""
    return {
        "page": history.page,
        "revisions": [_change_json(change) for change in history.changes],
        "summary": {
            "headings": len(history.headings),
            "stale_hours_total": hours(history.stale_total),
            "stale_hours_longest": hours(history.stale_longest),
            "weekday_mismatches": history.count("weekday-mismatch"),
            "zone_mismatches": history.count("zone-mismatch"),
            "utc_mismatches": history.count("utc-mismatch"),
            "blocks_filled": history.blocks_filled,
            "blocks_edited": history.blocks_edited,
        },
    }


def history_text(history: History) -> str:
    """Return the summary, then a table with a row for each change, oldest first."""
    rows = [COLUMNS, *(cells(change) for change in history.changes)] if history.changes else []
    return "\n".join([f"{plain(history.page)}: {summary(history)}", *in_columns(rows)])


def summary(history: History) -> str:
    """Return how the page was kept, in one sentence: "52 lines, 2 with a wrong zone, stale for 70 hours, ..."."""
    wrong = [
        f"{count} with a wrong {name}"
        for name, code in (("weekday", "weekday-mismatch"), ("zone", "zone-mismatch"), ("UTC time", "utc-mismatch"))
        if (count := history.count(code))
    ]
    count = len(history.headings)
    total, longest = hours(history.stale_total), hours(history.stale_longest)
    late = f"stale for {_spoken(total)}" if total else "never stale"
    late += f" in all, {_spoken(longest)} at the longest" if longest < total else ""
    lines = [f"{count} line{'' if count == 1 else 's'}", *wrong]
    blocks = [f"blocks filled {_times(history.blocks_filled)}"] if history.blocks_filled else []
    blocks += [f"changed by hand {_times(history.blocks_edited)}"] if history.blocks_edited else []
    return ", ".join([*([*lines, late] if history.changes or not blocks else ["no line"]), *blocks])


def _spoken(duration: float) -> str:
    return {0: "less than an hour", 1: "1 hour"}.get(round(duration), f"{duration:.0f} hours")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def cells(change: LineChange) -> tuple[str, ...]:
    """Return the cells of a change's row, safe to show on a terminal."""
    return (
        f"{change.timestamp:%Y-%m-%d %H:%M}",
        plain(change.user) or "-",
        change.meeting.isoformat() if change.meeting else "-",
        _stale(change),
        ", ".join(code.removesuffix("-mismatch") for code in change.problems) or "-",
        plain(change.heading) or "(taken away)",
    )


def _stale(change: LineChange) -> str:
    if change.stale_hours:
        return f"{change.stale_hours:.1f} h{' so far' if change.current else ''}"
    return "current" if change.current else "-"


def _change_json(change: LineChange) -> dict[str, Any]:
    return {
        "timestamp": utc_text(change.timestamp),
        "user": change.user,
        "heading": change.heading,
        "meeting": change.meeting.isoformat() if change.meeting else None,
        "stale_hours": change.stale_hours,
        "problems": list(change.problems),
        "current": change.current,
    }
