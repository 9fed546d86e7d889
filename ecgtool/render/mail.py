"""Write the text of a mail about one meeting: what is new and the agenda, in lines that mail programs show whole."""

import re
from collections.abc import Callable
from textwrap import wrap

from ecgtool.render.agenda import MeetingAgenda, agenda_document, when_blocks, when_words
from ecgtool.render.document import Block, Document, DocumentLink, Paragraph, Title, Words, write
from ecgtool.render.formats import TextWriter
from ecgtool.render.meeting import GroupMeeting
from ecgtool.render.plain import plain
from ecgtool.schedule.occurrences import Occurrence

WIDTH = 72
"""The most columns of a line. A longer word, such as a link, stays whole."""
_NARROWEST = 50


def agenda_mail(about: MeetingAgenda) -> Document:
    """Return the agenda of a meeting, and the address of the calendar of the whole series."""
    calendar = about.meeting.group.ical.url if about.meeting else ""
    return (*agenda_document(about), *_subscribe(calendar))


def moved_mail(about: MeetingAgenda, before: Occurrence | None) -> Document:
    """Return the agenda of a meeting, with a sentence that it was moved from ``before``, or is held after all."""
    language = about.meeting.group.language if about.meeting else ""
    change = f"Moved: it was announced for {when_words(before, language)}." if before else "It takes place after all."
    title, *rest = agenda_mail(about)
    return (title, Paragraph(content=(Words(text=change),)), *rest)


def cancelled_mail(off: GroupMeeting, reason: str, following: GroupMeeting | None) -> Document:
    """Return that a meeting is cancelled, and which is the next."""
    because = f": {plain(reason)}" if reason else ""
    blocks: list[Block] = [
        Title(text=off.group.name, level=1),
        Paragraph(content=(Words(text=f"Cancelled{because}", strong=True),)),
        when_blocks(off)[0],
    ]
    if following:
        blocks += [Title(text="Next meeting"), when_blocks(following)[0]]
    return (*blocks, *_subscribe(off.group.ical.url))


def _subscribe(calendar: str) -> Document:
    return (
        (Paragraph(content=(Words(text="Subscribe to the calendar: "), DocumentLink(address=calendar))),)
        if calendar
        else ()
    )


def mail_text(document: Document, odd: Callable[[str], bool]) -> str:
    """Return ``document`` as plain text of at most ``WIDTH`` columns, wrapped so that no line is ``odd``."""
    lines = write(document, TextWriter()).splitlines()
    return "\n".join(_folded(line, odd) for line in lines) + "\n"


def _folded(line: str, odd: Callable[[str], bool]) -> str:
    if re.fullmatch("=+|-+", line):
        return line[:WIDTH]
    lead = re.match(r" *(- )?", line)
    indent = " " * (lead.end() if lead else 0)
    tries = (
        wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]
        for width in range(WIDTH, _NARROWEST, -1)
    )
    return "\n".join(next((lines for lines in tries if not any(map(odd, lines))), [line]))
