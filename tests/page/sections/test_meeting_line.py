"""The line that says the next meeting is found by its own beginning, or by the line above it."""

from itertools import product

import pytest

from ecgtool.page import Syntax, parse_page
from ecgtool.page.model import VERBATIM
from ecgtool.page.sections.meeting_line import meeting_lines
from ecgtool.wording import templates

BELOW = "Next meeting\n{month} {day}, {year}"
DATED = "Next meeting\nDate: {month} {day}, {year}"


@pytest.mark.parametrize(
    ("text", "syntax", "form", "lines"),
    [
        ("# Lab\n\n## Next meeting\n\nMarch 3, 2026\n", "markdown", BELOW, ["March 3, 2026"]),
        ("== Next  Meeting: ==\n* March 3, 2026\n", "wikitext", BELOW, ["March 3, 2026"]),
        ("'''Next meeting'''\n\nMarch 3, 2026\n", "wikitext", BELOW, ["March 3, 2026"]),
        ("Next meeting:\nMarch 3, 2026\n", "markdown", BELOW, ["March 3, 2026"]),
        ("## Next meeting\n- Time: 8am\n- **Date:** TBD\n", "markdown", DATED, ["Date: TBD"]),
        ("## Next meeting\n- a\n- b\n- c\n- d\n- Date: TBD\n", "markdown", DATED, []),
        ("## Next meeting notes\n\nMarch 3, 2026\n", "markdown", BELOW, []),
        ("## Next meeting\n\n## Notes\n\nMarch 3, 2026\n", "markdown", BELOW, []),
        ("{|\n|-\n|Next meeting\n| March 3, 2026\n|}\n", "wikitext", BELOW, []),
        ("<!-- Next meeting -->\nMarch 3, 2026\n", "wikitext", BELOW, []),
        ("## Next meeting\na\n## Next meeting\nb\n", "markdown", BELOW, ["a", "b"]),
    ],
)
def test_the_line_below_another_is_found(text: str, syntax: Syntax, form: str, lines: list[str]) -> None:
    """A heading, a bold line or a plain one that says the words and no more; not a table, not another section."""
    page = parse_page(text, syntax)
    assert [page.title(line) for line in meeting_lines(page, templates.parse_template(form))] == lines


_ROWS = ("== {} ==", "'''{}'''", "* '''{}'''", "# {}", "{}\n===", "**{}**", "- __{}__")
_TITLES = (
    *"Nn1éiK\u017f", "'''N'''", "''N", "[[a|N]]", "[http://a N]", "<b>N</b>", "&#78;", "<!-- x -->N", "{{t}}N",
    "\\N", "<nowiki>N</nowiki>", "`N`", "_N_", "__N__", "[N](u)", "N\u0307", "E\u0301", "I\u0307", "\u212a",
    "\u200bN", " N", "",
)  # fmt: skip
_FIRST = (*"NnK1siéE(", "'''N'''", "<b>N")


@pytest.mark.parametrize("syntax", ["wikitext", "markdown"])
def test_no_line_is_passed_over_for_its_first_letter(syntax: Syntax) -> None:
    """Every heading and bold line whose title begins as the template does is found, whatever marks begin it."""
    seen = 0
    for row, title, rest, first in product(_ROWS, _TITLES, ("", " ext"), _FIRST):
        page = parse_page(row.format(f"{title}{rest}"), syntax)
        begins = templates.starting(parse_page(first, syntax).plain(0, len(first)).strip() or first)
        likely = [one for one in (*page.headings, *page.bold_lines) if begins.match(page.title(one))]
        shown = [one for one in likely if page.mask[page.visible(one.start, one.end)[0][0]] != VERBATIM]
        seen += len(shown)
        found = meeting_lines(page, templates.parse_template(f"{first}{{date}}"))
        assert not shown or found == shown, (page.text, first)
    assert seen > 300


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("'''Next meeting: June 8 at 9am''' ([https://meet.example.org/j/7 Join])", "Next meeting: June 8 at 9am"),
        ("'''Next meeting:''' June 8 at 1500 UTC<br/>Bring [[Notes|2 notes]]", "Next meeting: June 8 at 1500 UTC"),
        ("'''Next meeting:''' 8 June, 9am [https://meet.example.org/j/7 Join]", "Next meeting: 8 June, 9am"),
        ("'''Next meeting:''' TBD [https://meet.example.org/j/7 Join]", "Next meeting: TBD"),
        ("'''Next meeting:''' [[Calls|Monday]] <b>June 8</b>", "Next meeting: Monday June 8"),
        ("'''Next meeting: June 8''' at 1500 UTC (cake)", "Next meeting: June 8 at 1500 UTC"),
        ("'''Next meeting: June 8''' at [https://time.example.org/ 1500 UTC]", "Next meeting: June 8 at 1500 UTC"),
    ],
)
def test_the_line_ends_before_what_is_not_of_the_meeting(text: str, line: str) -> None:
    """It ends with the bold text, the template's form or before the next mark, whichever has the date first."""
    page = parse_page(text)
    (found,) = meeting_lines(page, templates.parse_template("Next meeting: {month} {day} at {utc} UTC"))
    assert page.title(found) == line
