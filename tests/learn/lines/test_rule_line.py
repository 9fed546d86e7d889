"""The template of a line that says a rule, and what is told where it stays untrue."""

from datetime import date

import pytest

from ecgtool.learn.draft import Draft
from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import Syntax, parse_page


def _learnt(text: str, syntax: Syntax) -> Draft:
    page = parse_page(text, syntax)
    source = PageSource(page=page, title="Lab", target={"file": "p"}, today=date(2026, 6, 3), syntax=syntax)
    return learn_page(source).drafts[0]


@pytest.mark.parametrize(
    ("syntax", "text", "template"),
    [
        ("wikitext", "; Calls :  Tuesdays,  08:00  PST\n; Room : 7", "Tuesdays,  {time24}  {tz}"),
        ("markdown", "Tuesdays\n:   8am PDT (15:00 UTC), room A", ":   {time} {tz} ({utc_colon} UTC), room A"),
        ("wikitext", "{|\n! Day\n| Mondays\n|-\n! Hour\n| 9am-10am PDT\n|}", "9am-10am {tz}"),
        ("wikitext", "{|\n! Day\n| Mondays\n|-\n! Hour\n| 9am PDT\n|}", None),
    ],
)
def test_a_line_is_found_as_it_stands(syntax: Syntax, text: str, template: str | None) -> None:
    """With its spaces; by four letters or digits at least, since a clock time alone may stand anywhere."""
    draft = _learnt(text, syntax)
    assert draft.table["wiki"].get("schedule_line") == template
    assert any("so the line is left alone" in told for told in draft.unknown) == (template is None)


def test_the_next_date_on_a_line_is_told() -> None:
    """It stays in each new form of the line; that from which the meetings are held is always true."""
    told = _learnt("Tuesdays at 17:00 CET (next: 9 June 2026), which is 11:00 EST.", "markdown").unknown
    assert any(one.endswith("no field writes “9 June 2026”, which stays") for one in told)
    started = _learnt("Every other Thursday at 7am PST, from 2026-01-08, in room 7.", "markdown").unknown
    assert not any("2026-01-08" in one for one in started)


def test_a_line_that_stands_twice_is_told_of_nothing() -> None:
    """A bump writes both."""
    draft = _learnt("> Mondays at 9am PDT (16:00 UTC)\n\nMondays at 9am PDT (16:00 UTC).", "markdown")
    assert draft.table["wiki"]["schedule_line"] == "Mondays at {time} {tz} ({utc_colon} UTC)"
    assert not draft.unknown


def test_the_hour_of_the_rule_itself_in_a_link_is_always_true() -> None:
    """It is on the clock that rules the meeting, and that in UTC is told."""
    converter = "https://www.thetimezoneconverter.com/?t={}"
    assert not _learnt(f"Thursdays at 9:00 PT ([here]({converter.format('9:00&tz=PT')})).", "markdown").unknown
    told = _learnt(f"Thursdays at 9:00 PT ([here]({converter.format('16')})).", "markdown").unknown
    assert any("names an hour, which stays" in one for one in told)
