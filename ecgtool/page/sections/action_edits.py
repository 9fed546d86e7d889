"""Edits of a page's action items: add one, tick one off or take one away, in the form that the list has."""

import re
from collections.abc import Sequence
from difflib import get_close_matches

from ecgtool.errors import PageError, UsageError
from ecgtool.page.model import Line, Page
from ecgtool.page.sections.agenda import BOX, read_actions
from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topic_edits import end_of_text, text_key
from ecgtool.text_edit import Edit, apply


def add_action(sections: NamedSections, text: str) -> list[Edit]:
    """Return the edits that add an item at the end of the list; none where it is open there already.

    Raises:
        PageError: the page has no section for action items, or has them in a table.
        UsageError: on the page the text would read as another one.
    """
    page, text = sections.page, " ".join(text.split())
    section = sections.require("actions")
    if text_key(text) in map(text_key, read_actions(sections)):
        return []
    lines = list(page.lines(section.start, section.end))
    items = top_items(lines)
    if not items and read_actions(sections):
        raise PageError("the page has its action items in a table", "add a row by hand")
    said = [item for item in items if item.text_start < item.text_end]
    boxed = bool(said) and _box(page, said[-1]) is not None
    mark = (said or items)[-1].mark if items else "-" if page.syntax == "markdown" else "*"
    line = f"{mark} {'[ ] ' if boxed else ''}{page.escape(text)}"
    if items and not said:
        edit = page.replace_lines(items[0].start, items[0].end, [line])
    else:
        end, apart = (end_of_item(lines, said[-1]), False) if said else end_of_text(lines, section.start)
        edit = page.insert_lines(end, ["", line] if apart else [line])
    after = NamedSections(type(page)(apply(page.text, [edit])), sections.names)
    if text_key(text) not in map(text_key, read_actions(after)):
        raise UsageError(f"“{text}” would not read as an action item", "begin it with a word")
    return [edit]


def finish_action(sections: NamedSections, text: str) -> list[Edit]:
    """Return the edits that tick an item off where the list has boxes, or else take it away with what is below it.

    An emptied list keeps one empty item. Case does not count.

    Raises:
        PageError: the page has no section for action items, or has them in a table.
        UsageError: no open item has that text.
    """
    page, section = sections.page, sections.require("actions")
    lines = list(page.lines(section.start, section.end))
    if not top_items(lines) and read_actions(sections):
        raise PageError("the page has its action items in a table", "mark it there by hand")
    open_items = {
        BOX.sub("", page.plain(line.text_start, line.text_end).strip(), count=1): line
        for line in reversed(lines)
        if line.mark and not _is_ticked(page, line)
    }
    found = next((line for said, line in open_items.items() if said and text_key(said) == text_key(text)), None)
    if found is None:
        close = get_close_matches(text, [said for said in open_items if said], n=1, cutoff=0)
        raise UsageError(
            f"no open action item “{text}” on the page", f"the nearest is “{close[0]}”" if close else "there is none"
        )
    if _box(page, found):
        box = page.text.index("[ ]", found.text_start)
        return [Edit(box, box + 3, "[x]")]
    end = end_of_item(lines, found)
    if top_items(lines) == [found]:
        return [page.replace_lines(found.start, end, [found.mark])]
    return [page.remove_lines(found.start, end)]


def top_items(lines: Sequence[Line]) -> list[Line]:
    """Return the first lines of the list's own items, without those nested in them."""
    marked = [line for line in lines if line.mark]
    top = min((line.depth for line in marked), default=0)
    return [line for line in marked if line.depth == top]


def end_of_item(lines: Sequence[Line], item: Line) -> int:
    """Return the position where the item ends, with all that is nested in it."""
    end = item.end
    for line in lines:
        if line.start > item.start:
            if line.depth < item.depth or (line.mark and line.depth == item.depth):
                break
            end = end if line.blank else line.end
    return end


def _box(page: Page, line: Line) -> re.Match[str] | None:
    return BOX.match(page.text, line.text_start, line.text_end)


def _is_ticked(page: Page, line: Line) -> bool:
    box = _box(page, line)
    return box is not None and box["tick"] != " "
