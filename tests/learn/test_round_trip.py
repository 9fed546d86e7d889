"""What is exported and learnt again is the same group, in its meetings and in its words."""

from datetime import UTC, date, datetime
from itertools import islice, takewhile

import pytest

from ecgtool import ical
from ecgtool.group import Group
from ecgtool.learn.draft import drafts_by_key
from ecgtool.learn.ical.file import learn_ical
from ecgtool.learn.write import toml_text
from ecgtool.schedule.occurrences import occurrences
from tests.plans import group_of

NOW = datetime(2026, 6, 8, 16, 30, tzinfo=UTC)
END = datetime(2029, 1, 1, tzinfo=UTC)
HEAD = '[groups.g]\nname = "Tea"\ntimezone = "America/Los_Angeles"\nhomepage = "https://wiki.example.org/Tea"\n'
WEEKLY = '[groups.g.schedule]\nevery = "week"\non = "Monday"\nat = "08:00"\nstart = 2026-01-05\n'
WORDS = """
[groups.g.call]
join = "https://meet.example.org/j/91370675993?pwd=YWJj"
note = "Knock twice; wait, then speak."
meeting_id = "913 7067 5993"
passcode = "123456"
one_tap = [{ dial = "+12025550101,,91370675993#,,,,*123456#", label = "US" }]
dial_in = [{ number = "+1 202 555 0101", label = "US (Washington DC)" }, { number = "833 555 0100", label = "US" }]
find_number = "https://meet.example.org/numbers"
[groups.g.agenda]
notes = "https://pad.example.org/tea"
items = ["Cups", { title = "Pots", by = "Ann", links = ["https://example.org/pots"] }]
topics = [{ date = 2026-06-29, title = "Spoons" }]
"""
SCHEDULES = {
    "weekly": WEEKLY,
    "no start": WEEKLY.replace("start = 2026-01-05\n", ""),
    "two weeks": WEEKLY.replace('"week"', '"2 weeks"'),
    "ordinals": WEEKLY.replace('"week"', '"month"').replace('"Monday"', '"first and third Tuesday"'),
    "overlapping": WEEKLY.replace('"week"', '"month"').replace('"Monday"', '["fourth Friday", "last Friday"]'),
    "days": WEEKLY.replace('"week"', '"month"').replace('"Monday"', "[1, 15]"),
    "quarter": WEEKLY.replace('"week"', '"3 months"').replace('"Monday"', '"second Wednesday"'),
    "working days": WEEKLY.replace('"week"', '"day"').replace('"Monday"', '["Monday", "Friday"]'),
    "odd weeks": WEEKLY.replace(
        'every = "week"\non = "Monday"',
        f'rrule = "FREQ=YEARLY;BYWEEKNO={",".join(map(str, range(1, 54, 2)))};BYDAY=MO"',
    ),
    "every exception": WEEKLY
    + 'skip = [{ date = 2026-06-22, reason = "snow" }, { from = 2026-12-14, to = 2027-01-04, reason = "break" }]\n'
    'move = [{ date = 2026-06-15, to = 2026-06-16T09:00:00, reason = "a fair" },'
    " { date = 2026-07-06, to = 2026-07-14T08:00:00 }]\n"
    'extra = [{ at = 2026-07-16T10:00:00 }]\nchange = [{ from = 2027-03-02, on = "Tuesday", at = "07:00" }]\n',
    "slots": WEEKLY + '[[groups.g.schedule.slot]]\nname = "APAC"\nevery = "2 weeks"\non = "Tuesday"\nat = "17:00"\n'
    'start = 2026-06-16\ntimezone = "Asia/Tokyo"\n',
    "hours in turn": WEEKLY.replace('"08:00"', '["08:00", "17:00"]'),
    "days and hours in turn": WEEKLY.replace('"08:00"', '["08:00", "17:00"]').replace(
        '"Monday"', '["Monday", "Tuesday", "Friday"]'
    ),
    "holidays": WEEKLY + 'holidays = ["US"]\n',
    "an end": WEEKLY + "until = 2027-12-27\n",
    "in a gap": WEEKLY.replace("Monday", "Sunday").replace("08:00", "02:30"),
    "utc": WEEKLY + 'move = [{ date = 2026-06-15, to = 2026-06-16T09:00:00 }]\n[groups.g]\ntimezone = "UTC"\n',
}


def starts(*groups: Group) -> list[datetime]:
    """When the meetings are, from now to the end of 2028."""
    found = (takewhile(lambda one: one.start < END, occurrences(group.schedule, NOW)) for group in groups)
    return sorted({one.start for group in found for one in group})


def group(schedule: str) -> Group:
    """The group with that schedule, with every word."""
    head = HEAD.replace("America/Los_Angeles", "UTC") if '"UTC"' in schedule else HEAD
    return group_of(head + schedule.partition("[groups.g]\n")[0] + WORDS)


def learnt_again(one: Group) -> list[Group]:
    """The groups that are learnt from its calendar."""
    data = ical.export([one], NOW, ical.Options()).encode()
    return [group_of(toml_text(drafts_by_key([draft]), "test")) for draft in learn_ical(data, NOW.date())]


@pytest.mark.parametrize("name", SCHEDULES)
def test_the_meetings_are_the_same(name: str) -> None:
    """To the end of 2028, for every form of schedule, in one group."""
    one = group(SCHEDULES[name])
    (again,) = learnt_again(one)
    assert starts(again) == starts(one)


@pytest.mark.parametrize("name", ["weekly", "no start", "working days", "every exception", "utc"])
def test_the_words_are_the_same(name: str) -> None:
    """Call, labels, pass code, notes, agenda, topics and homepage."""
    one = group(SCHEDULES[name])
    (again,) = learnt_again(one)
    assert again.call == one.call
    assert again.agenda == one.agenda
    assert (again.name, again.homepage) == (one.name, one.homepage)


def test_the_exceptions_are_the_same() -> None:
    """Moves and their reasons, also of a meeting that was moved past another; a break is single dates."""
    one = group(SCHEDULES["every exception"])
    (again,) = learnt_again(one)
    assert again.schedule.moves == one.schedule.moves
    assert again.schedule.extras == one.schedule.extras
    assert date(2026, 12, 21) in {skip.first for skip in again.schedule.skips}


def test_a_rule_that_the_clock_broke_in_two_is_one_again() -> None:
    """Of a meeting in a gap of the clocks there are two series a year, and single events between them."""
    (again,) = learnt_again(group(SCHEDULES["in a gap"]))
    assert len(again.schedule.slots[0].recurrences) == 1
    assert (again.schedule.skips, again.schedule.extras) == ((), ())


def test_public_holidays_come_back_as_such() -> None:
    """By the calendar's word on whose they are, while every one of them is left out there."""
    one = group(SCHEDULES["holidays"])
    (again,) = learnt_again(one)
    assert (again.schedule.holidays, again.schedule.skips) == (("US",), ())


def test_holidays_that_no_calendar_names_are_told() -> None:
    """They are dates like any other there, and those of another year's list are not taken for all."""
    data = ical.export([group(SCHEDULES["holidays"])], NOW, ical.Options())
    other = data.replace("EXDATE;TZID=America/Los_Angeles:20270118T080000\r\n", "")
    for text in (data.replace("X-ECG-HOLIDAYS:US\r\n", ""), other):
        (draft,) = learn_ical(text.encode(), NOW.date())
        assert any("public holidays" in word for word in draft.unknown)
        assert len(list(islice(draft.table["schedule"]["skip"], 90))) == 90
        assert "holidays" not in draft.table["schedule"]
