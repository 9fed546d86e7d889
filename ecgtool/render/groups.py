"""Write a list of groups, a line each: key, name, when it meets in words, and its next meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ecgtool.group import Group, Slot
from ecgtool.render.plain import plain, utc_text
from ecgtool.render.rule_words import rule_words
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.zone_labels import full_name


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedGroup:
    """A group and its next meeting, or None."""

    group: Group
    following: Occurrence | None

    @property
    def rule(self) -> str:
        """The rule of each slot in words, as it is at the next meeting, with its clock time and zone."""
        return "; ".join(_rule(slot, self.following) for slot in self.group.schedule.slots)

    @property
    def next_words(self) -> str:
        """The next meeting on its own clock, or words that there is none."""
        if self.following is None:
            return "no meeting to come"
        start = self.following.local_start
        return f"{start:%A} {start.date()} {start:%H:%M} {abbreviation(start)}"


def groups_text(found: Iterable[ListedGroup]) -> str:
    """Return a line for each group, with tabs between its columns."""
    return "".join(
        "\t".join((plain(one.group.key), plain(one.group.name), one.rule, one.next_words)) + "\n" for one in found
    )


def groups_json(found: Iterable[ListedGroup], now: datetime) -> dict[str, Any]:
    """Return the answer of ``list -f json``."""
    return {"now": utc_text(now), "groups": [_group_json(one) for one in found]}


def _group_json(one: ListedGroup) -> dict[str, Any]:
    following = one.following
    return {
        "key": one.group.key,
        "name": one.group.name,
        "timezone": one.group.schedule.zone.key,
        "rule": one.rule,
        "start": following.local_start.isoformat(timespec="seconds") if following else None,
        "start_utc": utc_text(following.start) if following else None,
    }


def _rule(slot: Slot, following: Occurrence | None) -> str:
    day = following.start.astimezone(slot.zone).date() if following else slot.recurrences[-1].first
    in_force = [part for part in slot.recurrences if part.first <= day]
    part = in_force[-1] if in_force else slot.recurrences[0]
    named = f"{plain(slot.name)}: " if slot.name else ""
    return f"{named}{rule_words(part)}, {part.at:%H:%M} {full_name(slot.zone)}"
