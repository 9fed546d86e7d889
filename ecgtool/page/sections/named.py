"""Where on a page a group keeps its call details, agenda, topics, actions and logs."""

from functools import cached_property
from itertools import islice
from typing import Literal

from ecgtool.errors import PageError
from ecgtool.group import SectionNames
from ecgtool.page.model import BLOCK_MARK, Marked, Page, Section, title_key

SectionKey = Literal["call", "agenda", "topics", "actions", "logs"]

_ALSO: dict[SectionKey, tuple[str, ...]] = {
    "call": (
        "Call", "Call information", "Call info", "Call-in", "Call-in details", "Join", "Conference call details",
        "Conference call", "Conference call information",
        "Meeting details", "Meeting information", "Meeting info", "Meeting link", "Joining", "How to join",
        "Joining the meeting", "Join the meeting", "Joining the call", "Connection details", "Connection information",
        "Connecting", "Dial-in", "Dial-in details", "Dial-in information", "Video call", "Video conference", "Zoom",
        "Logistics", "Coordinates",
    ),
    "agenda": (
        "Meeting agenda", "Agenda items", "Proposed agenda", "Draft agenda", "Standing agenda", "Regular agenda",
        "Current agenda", "Next agenda", "Next meeting agenda", "Discussion topics", "Items to discuss",
        "Tagesordnung", "Ordre du jour", "Orden del día", "Pauta", "Ordine del giorno",
        "議題", "アジェンダ", "议程", "議程",
    ),
    "topics": (
        "Upcoming meeting topics", "Upcoming meetings", "Upcoming", "Future topics", "Planned topics", "Topics",
        "Proposed topics", "Topic schedule", "Future meetings", "Upcoming presentations", "Upcoming discussions",
    ),
    "actions": (
        "Action items", "Actions", "Action item list", "Action item", "Open action items", "Open actions",
        "Outstanding actions", "Action register", "Action log", "To do", "Todo", "To-do list", "Next steps",
    ),
    "logs": (
        "Meeting logs & recordings", "Logs and recordings", "Meeting logs", "Meeting recordings", "Recordings",
        "Logs", "Recordings and logs", "Recordings and minutes", "Minutes and recordings", "Meeting minutes",
        "Meeting notes", "Minutes", "Past meetings", "Previous meetings", "Meeting archive", "Meeting archives",
        "Previous meeting logs", "Past meeting logs",
    ),
}  # fmt: skip
"""Other usual titles of the same section. They count only where the configuration keeps the name's default."""


_OF_AGENDA = frozenset(
    title_key(
        "agenda items topics points notes minutes proposed propose draft next upcoming current open rolling today's "
        "weekly monthly regular meeting call session discussion the for of and our this each live january february "
        "march april may june july august september october november december"
    ).split()
)
"""Words in the title of a meeting's agenda. With any other, such as "template" or "archive", it is something else."""


class NamedSections:
    """The sections of a group's page, under the names that the group has for them.

    ``page`` is the page without its blocks: what ``ecg`` wrote there is no topic, item or log. ``whole`` has them.
    Dates in them are read in English and in ``language``, a tag of BCP 47.
    """

    def __init__(self, page: Page, names: SectionNames, language: str = "") -> None:
        self.page, self.whole, self.names, self.language = page, page, names, language
        if BLOCK_MARK in page.text:
            from ecgtool.page.blocks import without_blocks

            self.page = without_blocks(page)

    def find(self, part: SectionKey) -> Section | None:
        """Return the section of ``part``, up to where another part begins; None where the page has none.

        Its title is its name, another usual one, or else the first title that begins with its name; that of an agenda
        has no words but those of one. A bold line may stand in for a heading; its section ends at the next heading or
        bold line outside of lists.
        """
        found = self._sections[part]
        return found and found._replace(end=self.end_before_others(found.start, found.end))

    def require(self, part: SectionKey) -> Section:
        """Return the section of ``part`` as ``find`` does, to write into it.

        Raises:
            PageError: the page has no such section.
        """
        section = self.find(part)
        if section is None:
            hint = f"add it, or name the page's own in wiki.sections.{part}"
            raise PageError(f"the page has no section “{getattr(self.names, part)}”", hint)
        return section

    def end_before_others(self, start: int, end: int) -> int:
        """Return the position after ``start`` at which a part of the page begins, at most ``end``."""
        starts = (section.heading.line_start for section in self._sections.values() if section)
        return min([end, *(other for other in starts if other >= start)])

    @cached_property
    def _sections(self) -> dict[SectionKey, Section | None]:
        return {part: self._by_name(part) for part in _ALSO}

    def _by_name(self, part: SectionKey) -> Section | None:
        name = getattr(self.names, part)
        also = _ALSO[part] if name == getattr(SectionNames(), part) else ()
        wanted = [title_key(title) for title in (name, *also)]
        titled = self.page.sections_by_title
        if key := next((key for key in wanted if key in titled), None):
            return titled[key]
        if key := next((key for key in wanted if key in self._bold), None):
            return self._below_bold(self._bold[key])
        if part == "agenda" and also:
            return next((found for title, found in titled.items() if _is_agenda(title)), None)
        begins = f"{wanted[0]} "
        return next((found for title, found in titled.items() if title.startswith(begins)), None)

    @cached_property
    def _bold(self) -> dict[str, Marked]:
        """The first bold line outside of lists of each title, by its ``title_key``."""
        found: dict[str, Marked] = {}
        for marked in self.page.bold_lines:
            key = title_key(self.page.title(marked))
            if key not in found and not self._in_list(marked):
                found[key] = marked
        return found

    def _below_bold(self, bold: Marked) -> Section:
        below = (marked for marked in self.page.bold_lines if marked.line_start > bold.line_start)
        ends = [marked.line_start for marked in self.page.headings if marked.line_start > bold.line_start]
        ends += islice((marked.line_start for marked in below if not self._in_list(marked)), 1)
        return Section(bold, bold.line_end, min(ends, default=len(self.page.text)))

    def _in_list(self, marked: Marked) -> bool:
        return any(line.depth for line in self.page.lines(marked.line_start, marked.line_end))


def _is_agenda(key: str) -> bool:
    """Return whether a title, as its key, is that of the agenda of a meeting: "2. Proposed agenda items"."""
    words = key.lstrip("0123456789 ").split()
    return "agenda" in words and _OF_AGENDA.issuperset(words)
