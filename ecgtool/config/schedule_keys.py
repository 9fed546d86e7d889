"""The keys of a group's schedule in ``ecg.toml``: rules, their exceptions and changes, and slots."""

from ecgtool.config.kinds import Key, ListOf, Table
from ecgtool.config.scalars import (
    CLOCK,
    CLOCKS,
    DATE,
    DATE_OR_MOMENT,
    EVERY,
    FILLED,
    HOLIDAYS,
    LINE,
    MEETING_LENGTH,
    MOMENT,
    ON,
    TEMPLATE,
    ZONE,
)

_RULE = {
    "every": Key(EVERY, "How often the group meets."),
    "on": Key(ON, "On which days: weekdays, ordinals with a weekday, or days of the month."),
    "rrule": Key(FILLED, "A recurrence rule of RFC 5545, instead of every and on."),
    "at": Key(CLOCK, "The clock time at which a meeting begins, local to the group's timezone."),
    "duration": Key(MEETING_LENGTH, "How long a meeting lasts."),
}
SKIP = Table(
    {
        "date": Key(DATE_OR_MOMENT, "The date that is cancelled; with an hour, the meeting at that hour alone."),
        "from": Key(DATE, "The first date of a break."),
        "to": Key(DATE, "The last date of a break, included."),
        "reason": Key(LINE, "Why, in words for the members."),
    },
    either=(["date"], ["from", "to"]),
)
MOVE = Table(
    {
        "date": Key(
            DATE_OR_MOMENT, "The date that the rule has, with the hour where it has several meetings.", required=True
        ),
        "to": Key(DATE_OR_MOMENT, "When the meeting is held instead; a bare date keeps the hour.", required=True),
        "reason": Key(LINE, "Why, in words for the members."),
    }
)
EXTRA = Table({"at": Key(MOMENT, "When one meeting more is held, local to the group's timezone.", required=True)})
CHANGE = Table(
    {
        "from": Key(DATE, "The first date on which the new rule holds.", required=True),
        "slot": Key(FILLED, "The name of the slot that changes.", default="the first slot"),
        **_RULE,
    },
    alone={"rrule": ["every", "on"]},
)
HOLIDAYS_HINT = "Whose public holidays are mentioned, not skipped, where a meeting falls on one."
SLOT = Table(
    {
        "name": Key(FILLED, "What tells the slot from the group's others.", required=True),
        **{name: Key(key.kind, key.help, default="the group's own") for name, key in _RULE.items()},
        "start": Key(DATE, 'The first date; "2 weeks" and the like are counted from it.'),
        "until": Key(DATE, "The last date, included.", default="the group's own"),
        "timezone": Key(ZONE, "The clock that rules the slot.", default="the group's own"),
        "schedule_line": Key(TEMPLATE, "The template of the slot's own standing line on the page."),
    },
    alone={"rrule": ["every", "on"]},
)
SCHEDULE = Table(
    {
        **_RULE,
        "name": Key(FILLED, "What tells the meetings of this rule from those of the slots."),
        "at": Key(CLOCKS, "The clock time at which a meeting begins; several take the dates in turn.", required=True),
        "duration": Key(MEETING_LENGTH, _RULE["duration"].help, default='"1h"'),
        "start": Key(DATE, 'The first date; "2 weeks" and the like are counted from it.'),
        "until": Key(DATE, "The last date, included."),
        "holidays": Key(ListOf(HOLIDAYS), "Whose public holidays are skipped."),
        "holidays_hint": Key(ListOf(HOLIDAYS), HOLIDAYS_HINT, default="the group's own holidays_hint"),
        "skip": Key(ListOf(SKIP), "Dates and breaks that are cancelled."),
        "move": Key(ListOf(MOVE), "Meetings held at another time."),
        "extra": Key(ListOf(EXTRA), "Meetings that the rule does not have."),
        "change": Key(ListOf(CHANGE), "From a date on, another rule; what is not named stays as it was."),
        "slot": Key(
            ListOf(SLOT), "Further regular meetings of the same group, such as for another part of the world."
        ),
    },
    either=(["every"], ["rrule"]),
    alone={"rrule": ["on"]},
)
