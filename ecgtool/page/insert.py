"""Putting new lines on a page, with its own line breaks."""

from collections.abc import Sequence

from ecgtool.page.model import Line, Page
from ecgtool.text_edit import Edit


def insertion(page: Page, position: int, lines: Sequence[str]) -> Edit:
    """The edit that puts ``lines`` at ``position``, which is the start of a line or the end of the page."""
    line_break = _line_break(page)
    text = line_break.join(lines)
    open_ended = page.text[:position] and page.text[position - 1] not in "\r\n"
    return Edit(position, position, f"{line_break}{text}" if open_ended else f"{text}{line_break}")


def replacement(page: Page, line: Line, lines: Sequence[str]) -> Edit:
    """The edit that makes ``lines`` of a line, and keeps its break."""
    content = page.text[line.start : line.end].rstrip("\r\n")
    return Edit(line.start, line.start + len(content), _line_break(page).join(lines))


def end_of_text(lines: Sequence[Line], start: int) -> tuple[int, bool]:
    """Where a part's text ends: after its last line that says something, or else one empty line after its ``start``.

    And whether a list that begins there needs an empty line before it.
    """
    said = [line for line in lines if not line.blank]
    if said:
        return said[-1].end, not said[-1].depth
    return (lines[0].end if lines else start), False


def _line_break(page: Page) -> str:
    return "\r\n" if "\r\n" in page.text else "\n"
