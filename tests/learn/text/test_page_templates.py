"""Tests of ``ecgtool.learn.text.page_templates``: what templates say of when."""

from dataclasses import replace
from datetime import date

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.text.page_templates import front_matter, hours_of_templates, parameters
from ecgtool.page import parse_page
from tests.learn.test_rules_in_words import group_of, lesson_of, source_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{UTC|16:30}}", "16:30 UTC "),
        ("{{time|16:30|UTC}}", "16:30 UTC "),
        ("{{Time|9:00 am}}", "9:00 am "),
        ("{{time|time=16:30|zone=UTC}}", "16:30 UTC "),
        ("{{UTC time|16:30}}", "16:30 UTC "),
        ("{{room|12}}", ""),
        ("{{meeting|hour=16:30}}", ""),
        ("{{UTC|16:30|{{PAGENAME}}}}", ""),
    ],
)
def test_a_template_that_has_nothing_but_an_hour(text: str, shown: str) -> None:
    """Its name is the zone where it is in capitals; each character knows its place on the page."""
    page = parse_page(text, "wikitext")
    parts = list(hours_of_templates(page, 0, len(text)))
    assert "".join(part for part, _ in parts) == shown
    assert all(
        text[place] == letter for part, places in parts for letter, place in zip(part[:-1], places, strict=False)
    )


def test_parameters_that_say_when() -> None:
    """Only where a template has two of them, and only these."""
    page = parse_page("{{Meeting|day=Monday|chair=A|time=15:00 UTC}} {{Box|day=Monday}}", "wikitext")
    assert [(name, value) for name, value, _ in next(parameters(page))] == [("day", "Monday"), ("time", "15:00 UTC")]
    assert len(list(parameters(page))) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\nday: Thursday\ntime: 16:00 UTC\n---\nx\n", [("day", "Thursday"), ("time", "16:00 UTC")]),
        (
            "---\ntitle: Byres\neventDate: Every First Wednesday\ntime: '19:00 Berlin time'\n---\n",
            [("eventDate", "Every First Wednesday"), ("time", "19:00 Berlin time")],
        ),
        ("---\ntitle: Byres\ndate: 2026-03-05\n---\n", []),
        ("day: Thursday\n", []),
    ],
)
def test_the_front_matter_of_a_page(text: str, found: list[tuple[str, str]]) -> None:
    """Its keys that say when, where one of its values has the days of a rule."""
    named = [one for all_of_it in front_matter(parse_page(text, "markdown")) for one in all_of_it]
    assert [(name, value) for name, value, _ in named] == found


def test_front_matter_is_no_second_meeting_of_what_the_text_says() -> None:
    """The text knows more of it: in which months it is."""
    text = '---\ntitle: Fens\nevent_date: "2nd Friday (2:00-3:00pm ET)"\n---\n\n'
    text += "The fen calls of each even month take place on the second Friday of the month, 2:00-3:00pm ET.\n"
    source = replace(source_of(""), page=parse_page(text, "markdown"))
    assert [draft.table["schedule"]["every"] for draft in learn_page(source).drafts] == ["2 months"]


@pytest.mark.parametrize(
    ("block", "on"),
    [
        ("    Every  Tuesday     09:00  UTC", "Tuesday"),
        ("\tRepository: https://code.example.org/x\n\tMeetings: Tuesdays 9 am UTC", "Tuesday"),
        ("    # every Tuesday at 9:00 UTC\n    0 9 * * 2 run", None),
        ('    echo "Tuesday 09:00 UTC" > when', None),
        ("```\nEvery Tuesday 09:00 UTC\n```", None),
    ],
)
def test_a_rule_that_is_set_off_by_its_indent(block: str, on: str | None) -> None:
    """Markdown shows it as code, and people mean it as text; what has signs of code, or is fenced, is code."""
    assert lesson_of(f"We meet:\n\n{block}\n")[0].get("on") == on


@pytest.mark.parametrize(
    "text",
    [
        "{{Note|No meeting on 9 March 2026}}",
        "{{Notice|1='''No''' meeting on [[Days|9 March 2026]]. Sorry!|type=warn}}",
        "{{Hinweis|No meeting on 9 March 2026.}}",
    ],
)
def test_a_note_in_a_box_is_read(text: str) -> None:
    """What it says is off is no meeting; a template of another sort says nothing."""
    table, _ = group_of(f"Mondays at 18:00 UTC.\n\n{text}", "wikitext")
    assert table["schedule"]["skip"] == [{"date": date(2026, 3, 9)}]
    other, _ = group_of("Mondays at 18:00 UTC.\n\n{{Portrait|No meeting on 9 March 2026}}", "wikitext")
    assert "skip" not in other["schedule"]
