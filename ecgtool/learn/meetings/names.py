"""Name the meetings of a page: by their label, their row, their list or the heading above them."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from ecgtool.learn.text.columns import title_above
from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.learn.text.labels import before_rule, is_field, name_words
from ecgtool.learn.text.page_templates import front_title
from ecgtool.learn.text.passages import Passage
from ecgtool.page import Page
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.page_words import begins_with, ends_with, find_words, is_only, page_words
from ecgtool.wording.reading import find_dates
from ecgtool.wording.vocabulary import named_zones
from ecgtool.wording.zone_places import place_zone

_OVERLINED = re.compile(r"\s*([^\w\s])\1{3,}[ \t]*\n(?P<title>[ \t]*\w[^\n]*)\n\1{4,}[ \t]*(?:\n|\Z)")
"""A title of reStructuredText at the top of a page, which in Markdown may be none."""
_IN_HTML = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_BEHIND = re.compile(r"(?:\s[\u2013\u2014-]|(?<=[\dmMA-Z]):)\s([^\W\d][\w &/-]{1,40})(?:$|,)")
"""A name behind the hour: "Mondays 10:00 UTC - triage", "Mondays, 10:00: triage"."""
_INSIDE = re.compile(r"[,;/&]\s*(?:and\s)?(?P<label>[^\W\d][\w &/-]{1,40}):\s*$")
"""A label in a sentence."""
_NAME = 60
_ALIKE = 6
"""So many letters at the beginning make two words of names one."""


def page_title(page: Page, near: date) -> str:
    """Return the title of a page, without what a template makes of it; "" for none.

    It is the first one between lines of signs, the first heading of level 1, the title in front matter or in HTML, or
    a heading that begins the page and is a name.
    """
    first = next((heading for heading in page.headings if heading.level == 1), None)
    overlined = _OVERLINED.match(page.text)
    in_html = _IN_HTML.search(page.text) if page.syntax == "markdown" else None
    title = overlined["title"] if overlined else page.title(first) if first else front_title(page)
    title = title or " ".join(re.sub("<[^>]*>", " ", in_html[1] if in_html else "").split())
    top = page.headings[0] if page.headings else None
    if not title and top and not page.plain(0, top.line_start).strip():
        is_name = Outline(page=page, near=near, language="").is_name(page.title(top))
        title = page.title(top) if is_name and not _is_generic(page.title(top), near) else ""
    return re.sub(r"\s*\(?\{[{%].*?[%}]\}\)?", "", title).strip()


def name_of(found: Found, outline: "Outline", page_title: str, *, shares_section: bool) -> str:
    """Return the name of one of several meetings of a page.

    It is its label, its row's first cell, its list, its section, what its sentence calls it, or a heading farther
    out. The only meeting of a section has the name of that. "Pacific time" is better than none.
    """
    if not found.said:
        return page_title
    said, passage = found.said[0], found.said[0].passage
    above = passage.above.text if passage.above and passage.above.text[-1:] not in {".", "!", "?"} else ""
    called = re.match(rf"\W*(?:{page_words('article')}\s)?({page_words('called')})", passage.text, re.IGNORECASE)
    column = next(
        (cell for head, cell in zip(passage.titles, passage.cells, strict=False) if is_only("name-title", head)), ""
    )
    behind = _BEHIND.search(said.text)
    inside = label_inside(found)
    several = sum(bool(part.hours) for part in said.clause.parts) > 1
    over = title_above(found.hours[0], passage) if several and found.hours else ""
    first = (
        column,
        inside,
        over,
        *passage.cells[:1],
        _named_in(said),
        passage.label,
        _leading(said),
        behind[1] if behind else "",
    )
    own = (*first, above, passage.announced)
    *around, title = outline.path(passage) or [""]
    outer = [one for one in reversed(around) if outline.is_name(one)]
    names = [
        words
        for text in (*(own if shares_section else ()), title, *own, called[1] if called else "", *outer)
        if 0 < len(words := _without_rhythm(text)) <= _NAME and not _is_generic(words, outline.near)
    ]
    better = (words for words in names if words != page_title and not ends_with("zone-words", words))
    if name := next(better, ""):
        return name
    label = passage.label.strip(" :*'-")
    tells = is_field(label) or begins_with("subject", label) or _says_when(label, outline.near)
    is_own = shares_section and " " in label and not tells
    return label if is_own else (*names, page_title)[0]  # "Community hours" beside "Contributor hours"


def label_inside(found: Found) -> str:
    """Return the label before the days of a later meeting of a sentence: "Core: Mondays 9:00, Docs: Fridays"."""
    said = found.said[0]
    start = found.days.start - said.clause.start if found.days else 0
    match = _INSIDE.search(said.text[:start]) if said.clause.parts[:1] and start > 0 else None
    return match["label"] if match else ""


def _without_rhythm(name: str) -> str:
    """Return a name without a bracket behind it that says when: "Black ink (weekly)"."""
    bare, bracket, rest = _without_verb(name.strip(" :*'-")).partition(" (")
    says_when = re.search(r"\d", rest) or is_only("any-name", rest) or find_words("unit", rest)
    return bare if says_when or ")" not in rest else f"{bare}{bracket}{rest}"


def _without_verb(name: str) -> str:
    """Return a name without the words behind it that lead to when: "The board meets on the" -> "The board"."""
    leads = rf"(?:\s(?:{page_words('before-when')}|{page_words('article')}))+$"
    match = re.search(leads, name, re.IGNORECASE)
    is_part = match is None or is_only("at", match[0].strip())  # "Check in"
    return name if match is None or is_part else name[: match.start()]


def _named_in(said: PlacedClause) -> str:
    """Return what a later clause calls its meeting, in words with capitals: "or the TAC call, ..."; "" for none."""
    words = said.clause.tokens
    place = next((n for n, token in enumerate(words) if token.kind == "meet"), 0)
    before = list(takewhile(lambda one: one.kind == "word" and one.text[0].isupper(), reversed(words[:place])))
    named = [one.text for one in before if not is_only("article", one.text)]
    is_later = said.at + said.clause.start > 0
    return " ".join([*reversed(named), words[place].text]) if named and is_later else ""


def _leading(said: PlacedClause) -> str:
    """Return the words with which a clause begins before it says when: "Hull team meets Wednesdays"; "" for none.

    They are a name where a sign ends them, where they name people or a gathering, or have capitals in an item.
    """
    start = said.clause.start
    when = next((one.start for one in said.clause.tokens if one.kind not in {"word", "mark", "meet"}), start)
    before = said.text[: when - start]
    words = re.match(
        rf"\W*(?:{page_words('article')}\s)?(.*?)(?:\s{page_words('before-when')})*(\W*)$", before, re.IGNORECASE
    )
    if words is None or begins_with("at", words[1]) or not 0 < len(words[1].split()) < 5:
        return ""
    named = words[2].strip() or any(find_words(kind, words[1]) for kind in ("people", "gatherings"))
    is_item = said.passage.depth and all(word[0].isupper() for word in words[1].split())
    return words[1] if named or is_item else ""


def is_place(words: str, language: str) -> bool:
    """Return whether words are the name of a place, whose hour stands beside it: "Paris, France", "US East Coast"."""
    parts = [part.strip() for part in words.split(",")]
    return all(
        place_zone(part, language) or is_only("areas", part, language) or part.lower() in named_zones("regions")
        for part in parts
        if part
    )


def _is_generic(words: str, near: date) -> bool:
    """Return whether words may stand before any meeting, or say when it is."""
    of_any = rf"{page_words('any-name')}(?:\s?(?:and|&|/)\s?{page_words('any-name')})*\W*"
    is_of_any = re.fullmatch(of_any, words, re.IGNORECASE) is not None
    tells_how = words.endswith("?") or begins_with("telling-how", words) is not None
    is_value = ":" in words and is_field(words.partition(":")[0])  # "Time zone: Berlin"
    return is_of_any or tells_how or is_value or _says_when(words, near)


def _says_when(words: str, near: date) -> bool:
    return any(clause.parts for clause in read_sentence(words, near)) or bool(find_dates(words, near))


def _is_shorter(mine: set[str], others: set[str]) -> bool:
    """Return whether the words of one name are among those of the other, so that both may be of one group.

    Words that begin alike are one: "Standards SIG" and "Standardization".
    """
    first, second = ({word[:_ALIKE] for word in name} for name in (mine, others))
    return first <= second or second <= first


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The headings of a page, which may be the names of its groups."""

    page: Page
    near: date
    language: str

    def names_apart(self, one: Passage, other: Passage) -> bool:
        """Return whether the headings above two passages, where they part, are the names of two groups.

        In another language than English such names are not known. The same label below two headings is of two groups.
        So are two labels, or the lines above two lists, that are names and differ: "Core team: ...", "Triage: ...".
        """
        mine, others = self._called(one), self._called(other)
        if mine and others and not _is_shorter(mine, others):
            return True
        pairs = zip(self.path(one), self.path(other), strict=False)
        parting = next(((mine, others) for mine, others in pairs if mine != others), ())
        if self.language != "en":
            return bool(parting and one.label and one.label == other.label)
        if not parting or not all(self.is_name(title) for title in parting):
            return False
        invites = any(begins_with("telling-how", title) for title in parting)  # "Join the kettle call"
        return not (invites and _is_shorter(*(self._words(title) for title in parting)))

    def is_below_a_name(self, one: Passage, other: Passage) -> bool:
        """Return whether one of two passages is in a section inside the other's that has the name of a group."""
        deeper = max(self.path(one), self.path(other), key=len)[min(len(self.path(one)), len(self.path(other))) :]
        return self.language == "en" and any(self.is_name(title) for title in deeper[-1:])

    def _called(self, passage: Passage) -> set[str]:
        """Return the words of the name that a passage begins with, or that stands above its list."""
        above = passage.announced or (passage.above.text if passage.above else "")
        name = next((text for text in (passage.label, *passage.cells[:1], above) if text), "").strip(" :*'-")
        is_sentence = len(name) > _NAME or name[-1:] in {".", "!", "?"}
        if is_sentence or _is_generic(name, self.near) or is_place(name, self.language):
            return set()
        return {word for word in name_words(name) if not is_only("small", word, self.language)}

    def _words(self, name: str) -> set[str]:
        """Return the words of a name that tell one group from another."""
        words = re.findall(r"[^\W\d_]{2,}", name.lower())
        return {word for word in words if self.is_name(word) and not is_only("small", word, self.language)}

    def path(self, passage: Passage) -> list[str]:
        """Return the headings around a passage, the outermost first."""
        return self.around(passage.start)

    def around(self, position: int) -> list[str]:
        """Return the headings around a position of the page, the outermost first, or what they say before a rule."""
        sections = (one for one in self.page.sections if one.heading.line_start <= position < one.end)
        return [self._before_rule(self.page.title(section.heading)) for section in sections]

    def _before_rule(self, title: str) -> str:
        """Return what a title says before a rule, if it has one: "Tea circle" of "Tea circle, Mondays 9:00 UTC"."""
        clauses = read_sentence(title, self.near, self.language) if re.search(r"\d", title) else []
        rule = next((one for one in clauses if any(part.days and part.hours for part in one.parts)), None)
        return (rule and before_rule(title[rule.start :], rule, self.language).rstrip(" :,(@\u2013\u2014-")) or title

    def own_name(self, said: PlacedClause) -> set[str]:
        """Return the words before a rule that name a meeting, and that no heading around it has."""
        around = name_words(" ".join(self.path(said.passage)))
        named = name_words(before_rule(said.text, said.clause, self.language)) - around
        return {word for word in named if not is_only("small", word, self.language)}

    def is_name(self, title: str) -> bool:
        """Return whether a heading may be the name of a group, and is not one that any group may have."""
        return bool(
            re.sub(rf"{page_words('any-group')}|[\d\W_]+", "", title, flags=re.IGNORECASE)
        ) and not find_dates(title, self.near, self.language)
