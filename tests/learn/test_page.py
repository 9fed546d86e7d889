"""Pages of groups with different habits become what those groups mean."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from ecgtool.learn.draft import Draft, drafts_by_key
from ecgtool.learn.lines.place import place_on
from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.learn.write import toml_text
from ecgtool.page import Syntax, parse_page
from ecgtool.schedule.occurrences import occurrences
from ecgtool.upkeep import feed
from ecgtool.upkeep.bump import bump
from tests.learn.test_rules_in_words import source_of
from tests.plans import group_of

TODAY = date(2026, 3, 1)
WEEKLY = """\
== Meetings ==
* ''' Mondays at 8am PST / 1600 UTC '''
=== Next meeting: Monday (March 02, 2026), 8am PST / 1600 UTC ===
==== Call details ====
* Join: https://meet.example.org/j/91
** +1 202 555 0101 US
*** Meeting ID: 913 555 0100
*** Passcode: 112233
=== Agenda ===
Notes: https://etherpad.example.org/p/lab
=== Future topics ===
* March 16, 2026 - Cancelled, spring break
* March 23, 2026 - Sensors
* March 25, 2026 - cancelled by mistake
"""


def learn(text: str, syntax: Syntax = "wikitext", today: date = TODAY, past: tuple[str, ...] = ()) -> Draft:
    """What a page in a file tells."""
    source = PageSource(
        page=parse_page(text, syntax),
        title="Lab group",
        target={"file": "page"},
        today=today,
        syntax=syntax,
        past=past,
    )
    return next(iter(learn_page(source).drafts), Draft(table={"name": "Lab group"}))


def schedule_of(draft: Draft) -> Mapping[str, Any]:
    """The draft's schedule without its duration, which is always guessed."""
    return {key: value for key, value in draft.table["schedule"].items() if key != "duration"}


def test_a_page_tells_everything() -> None:
    """Rhythm, zone, template, standing line, call, notes, section names and what is cancelled."""
    table = learn(WEEKLY).table
    assert table["timezone"] == "America/Los_Angeles"
    assert (table["schedule"]["every"], table["schedule"]["on"], table["schedule"]["at"]) == (
        "week",
        "Monday",
        "08:00",
    )
    assert table["wiki"]["heading"] == "Next meeting: {weekday} ({month} {day:02}, {year}), {time} {tz} / {utc} UTC"
    assert table["wiki"]["schedule_line"] == "Mondays at {time} {tz} / {utc} UTC"
    assert table["wiki"]["manage"] == ["heading", "schedule_line", "blocks"]
    assert table["wiki"]["sections"] == {"topics": "Future topics"}
    assert table["call"]["passcode"] == "112233"
    assert table["agenda"]["notes"] == "https://etherpad.example.org/p/lab"
    assert [skip["date"] for skip in table["schedule"]["skip"]] == [date(2026, 3, 16)]


def test_a_cancelled_date_without_meeting_is_told() -> None:
    """What the page cancels though nothing is on that day is no skip, and said."""
    assert any("2026-03-25" in sentence for sentence in learn(WEEKLY).unknown)


@pytest.mark.parametrize(
    ("text", "syntax", "timezone", "schedule"),
    [
        (
            "'''Next meeting: Tuesday, 3 March 2026 14:00 UTC'''",
            "wikitext",
            "UTC",
            {"every": "week", "on": "Tuesday", "at": "14:00"},
        ),
        ("## Next call: 2026-03-05 1700 UTC", "markdown", "UTC", {"every": "week", "on": "Thursday", "at": "17:00"}),
        (
            "Every second Tuesday.\n\n**Next meeting**: Tuesday, March 3, 2026, 9:30am EST (14:30 UTC)",
            "markdown",
            "America/New_York",
            {"every": "2 weeks", "on": "Tuesday", "at": "09:30", "start": date(2026, 3, 3)},
        ),
        (
            "We meet on the first Wednesday of the month at 15:00 CET (14:00 UTC).\n'''Next meeting: 4 March 2026'''",
            "wikitext",
            "Europe/Berlin",
            {"every": "month", "on": "first Wednesday", "at": "15:00"},
        ),
        (
            "== Next meeting ==\nThursday 5 March 2026, 10:00 Europe/Berlin",
            "wikitext",
            "Europe/Berlin",
            {"every": "week", "on": "Thursday", "at": "10:00"},
        ),
        (
            "{|\n! Next meeting\n| 2026-03-05 10:00 UTC\n|}",
            "wikitext",
            "UTC",
            {"every": "week", "on": "Thursday", "at": "10:00"},
        ),
        (
            "'''Next meeting: March 27th, 2026 at 1300 UTC '''",
            "wikitext",
            "UTC",
            {"every": "month", "on": "last Friday", "at": "13:00"},
        ),
        (
            "=== Next meeting is on March 5, 2026 at 9:00 AM Pacific ===",
            "wikitext",
            "America/Los_Angeles",
            {"every": "week", "on": "Thursday", "at": "09:00"},
        ),
        (
            "=== Upcoming meeting: March 5, 2026 15:00 UTC (Thursdays, every 4 weeks) ===",
            "wikitext",
            "UTC",
            {"every": "4 weeks", "on": "Thursday", "at": "15:00", "start": date(2026, 3, 5)},
        ),
        (
            "* Regular meeting: [Tuesdays at 10:00 PT](https://meet.example.org/1) (biweekly).",
            "markdown",
            "America/Los_Angeles",
            {"every": "2 weeks", "on": "Tuesday", "at": "10:00", "start": date(2026, 3, 3)},
        ),
        (
            "=== Next meeting: Tuesday (March 03, 2026), 6pm PST / 0200 UTC ===",
            "wikitext",
            "America/Los_Angeles",
            {"every": "week", "on": "Tuesday", "at": "18:00"},
        ),
        (
            "== Next meeting: TBD ==\nThursdays at 8:00am PT",
            "wikitext",
            "America/Los_Angeles",
            {"every": "week", "on": "Thursday", "at": "08:00"},
        ),
    ],
)  # fmt: skip
def test_other_habits(text: str, syntax: Syntax, timezone: str, schedule: dict[str, object]) -> None:
    """Bold lines, Markdown headings, bold labels, tables, a date below its heading, dates of all forms."""
    draft = learn(text, syntax)
    found = {key: value for key, value in schedule_of(draft).items() if key != "start" or "start" in schedule}
    assert (draft.table["timezone"], found) == (timezone, schedule)


def test_earlier_lines_tell_the_rhythm() -> None:
    """Where no sentence says how often, what the line said before does."""
    past = tuple(f"Next meeting: {day} at 1300 UTC" for day in ("2025-12-16", "2026-01-20", "2026-02-17"))
    schedule = schedule_of(learn("'''Next meeting: 2026-03-17 at 1300 UTC'''", past=past))
    assert (schedule["every"], schedule["on"]) == ("month", "third Tuesday")


def test_a_later_next_meeting_is_the_first() -> None:
    """Where the page skips dates of its own rhythm, the meeting it names is the next one here too."""
    draft = learn("Mondays at 1500 UTC\n'''Next meeting: 2026-03-16 at 1500 UTC'''")
    assert schedule_of(draft)["start"] == date(2026, 3, 16)
    assert "schedule.start" in draft.guesses


def test_a_line_that_does_not_go_together_is_told() -> None:
    """Summer's abbreviation in winter is learnt as a field, and said to be wrong."""
    draft = learn(WEEKLY.replace("8am PST", "8am PDT"))
    assert draft.table["timezone"] == "America/Los_Angeles"
    assert any("8am PST" in sentence for sentence in draft.unknown)


def test_an_unmarked_line_is_told() -> None:
    """No bump would find it, so its date is learnt, and that it stays is said."""
    draft = learn("Next meeting: 2026-03-05 1700 UTC")
    assert draft.unknown == (
        "line 1: “Next meeting: 2026-03-05 1700 UTC” is neither a heading nor bold, so no bump writes it",
    )


def test_two_such_lines_are_told() -> None:
    """A bump would refuse the page, so that it is better known at once."""
    text = "== Next interim: 2026-03-05 1700 UTC ==\n'''Next interim: 2026-03-05'''\n"
    assert [sentence for sentence in learn(text).unknown if sentence.startswith("lines 1, 2 begin alike")]
    assert not [sentence for sentence in learn(text.replace("'''", "")).unknown if "alike" in sentence]


def test_several_upcoming_meetings_are_not_the_next_one() -> None:
    """A title above many meetings is no line that says the next, which a bump would write."""
    text = "# SIG\n\nThursdays 10:30am PT\n\n# Upcoming meetings\n\n| Date |\n|---|\n| February 5, 2026 |\n"
    assert learn(text, "markdown").table["wiki"]["heading"].startswith("Next meeting")


def test_the_only_meeting_of_a_section_has_its_name() -> None:
    """A label that says what any meeting has is no name."""
    lists = (
        "## Docs team\n\n* Time and cadence: Tuesdays at 12:00 UTC",
        "## Web team\n\n* Online: Mondays at 13:00 UTC",
    )
    text = "# SIG\n\n" + "\n\n".join(lists)
    page = parse_page(text, "markdown")
    found = learn_page(PageSource(page=page, title="SIG", target={"file": "p"}, today=TODAY, syntax="markdown"))
    assert [draft.name for draft in found.drafts] == ["Docs team", "Web team"]


def test_nothing_is_made_up() -> None:
    """A page that says nothing of meetings leaves everything missing."""
    assert learn("== About ==\nSensors and labs since 2019.").missing == ("timezone", "at", "every")


@pytest.mark.parametrize(
    ("text", "line", "marked"),
    [
        ("== About ==\n== Meetings ==\nMondays at 1500 UTC\n== Agenda ==\n", 3, "=== x ==="),
        ("== About ==\n== Meeting information ==\n* see below\n", 2, "=== x ==="),
        ("Labs.\n", 0, "== x =="),
    ],
)
def test_a_place_is_offered(text: str, line: int, marked: str) -> None:
    """The line goes below the standing one, below the section on meetings, or to the top, one level deeper."""
    rule = text.find("Mondays")
    place = place_on(parse_page(text), rule if rule >= 0 else None)
    assert (place.line, place.marked("x", "wikitext")) == (line, marked)


@pytest.mark.parametrize("page", ["Edge Computing Group", "Operations/Meetups"])
@pytest.mark.skipif("ECG_TEST_FEED" not in os.environ, reason="ECG_TEST_FEED names no real feed")
def test_real_pages_are_learnt_so_that_a_bump_goes_on(page: str) -> None:
    """Every revision of the two real pages gives a file whose next meeting is the page's, and that a bump follows."""
    for revision in feed.feed_revisions(Path(os.environ["ECG_TEST_FEED"]), page):
        draft = learn(revision.text, today=revision.timestamp.date())
        group = group_of(toml_text(drafts_by_key([draft]), "test"))
        (first,) = islice(occurrences(group.schedule, revision.timestamp), 1)
        later = bump(revision.text, group, first.end + timedelta(minutes=1))
        assert not bump(revision.text, group, datetime.combine(revision.timestamp, datetime.min.time(), UTC)).problems
        assert later.changed
        assert f"{first.local_start:%B} {first.local_start.day}" in later.old.replace(" 0", " ")


def test_a_first_date_is_that_of_all_meetings_of_a_section() -> None:
    """Each is counted from its first day after it, the second of two that alternate an interval later."""
    texts = {
        "* EU: Tuesdays 13:00 UTC, biweekly\n* Asia: Fridays 02:00 UTC, biweekly\n\nStarting March 10, 2026.": 13,
        "Every two weeks alternating Tuesday 8am PT and Thursday 5pm PT. First meeting: March 10, 2026.": 26,
    }
    for text, second in texts.items():
        page = parse_page(f"# Lab\n\n{text}\n", "markdown")
        found = learn_page(PageSource(page=page, title="Lab", target={"file": "p"}, today=TODAY, syntax="markdown"))
        starts = [draft.table["schedule"]["start"] for draft in found.drafts]
        assert starts == [date(2026, 3, 10), date(2026, 3, second)]
        assert "schedule.start" in found.drafts[1].guesses


def test_the_arguments_of_a_template_are_read() -> None:
    """What a template is told of when is the rule, and what of it moves is told, since no bump writes there."""
    text = "== Lab ==\n{{Meeting|day=Monday|time=8am Pacific (1600 UTC)|every=every 2 weeks|start=March 9, 2026}}\n"
    draft = learn(text)
    assert schedule_of(draft) == {"every": "2 weeks", "on": "Monday", "at": "08:00", "start": date(2026, 3, 9)}
    assert "schedule_line" not in draft.table["wiki"]
    assert any("1600" in one and one.startswith("line 2:") for one in draft.unknown)


def test_a_template_with_a_date_alone_is_refused_for_what_it_lacks() -> None:
    """The date and the hour are said; how often is not."""
    text = "== Lab ==\n{{Meeting\n| date = 2026-03-10\n| time = 8am PST\n}}\n"
    source = PageSource(page=parse_page(text), title="Lab", target={"file": "p"}, today=TODAY)
    assert learn_page(source).refusal.endswith("a date, and no line says how often")
    assert learn("{{Infobox|founded=May 2001|date=2001-05-01|time=n/a}}").missing


def test_a_label_before_a_dash_is_a_label() -> None:
    """As one before a colon: "Zone", a dash, "Tokyo"."""
    draft = learn("== Lab ==\n* Zone \u2014 Tokyo\n* Day \u2014 every Tuesday\n* Time \u2014 19:00\n")
    assert schedule_of(draft) == {"every": "week", "on": "Tuesday", "at": "19:00"}
    assert draft.table["timezone"] == "Asia/Tokyo"


def test_hours_of_a_telephone_are_told_as_opening_hours() -> None:
    """They lack no zone, since they are no meeting."""
    text = "== Lab ==\nThursdays, 12:00 Oslo time.\n\n* Phone: 555-0123, Mondays to Fridays 9:00 to 12:00\n"
    assert [one for one in learn(text).unknown if "it reads as opening hours" in one]


def test_a_day_of_the_month_beside_its_weekday_is_no_rule() -> None:
    """A table with the hour in each city of a meeting on one day does not say how often it is held."""
    rows = "|-\n| 07:00 || 12 Thu || Tokyo\n|-\n| 14:00 || 11 Wed || Seattle\n"
    source = PageSource(
        page=parse_page(f"== Lab ==\n{{|\n! Time !! Day !! Place\n{rows}|}}\n"),
        title="Lab",
        target={"file": "p"},
        today=TODAY,
    )
    lesson = learn_page(source)
    assert not lesson.drafts
    assert "a single day of some month" in lesson.refusal


def test_the_rule_of_the_first_group_is_where_its_next_meeting_belongs() -> None:
    """A meeting above it that is not learnt is no place for a heading about this one."""
    text = "## Lids\n\nThursdays at 19:00\n\n## Kettles\n\nWednesdays 16:00 UTC\n"
    source = source_of(text)
    assert learn_page(source).rule == source.page.text.index("Wednesdays")
