"""The line that says the next meeting is found by its own beginning, or by the line above it."""

import pytest

from ecgtool.page import Syntax, parse_page
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
