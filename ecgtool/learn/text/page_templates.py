"""Read what a page says of when in templates, in front of it, and in blocks that are code by their indent."""

import re
from collections.abc import Iterator, Sequence

from ecgtool.page.model import OPAQUE, Page, Span
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import WEEKDAY

_OPAQUE = re.compile(f"{OPAQUE}+")
_ARGUMENT = re.compile(r"\|\s*(?P<name>[^\W\d][\w -]{1,20}?)\s*=\s*(?P<value>[^\s|{}\[\]][^|{}\[\]\n]*?)\s*(?=[|}])")
_HOUR = re.compile(
    r"\{\{\s*(?P<name>[^|{}\[\]\n]{1,20}?)\s*\|\s*(?:time\s*=\s*)?(?P<hour>\d{1,2}[:.]\d\d(?:\s?[ap]m)?|\d{1,2}\s?[ap]m|\d{4})\s*"
    r"(?:\|\s*(?:(?:zone|tz|timezone)\s*=\s*)?(?P<zone>[A-Z][\w/+-]{1,20})\s*)?\}\}",
    re.IGNORECASE,
)
"""A template with an hour, and with a zone or the name of one: ``{{time|16:30|UTC}}``, ``{{UTC|16:30}}``."""
_NOTE = re.compile(
    r"\{\{\s*(?P<name>[^|{}\[\]\n]{1,30}?)\s*\|\s*(?:(?:1|text|message)\s*=\s*)?"
    r"(?P<text>[^{}|\[\]=]+(?:\[\[[^\[\]{}]*\]\][^{}|\[\]]*)*)[^{}]*\}\}"
)
"""A box around a note: ``{{Note|No meeting on 9 March}}``."""
_INDENTED = re.compile(rf"(?<![^\n])(?: {{4,}}| {{0,3}}\t)\s*(?P<code>{OPAQUE}+)")
_RULE = re.compile(rf"(?!.*[{{}}<>$=;`])[^\W\d].*\b{WEEKDAY}s?\b.*\d(?::\d\d|\s?[ap]m\b)", re.IGNORECASE)
"""A line that says days and an hour, and has no signs of code."""
_KEY = re.compile(
    r"""^(?P<name>[A-Za-z][\w-]{1,30})[ ]*[:=][ ]*["']?(?P<value>[^\s"'\[{|>][^\n]*?)["']?[ ]*$""", re.MULTILINE
)
_SAYS_WHEN = re.compile(r"(?i)(?:date|days?|time|zone|when|schedule|frequency|cadence|duration|length|rhythm)$")
_DAYS = re.compile(rf"(?i)\b(?:{WEEKDAY}s?|every|weekly|monthly|daily)\b")


def has_template(page: Page, start: int, end: int) -> bool:
    """Return whether a template makes something between two positions, other than an hour with its zone."""
    for match in _OPAQUE.finditer(page.mask, start, end):
        hour = _HOUR.fullmatch(page.text, *match.span())
        if page.text.startswith("{{", match.start()) and not (hour and any(_zone_of(hour))):
            return True
    return False


def hours_of_templates(page: Page, start: int, end: int) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the hours that templates between two positions show, and their zones, with the place of each letter."""
    for template in _OPAQUE.finditer(page.mask, start, end):
        if hour := _HOUR.fullmatch(page.text, *template.span()):
            for span in filter(any, (hour.span("hour"), _zone_of(hour))):
                yield f"{page.text[slice(*span)]} ", (*range(*span), span[1] - 1)


def _zone_of(hour: re.Match[str]) -> Span:
    """Return where a template with an hour has its zone, or its name has one in capitals; (0, 0) for neither."""
    in_name = re.compile(r"\b[A-Z]{2,5}\b").search(hour.string, *hour.span("name"))
    return hour.span("zone") if hour["zone"] else in_name.span() if in_name else (0, 0)


def front_matter_end(page: Page) -> int:
    """Return where the front matter of a Markdown page ends; 0 where it has none."""
    is_there = page.syntax == "markdown" and page.text.startswith(("---", "+++"))
    front = _OPAQUE.match(page.mask) if is_there else None
    return front.end() if front else 0


def front_title(page: Page) -> str:
    """Return the title in front of a Markdown page; "" for none."""
    keys = _KEY.finditer(page.text, 0, front_matter_end(page))
    return next((one["value"] for one in keys if one["name"].lower() == "title"), "")


def front_matter(page: Page) -> Iterator[list[tuple[str, str, int]]]:
    """Yield the keys before a Markdown page that say when, as ``parameters`` does, where they have a rule's days."""
    end = front_matter_end(page)
    found = [(one["name"], one["value"], one.start("value")) for one in _KEY.finditer(page.text, 0, end)]
    if any(_DAYS.search(value) for _, value, _ in found):
        yield [one for one in found if _SAYS_WHEN.search(one[0])]


def set_off(page: Page) -> Iterator[list[Span]]:
    """Yield the lines of each block of a Markdown page that is code by its indent, where one of them says a rule.

    So people set their hours off: "We meet:" with "    Tuesdays, 9:00 UTC" below. The text of a wiki's box is one.
    """
    for box in _OPAQUE.finditer(page.mask) if page.syntax == "wikitext" else ():
        note = _NOTE.fullmatch(page.text, *box.span())
        if note and is_only("note-template", note["name"]):
            yield [note.span("text")]
    for block in _INDENTED.finditer(page.mask) if page.syntax == "markdown" else ():
        lines = list(re.finditer(r"\S[^\n]*", page.text[slice(*block.span("code"))]))
        if any(_RULE.match(line[0]) for line in lines):
            yield [(block.start("code") + line.start(), block.start("code") + line.end()) for line in lines]


def parameters(page: Page) -> Iterator[list[tuple[str, str, int]]]:
    """Yield the parameters that say when of each template with two or more: name, value, and its place."""
    for match in _OPAQUE.finditer(page.mask):
        template = page.text[match.start() : match.end()]
        is_read = template.startswith("{{") and not _HOUR.fullmatch(template)
        named = _ARGUMENT.finditer(template) if is_read else ()
        found = [
            (one["name"], one["value"], match.start() + one.start("value"))
            for one in named
            if is_only("parameter", one["name"])
        ]
        if len(found) > 1:
            yield found
