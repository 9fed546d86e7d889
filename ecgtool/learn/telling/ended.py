"""Find where a page says, or may say, that its group meets no more, or not for now.

A title, a template, a state and a sentence may say so. A sentence is plain where the words of an end follow the
page's own group, with nothing else between. Where any group stands before them, or before a past year, it only may
say so, and so may a sentence on what the group has become, or on when it last met.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, product

from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.clauses import sentences
from ecgtool.learn.text.found import PlacedClause
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.past_parts import tells_what_was
from ecgtool.wording.grammar.tokens import Token, tokens
from ecgtool.wording.page_words import begins_with, find_words, is_only, page_words
from ecgtool.wording.vocabulary import WITHOUT_SPACES

_WHEN = frozenset({"weekday", "weekdays", "ordinal", "every", "other", "clock", "zone", "interval", "of-month"})
"""Kinds of words that say when a group meets."""
_WORDS = 100
_YEAR = r"\b(?:19|20)\d\d\b"
_LIFE = re.compile(r"\W*(?:RIP|R\.I\.P\.?)?\W*(?:19|20)\d\d\s?[\u2013\u2014-]\s?(?P<last>(?:19|20)\d\d)\W*")
"""The first and the last year of what is over, as on a gravestone or behind a title."""
_TEMPLATE = re.compile(r"\{\{\s*(?P<name>[^|{}\n]+?)\s*(?P<given>\|[^{}]*)?\}\}")


class _Sure(IntEnum):
    """How plainly something says that the group has ended."""

    NOT = 0
    PERHAPS = 1
    PLAINLY = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """A place that says that the group meets no more, in words for the report.

    ``is_plain`` is whether it says so of the group itself, and nothing near it speaks of meetings to come.
    """

    sentence: str
    is_plain: bool


def endings(reading: PageReading, near: Sequence[PlacedClause]) -> Iterator[Ending]:
    """Yield each place that says or may say that the group meets no more; ``near`` is what tells of its rules."""
    again = any(find_words("again", said.text, reading.language) for said in near)
    places = chain(_of_clauses(reading, near), _of_templates(reading), _of_passages(reading))
    for where, sure in places:
        if sure:
            yield Ending(sentence=where, is_plain=sure == _Sure.PLAINLY and not again)


def _of_clauses(reading: PageReading, near: Sequence[PlacedClause]) -> Iterator[tuple[str, _Sure]]:
    for said in near:
        word = next((one for one in said.clause.tokens if one.kind == "off" and one.value == "ended"), None)
        if word and _is_said_of_group(word, said, reading):
            yield reading.where(said), _Sure.PLAINLY
        elif word and not (
            _is_of_a_noun(word, said, reading.language) or _is_of_things(word, said, reading.language)
        ):
            yield reading.where(said), _Sure.PERHAPS


def _of_templates(reading: PageReading) -> Iterator[tuple[str, _Sure]]:
    """Yield each template, which may say so by its name, or in what it is given."""
    for match in _TEMPLATE.finditer(reading.page.text):
        is_near = match.start() < _end_of_head(reading)
        given = re.split(r"\|(?:\s*\w+\s*=)?|(?<=[.!?])\s", match["given"] or "")
        named = _Sure.PLAINLY if _is_called_ended(match["name"], reading.language) else _Sure.NOT
        where = f"line {reading.page.line_number(match.start())}: “{match[0][:_WORDS]}”"
        yield where, max(named, *(_how_sure(words, reading, is_near=is_near) for words in given))


def _of_passages(reading: PageReading) -> Iterator[tuple[str, _Sure]]:
    """Yield the title of the page, its states, and the sentences on it."""
    rules = [said.passage for one in reading.survey.meetings for said in one.said]
    sections = {passage.section for passage in rules}
    above = max(_end_of_head(reading), *(passage.start for passage in rules), 0)
    title = next((passage for passage in reading.passages if passage.is_heading), None)
    for passage in reading.passages:
        where = f"line {reading.number(passage)}: “{{}}”"
        if passage is title:
            yield where.format(passage.text), _of_title(passage.text, reading)
        is_near = passage.start < above or passage.section in sections
        if is_near and not passage.is_heading:
            yield where.format(passage.text[:_WORDS]), _of_state(passage, reading)
        if passage.is_heading or passage.is_past:
            continue
        said = [passage.text[start:end].strip() for start, end in sentences(passage, reading.language)]
        for text in said if is_near or not passage.depth else ():
            sure = _how_sure(text, reading, is_near=is_near and not passage.cells)
            if not passage.depth and is_only("ended-since", text, reading.language):
                sure = _Sure.PLAINLY
            yield where.format(text[:_WORDS]), min(sure, _Sure.PERHAPS) if passage.depth else sure


def _end_of_head(reading: PageReading) -> int:
    """Return where what stands below the page's title ends, which is about all of the page."""
    headings = reading.page.headings
    return headings[1].line_start if len(headings) > 1 else len(reading.page.text)


def _of_title(title: str, reading: PageReading) -> _Sure:
    """Return whether a word at one of its ends, or a life span, says that what the title names is over."""
    parts = [one for one in re.split(r"[()\[\]\u2013\u2014:]|\s-\s", title) if one.strip()]
    ends = (parts[0], parts[-1]) if len(parts) > 1 else ()
    years = re.search(r"\((?:19|20)\d\d\s?[\u2013\u2014-]\s?((?:19|20)\d\d)\)$", title)
    is_over = years is not None and int(years[1]) < reading.source.today.year
    is_marked = any(_is_called_ended(part, reading.language) for part in ends)
    return _Sure.PLAINLY if is_over or is_marked else _Sure.NOT


def _is_called_ended(name: str, language: str) -> bool:
    return bool(is_only("ended", name, language)) or tells_what_was(name, language)


def _of_state(passage: Passage, reading: PageReading) -> _Sure:
    """Return whether a line or a row is the state of the group, the year of its end or its life span.

    A state that is not known as one of a group that meets may be one of an end.
    """
    language = reading.language
    name, value = passage.cells if len(passage.cells) == 2 else (passage.label, passage.said)
    span = _LIFE.fullmatch(passage.text)
    is_end = any(is_only(kind, name, language) for kind in ("ended", "ended-label"))
    years = [span["last"]] if span else re.findall(_YEAR, value) if is_end else []
    if len(years) == 1 and int(years[0]) < reading.source.today.year:
        return _Sure.PLAINLY
    if not value or not is_only("status-label", name, language):
        return _Sure.NOT
    if begins_with("ended", value, language):
        return _Sure.PLAINLY
    return _Sure.NOT if begins_with("meets-on", value, language) else _Sure.PERHAPS


def _how_sure(text: str, reading: PageReading, *, is_near: bool) -> _Sure:
    """Return whether a sentence says that the group is no more. Words that it only may mean so count near a rule."""
    language, year = reading.language, reading.source.today.year
    ended = _said_of_group(text, reading)
    if ended == "over" or begins_with("work-done", text, language):
        return _Sure.PLAINLY
    years = [int(one) for one in re.findall(_YEAR, text)] if find_words("last-held", text, language) else []
    is_long_ago = bool(years) and max(years) < year - 1
    is_kept = is_long_ago or find_words("kept-for-history", text, language)
    return _Sure.PERHAPS if ended or is_kept or (is_near and _may_be_over(text, reading)) else _Sure.NOT


def _own_group(reading: PageReading) -> str:
    """Return the expression of the page's own group, which may be called by words of the title: "the mills group"."""
    title = reading.page.title(reading.page.headings[0]) if reading.page.headings else reading.source.title
    words = "|".join(rf"{re.escape(word.rstrip('s'))}s?" for word in re.findall(r"[^\W\d_]{3,}", title))
    called = rf"the\s(?:(?:{words})[\s-])+{page_words('sort-of-group', reading.language)}" if words else "(?!)"
    return f"(?:{page_words('own-group', reading.language)}|{called})"


def _said_of_group(sentence: str, reading: PageReading) -> str:
    """Return whether a part of a sentence says that the group is "over" or "merged"; "" for neither.

    The subject is that of the part before: "The team delivered its report and was dissolved".
    """
    language, group = reading.language, _own_group(reading)
    notice, be = (page_words(kind, language) for kind in ("notice", "be"))
    group += "?" * (language in WITHOUT_SPACES)  # where it often goes without saying
    before = rf"\W*(?:{notice}\W+)*"
    own, goes_on = f"{before}{group}", f"{before}(?:{page_words('pronouns', language)}|it)?"
    over, behind, merged = (page_words(kind, language) for kind in ("over", "behind-over", "is-merged"))
    over = rf"(?:{page_words('is-over', language)}|{over}(?=\W*$|\W+\(|\s{behind}))"
    subjects = [own]
    for part in re.split(rf"[,;:]\s+|\s[\u2013\u2014-]\s|\s{page_words('statement-joins', language)}\s", sentence):
        for subject, (kind, words) in product(subjects, (("over", over), ("merged", merged))):
            found = re.match(rf"{subject}\s*(?:{be}\s*)*{words}", part, re.IGNORECASE)
            if found and not find_words("meets-still", part[found.end() :], language):
                return kind
        if re.match(own, part, re.IGNORECASE):
            subjects = [own, goes_on]
    return ""


def _may_be_over(text: str, reading: PageReading) -> bool:
    """Return whether a sentence is about a group, has an end or a past year, and says nothing of when it meets."""
    today, language = reading.source.today, reading.language
    subject = find_words("of-a-group", text, language)
    is_of_else = find_words("earlier-one", text, language) or begins_with("kept-things", text, language)
    if subject is None or is_of_else:
        return False
    words = tokens(text, today, language)
    if any(one.kind in _WHEN or (one.kind == "date" and one.value.day >= today) for one in words):
        return False
    behind = rf"(?=\W*$|[^\w\s]|\s\d|\s{page_words('behind-end', language)})"
    years = [int(year) for year in re.findall(rf"(?<![/-]){_YEAR}{behind}", text, re.IGNORECASE)]  # of no address
    is_old = bool(years) and max(years) < today.year and not find_words("beginning", text, language)
    ends = "|".join(page_words(kind, language) for kind in ("is-over", "over", "perhaps-over"))
    return is_old or re.search(f"(?:{ends}){behind}", text[subject.start() :], re.IGNORECASE) is not None


def _is_said_of_group(word: Token, said: PlacedClause, reading: PageReading) -> bool:
    """Return whether a clause says of the group itself, of today or of the past, that it has ended and not paused.

    One below an item of a list is about that item.
    """
    language = reading.language
    is_pause = begins_with("pause", word.text, language) and not find_words("open-end", said.text, language)
    is_of_an_item = said.passage.above is not None and said.passage.above.depth > 0
    if (
        is_pause
        or is_of_an_item
        or _is_of_a_noun(word, said, language)
        or any(found.day > reading.source.today for found in said.clause.dates)
    ):
        return False
    before = (_without_when(said, word), said.text[: word.start - said.clause.start])
    name = word.text.partition(" ")[0]
    subjects = (*before, *(f"{one}{name}" for one in before))  # "the group | is dissolved", "the | group has ended"
    notice, be = (page_words(kind, language) for kind in ("notice", "be"))
    of_the_group = rf"\W*(?:{notice}\W+)*(?:{_own_group(reading)})?\W*(?:{be}\W+)*"
    return any(re.fullmatch(of_the_group, text, re.IGNORECASE) for text in subjects)


def _is_of_a_noun(word: Token, said: PlacedClause, language: str) -> bool:
    """Return whether a word tells which things are meant, and these are no group: "No longer maintained projects"."""
    behind = said.text[word.end - said.clause.start :]
    noun = re.match(r"\s((?:[^\W\d_][\w-]*\s)*[^\W\d_]\w*)", behind)
    if noun is None:
        return False
    edges = (word.text.split()[-1], noun[1].split()[0])  # "merged | into", "dissolved | in"
    if any(is_only(kind, one, language) for kind in ("small", "behind-end") for one in edges):
        return False
    kinds = ("gatherings", "sort-of-group", "behind-over", "notice", "open-end")
    return not any(find_words(kind, noun[1], language) for kind in kinds)


def _is_of_things(word: Token, said: PlacedClause, language: str) -> bool:
    """Return whether a word is said of what is kept, or of what may be one day: "the group would be dissolved"."""
    before = said.text[: word.start - said.clause.start]
    return any(find_words(kind, before, language) for kind in ("kept-things", "earlier-one"))


def _without_when(said: PlacedClause, word: Token) -> str:
    """Return the text before a word without days and hours: "our meetings are", of "our meetings on Mondays are"."""
    text = said.text[: word.start - said.clause.start]
    for token in reversed(said.clause.tokens):
        if token.start < word.start and (token.kind in _WHEN or is_only("at", token.text)):
            text = text[: token.start - said.clause.start] + text[token.end - said.clause.start :]
    return re.sub(r"\s+", " ", text)
