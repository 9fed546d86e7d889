"""Name the meetings of a page: by their label, their row, their list or the heading above them."""

import re
from dataclasses import dataclass
from datetime import date

from ecgtool.learn.found import Found
from ecgtool.learn.passages import Passage
from ecgtool.page import Page
from ecgtool.wording.reading import find_dates
from ecgtool.wording.sentence import read_sentence

_ANY_NAME = (
    r"(?:(?:regular|usual|our|the|meeting|call|group|next|community|team)\s)*(?:when|times?|meetings?|days?|dates?|hours?|schedule|live|"
    r"where|calls?|weekly|calendar|monthly|bi-?weekly|quarterly|frequency|we\smeet|meets?|regular|cadence|every\s.*|each\s.*|wann|zeit|"
    r"termine?|treffen|quand|horaires?|cuándo|horario|quando|horário|orario|wanneer|tijd|日時|時間|时间|usual(?:ly)?|currently|now)"
)
_GENERIC = re.compile(rf"{_ANY_NAME}(?:\s?(?:and|&|/)\s?{_ANY_NAME})*\W*", re.IGNORECASE)
"""Names that any meeting has: "Time", "Meeting calendar", "Time and cadence"."""
_TELLING_HOW = re.compile(
    r".*\?$|(?:how|ways?|where|what|we|you|join|get|getting|see|the\sfollowing|there|here|please|if|these|this|"
    r"participat\w+|contribut\w+|attend\w*|connect\w*|contact\w*|communicat\w+)\b",
    re.IGNORECASE,
)
"""What tells how to take part, or begins a sentence: "How to join", "We meet"."""
_CALLED = re.compile(
    r"\W*(?:(?:the|our|an?)\s)?((?:[\w&/-]+\s){1,4}?(?:meetings?|meet-?ups?|calls?|syncs?|sessions?|hours|stand-?ups?|triage|forum))\b",
    re.IGNORECASE,
)
"""How a sentence begins that names its meeting: "The community call is every Thursday"."""
_FIRST = re.compile(r"((?:[A-Z][\w&/-]*\s){1,3})(?=(?:every|each|on|bi-?weekly|weekly|monthly)\b)")
"""How an item begins that names its meeting: "Board every Thursday"."""
_OF_A_ZONE = re.compile(r".*\btime(?:\s?zone)?", re.IGNORECASE)
_OF_ANY_GROUP = re.compile(
    r"\b(?:meet\w*|calls?|sessions?|syncs?|schedul\w+|times?|when|where|who|what|why|how|hours?|days?|dates?|daily|weekly|"
    r"bi-?weekly|fortnightly|monthly|quarterly|regular\w*|usual\w*|next|upcoming|current\w*|calendars?|agendas?|notes?|"
    r"minutes|topics?|recordings?|logs?|join\w*|attend\w*|participat\w+|contribut\w+|involve\w*|contact\w*|communicat\w+|"
    r"communit\w+|connect\w*|chats?|channels?|discuss\w+|mailing|lists?|slack|zoom|irc|matrix|video|conferenc\w+|online|"
    r"virtual\w*|about|overview|intro\w*|welcome|summary|details?|info\w*|general|basics|facts?|getting|get|start\w*|touch|"
    r"ways?|logistics|organi[sz]\w+|governance|charter|scope|mission|goals?|purpose|status|news|announcements?|events?|"
    r"activit\w+|resources?|links?|support|help|faq|questions?|process\w*|rules?|rhythm|cadence|frequency|members?\w*|"
    r"people|lead\w*|chairs?|teams?|groups?|working|work|wgs?|sigs?|projects?|page|home|readme|more|quick|key|public|open|"
    r"format|location|place|venue|dial|phone|access|address|web\w*|social|media|us|we|our|you|your|to|in|at|an?|the|of|"
    r"for|and|or|on|with|by|is|are|do|can|this|these|that|see|also)\b|[\d\W_]+",
    re.IGNORECASE,
)
"""Words and signs of a heading that do not tell one group from another."""
_NAME = 60


def name_of(found: Found, outline: "Outline", page_title: str, *, shares_section: bool) -> str:
    """Return the name of one of several meetings of a page.

    It is its label, its row's first cell, its list, its section, what its sentence calls it, or a heading farther
    out. The only meeting of a section has the name of that. "Pacific time" is better than none.
    """
    if not found.said:
        return page_title
    passage = found.said[0].passage
    above = passage.above.text if passage.above and passage.above.text[-1:] not in {".", "!", "?"} else ""
    called = _CALLED.match(passage.text)
    first = _FIRST.match(passage.text) if passage.depth else None
    own = (passage.label, *passage.cells[:1], first[1] if first else "", above, passage.announced)
    *around, title = outline.path(passage) or [""]
    outer = [one for one in reversed(around) if outline.is_name(one)]
    names = [
        words
        for text in (*(own if shares_section else ()), title, *own, called[1] if called else "", *outer)
        if 0 < len(words := text.strip(" :*'-")) <= _NAME and not _is_generic(words, outline.near)
    ]
    better = (words for words in names if words != page_title and not _OF_A_ZONE.fullmatch(words))
    return next(better, (*names, page_title)[0])


def _is_generic(words: str, near: date) -> bool:
    """Return whether words may stand before any meeting, or say when it is."""
    ruled = any(part.days for clause in read_sentence(words, near) for part in clause.parts)
    return ruled or bool(_GENERIC.fullmatch(words) or _TELLING_HOW.match(words))


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The headings of a page, which may be the names of its groups."""

    page: Page
    near: date
    language: str

    def names_apart(self, one: Passage, other: Passage) -> bool:
        """Return whether the headings above two passages, where they part, are the names of two groups.

        In another language than English such names are not known. The same label below two headings is of two groups.
        """
        pairs = zip(self.path(one), self.path(other), strict=False)
        parting = next(((mine, others) for mine, others in pairs if mine != others), ())
        if self.language != "en":
            return bool(parting and one.label and one.label == other.label)
        return bool(parting) and all(self.is_name(title) for title in parting)

    def path(self, passage: Passage) -> list[str]:
        """Return the headings around a passage, the outermost first."""
        around = (one for one in self.page.sections if one.start <= passage.start < one.end)
        return [self.page.title(section.heading) for section in around]

    def is_name(self, title: str) -> bool:
        """Return whether a heading may be the name of a group, and is not one that any group may have."""
        return bool(_OF_ANY_GROUP.sub("", title)) and not find_dates(title, self.near, self.language)
