"""What a chair is told when ``ecg.toml`` is written: the next meetings, what was guessed, what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from ecgtool.config import Config
from ecgtool.config.source import value_text
from ecgtool.learn.draft import Draft
from ecgtool.render.meeting import GroupMeeting, meetings_text
from ecgtool.render.plain import plain
from ecgtool.schedule.occurrences import meetings

_SHOWN = 3


def report(path: Path, written: Config, drafts: Mapping[str, Draft], offers: Sequence[str], now: datetime) -> str:
    """The report, a line for each thing; ``offers`` say what to do on the page."""
    lines = [f"written: {path}, {_groups(drafts)}"]
    for group in written.groups.values():
        coming = [GroupMeeting(group, meeting, (), now) for meeting in islice(meetings(group.schedule, now), _SHOWN)]
        lines += [f"next:\t{line}" for line in meetings_text(coming).splitlines()] or [f"next:\tnone for {group.key}"]
    for key, draft in drafts.items():
        lines += _remarks(key if len(drafts) > 1 else "", draft)
    return "\n".join([*lines, *(f"to do: {plain(offer)}" for offer in offers)])


def _groups(drafts: Mapping[str, Draft]) -> str:
    return f"group {next(iter(drafts))}" if len(drafts) == 1 else f"groups {', '.join(drafts)}"


def _remarks(key: str, draft: Draft) -> Iterator[str]:
    of = f" for {key}" if key else ""
    for path, why in draft.guesses.items():
        yield f"guessed{of}: {path} = {value_text(_value(draft.table, path))}, {plain(why)}"
    yield from (f"not sure{of}: {plain(sentence)}" for sentence in draft.unknown)


def _value(table: Mapping[str, Any], path: str) -> Any:
    value: Any = table
    for name in path.split("."):
        value = value[name]
    return value
