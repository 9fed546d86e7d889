"""The line of the next meeting as a page has it, also where its date stands below it, becomes its template."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ecgtool.learn.page import Lesson, learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import Syntax, parse_page
from ecgtool.page.sections.meeting_line import meeting_lines, rewrite
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.wording.templates import Subject, parse_template


def learn(text: str, syntax: Syntax) -> Lesson:
    """What a page teaches."""
    page = parse_page(text, syntax)
    return learn_page(PageSource(page=page, title="Lab", target={"file": "p"}, today=date(2026, 3, 1), syntax=syntax))


def wiki(text: str, syntax: Syntax) -> dict[str, Any]:
    """What a page teaches of its lines."""
    (draft,) = learn(text, syntax).drafts
    return dict(draft.table["wiki"])


@pytest.mark.parametrize(
    ("text", "syntax", "heading", "schedule_line"),
    [
        (
            "## Next meeting\n\nWednesday, March 11, 2026, 17:00 UTC\n",
            "markdown",
            "Next meeting\n{weekday}, {month} {day}, {year}, {utc_colon} UTC",
            None,
        ),
        (
            "> **Next meeting: March 10, 2026, 15:00 UTC**\n\nTuesdays, 15:00 UTC\n",
            "markdown",
            "Next meeting: {month} {day}, {year}, {utc_colon} UTC",
            None,
        ),
        (
            "== Next meeting ==\n* Date: 10 March 2026\n* Time: 18:00 Helsinki time\n",
            "wikitext",
            "Next meeting\nDate: {day} {month} {year}",
            None,
        ),
        (
            "**Next call:**\n\n- Time: 8am PDT / 15:00 UTC\n- **Date:** March 12, 2026\n",
            "markdown",
            "Next call:\nDate: {month} {day}, {year}",
            "Time: {time} {tz} / {utc_colon} UTC",
        ),
        ("Our next meeting is on\nMarch 12, 2026, 1500 UTC\n", "wikitext", None, None),
    ],
)
def test_a_date_below_is_learnt(text: str, syntax: Syntax, heading: str | None, schedule_line: str | None) -> None:
    """The line above is kept as it is, the date is written below it, and the hour beside it follows the clocks."""
    found = wiki(text, syntax)
    assert heading is None or found["heading"] == heading
    assert found.get("schedule_line") == schedule_line
    assert "heading" in found.get("manage", ["heading"])


def test_a_date_in_a_table_is_left_to_a_block() -> None:
    """No bump tells a table's cell from others: the line is not managed, and where a block goes is offered."""
    lesson = learn("{|\n! Next meeting\n| 2026-03-05 10:00 UTC\n|}\n", "wikitext")
    assert lesson.block_after is not None
    assert "heading" not in lesson.drafts[0].table["wiki"]["manage"]


def test_a_topic_beside_the_date_is_told() -> None:
    """What a line says besides the date would be said of every meeting."""
    lesson = learn("## Next meeting\n\nMarch 11, 2026, 17:00 UTC: budget talk with guests\n", "markdown")
    assert any("budget talk with guests" in one for one in lesson.drafts[0].unknown)


@pytest.mark.parametrize(
    "line",
    [
        "**Next call:** March 10, 2026",
        "**Next date:** March 10, 2026",
        "**Upcoming:** March 10, 2026",
        "**Next up:** March 10, 2026",
        "## Next hack night: March 10, 2026",
        "**Next:** March 10, 2026",
    ],
)
def test_other_beginnings_are_the_line_where_a_date_follows(line: str) -> None:
    """A group calls its meetings as it likes; the words before the colon are kept."""
    beginning = line.strip("#* ").replace(":**", ":").partition(" March")[0]
    assert (
        wiki(f"{line}\n\nTuesdays 15:00 UTC\n", "markdown")["heading"] == f"{beginning} {{month}} {{day}}, {{year}}"
    )


def test_a_date_of_something_else_is_no_line() -> None:
    """A release has its next date as well."""
    assert learn("**Next release:** March 10, 2026\n\nTuesdays 15:00 UTC\n", "markdown").has_line is False


def test_a_plain_line_is_left_to_a_block() -> None:
    """A bump finds headings and bold lines alone: the line is told, not managed, and a block is offered."""
    lesson = learn("Next call: March 10, 2026, 15:00 UTC\n\nTuesdays 15:00 UTC\n", "markdown")
    assert lesson.block_after == ""
    assert "heading" not in lesson.drafts[0].table["wiki"]["manage"]
    told = [one for one in lesson.drafts[0].unknown if one.startswith("line 1")]
    assert told == [
        "line 1: “Next call: March 10, 2026, 15:00 UTC” is neither a heading nor bold, so no bump writes it"
    ]


def test_of_a_line_that_no_bump_writes_nothing_more_is_told() -> None:
    """No word "stays as it is in each new line", since there is none, and its old date is in no template."""
    lesson = learn("## Next meetings: March 10 and April 14, 2026, 18:00 UTC\n\nTuesdays 18:00 UTC\n", "markdown")
    assert [one for one in lesson.drafts[0].unknown if "no field writes" in one] == []
    assert "2026" not in lesson.drafts[0].table["wiki"]["heading"]


def test_a_list_of_dates_below_is_left_to_a_block() -> None:
    """A bump would write a later date above the next ones, and leave the topic of the first."""
    dates = "- March 12, 2026, 17:00 UTC: plans\n- March 26, 2026, 17:00 UTC: review\n"
    lesson = learn(f"## Next meeting\n\n{dates}", "markdown")
    assert lesson.block_after == "Next meeting"
    assert any("one of several dates" in one for one in lesson.drafts[0].unknown)


@pytest.mark.parametrize(
    ("hour", "is_told"), [("15:00 UTC", True), ("16:00 UTC", False), ("9:00 am PDT", False), ("8:00 am PDT", True)]
)
def test_an_hour_of_the_next_meeting_that_is_not_the_rules_is_told(hour: str, is_told: bool) -> None:
    """That meeting may be moved. An hour on another clock that is the same instant is the rule's."""
    (draft,) = learn(f"**Next meeting: 2026-03-10 at {hour}**\n\nWe meet Tuesdays at 16:00 UTC.\n", "markdown").drafts
    assert any("which is no hour of the rule: moved?" in told for told in draft.unknown) == is_told


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("**Next meeting: March 10, 2026, 16:00 UTC** ([agenda](https://notes.example.org/a))", "{utc_colon} UTC"),
        ("**Next meeting: March 10, 2026, 16:00 UTC**, Ada Example is in the chair.", "{utc_colon} UTC"),
        ("**Next meeting: March 10, 2026.** We meet on Tuesdays at 4 PM in London.", "{year}."),
        (
            "**Next meeting: March 10, 2026** at 16:00 UTC in [the room](https://meet.example.org/a)",
            "UTC in the room",
        ),
    ],
)
def test_what_a_person_wrote_behind_the_bold_line_stays(line: str, heading: str) -> None:
    """Bold text with all of the date and the hour is the whole line: a bump writes nothing twice."""
    text = f"{line}\n\nTuesdays, 16:00 UTC.\n"
    template = parse_template(wiki(text, "markdown")["heading"])
    assert wiki(text, "markdown")["heading"].endswith(heading)
    page = parse_page(text, "markdown")
    (found,) = meeting_lines(page, template)
    start = datetime(2026, 3, 10, 16, tzinfo=UTC)
    made = template.render(Subject(Occurrence(start, start + timedelta(hours=1), ZoneInfo("Europe/London"))))
    assert rewrite(page, found.start, found.end, made) == []


def test_a_rule_behind_the_next_date_is_read_like_any_other() -> None:
    """How often the group meets is taken from it, as on a line of its own."""
    text = "**Next round: 2026-06-17.** Rounds are on Wednesdays at 13:00 UTC, with 2 weeks between them.\n"
    (draft,) = learn(text, "markdown").drafts
    assert (draft.table["schedule"]["every"], [*draft.guesses]) == ("2 weeks", ["schedule.duration"])


def test_a_date_without_an_hour_is_that_of_the_group() -> None:
    """Its day in UTC may be another."""
    assert (
        wiki("**Next round: 2026-03-10**\n\nTuesdays, 8:00 Tokyo time.\n", "markdown")["heading"]
        == "Next round: {date}"
    )


@pytest.mark.parametrize(
    ("hours", "stays"),
    [
        ("16:00 UTC (17:00 Paris)", []),
        ("16:00 UTC / 8:00 AM PST", ["8:00 AM", "PST"]),
        ("17:00 CET (UTC+1)", ["UTC+1"]),
    ],
)
def test_the_name_of_a_clock_that_a_field_before_it_has_is_true_always(hours: str, stays: list[str]) -> None:
    """Letters and offsets of one season are not, so they are told."""
    text = f"## Next meeting: March 10, 2026, {hours}\n\nWe meet Tuesdays at 16:00 UTC.\n"
    (draft,) = learn(text, "markdown").drafts
    told = (re.search("“(.*)”, so it stays as it is in each new line", one) for one in draft.unknown)
    assert [match[1] for match in told if match] == stays
