"""Find where a page says that its group meets no more, or not for now."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.clauses import sentences
from ecgtool.learn.text.found import PlacedClause
from ecgtool.learn.text.passages import Passage
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import begins_with, find_words, is_only, page_words
from ecgtool.wording.vocabulary import WITHOUT_SPACES

_WHEN = frozenset({"weekday", "weekdays", "ordinal", "every", "other", "clock", "zone", "interval", "of-month"})

_WORDS = 100

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LIFE = re.compile(r"\W*(?:RIP|R\.I\.P\.?)?\W*(?:19|20)\d\d\s?[\u2013\u2014-]\s?(?P<last>(?:19|20)\d\d)\W*")
"""The first and the last year of what is over, as on a gravestone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ending:
    """A line that says that the group meets no more, in words for the report.

    ``is_plain`` is whether it says so of the group itself, and nothing near it speaks of meetings to come.
    """

    sentence: str
    is_plain: bool


def endings(reading: PageReading, near: Sequence[PlacedClause]) -> Iterator[Ending]:
    """Yield each line that says that the group meets no more, or not for now."""
    again = any(find_words("again", said.text, reading.language) for said in near)
    for said in near:
        if word := next((one for one in said.clause.tokens if one.kind == "off" and one.value == "ended"), None):
            yield Ending(sentence=reading.where(said), is_plain=_is_plain(word, said, reading) and not again)
    for match in re.finditer(r"\{\{\s*(?P<name>[^|{}\n]+?)\s*(?P<given>\|[^{}]*)?\}\}", reading.page.text):
        sentence = f"line {reading.page.line_number(match.start())}: “{match[0][:_WORDS]}”"
        is_named = is_only("ended-template", match["name"], reading.language)
        given = re.split(r"\|(?:\s*\w+\s*=)?|(?<=[.!?])\s", match["given"] or "")
        if is_named or any(_of_the_group(words, reading.language) == "is-over" for words in given):
            yield Ending(sentence=sentence, is_plain=not again)
    for passage in reading.passages:
        sentence = f"line {reading.number(passage)}: “{passage.text[:_WORDS]}”"
        what = _what_ended(passage, reading)
        if what or find_words("kept-for-history", passage.text, reading.language):
            yield Ending(sentence=sentence, is_plain=what == "is-over" and not again)
    title = next((passage for passage in reading.passages if passage.is_heading), None)
    pieces = [one for one in re.split(r"[()\[\]\u2013\u2014:-]", title.text if title else "") if one.strip()]
    years = re.search(r"\((?:19|20)\d\d\s?[\u2013\u2014-]\s?((?:19|20)\d\d)\)$", title.text if title else "")
    is_over = years is not None and int(years[1]) < reading.source.today.year
    ends = {*pieces[:1], *pieces[-1:]} if len(pieces) > 1 else set()
    if title and (is_over or any(is_only("ended-title", one, reading.language) for one in ends)):
        sentence = f"line {reading.page.line_number(title.start)}: “{title.text}”"
        yield Ending(sentence=sentence, is_plain=not again)


def _has_last_year(passage: Passage, reading: PageReading) -> bool:
    """Return whether a line of the head, or beside a rule, is the year in which the group ended, or its life span."""
    name, value = passage.cells if len(passage.cells) == 2 else (passage.label, passage.said)
    span = _LIFE.fullmatch(passage.text)
    years = [span["last"]] if span else _YEAR.findall(value) if is_only("ended-label", name, reading.language) else []
    sections = {said.passage.section for one in reading.survey.meetings for said in one.said}
    return passage.section in sections and len(years) == 1 and int(years[0]) < reading.source.today.year


def _what_ended(passage: Passage, reading: PageReading) -> str:
    """Return the kind of words by which a passage says that the group is no more: "This team has been retired".

    "" where none does, where the group meets all the same, and for the past of the page. "Retired in 2025." does.
    """
    language = reading.language
    name, value = passage.cells if len(passage.cells) == 2 else (passage.label, passage.said)
    if _has_last_year(passage, reading) or (
        is_only("status-label", name, language) and begins_with("ended-status", value, language)
    ):
        return "is-over"
    if passage.is_heading or passage.depth or passage.is_past:
        return ""
    said = [passage.text[start:end] for start, end in sentences(passage, language)]
    is_done = any(begins_with("work-done", words, language) for words in said)
    if is_done or any(is_only("ended-since", words, language) for words in (passage.text, *said)):
        return "is-over"
    last = [words for words in said if find_words("last-held", words, language)]
    years = [int(year) for words in last for year in _YEAR.findall(words)]
    is_long_ago = bool(years) and max(years) < reading.source.today.year - 1
    return next(filter(None, (_of_the_group(words, language) for words in said)), "last-held" * is_long_ago)


def _of_the_group(sentence: str, language: str) -> str:
    """Return the kind of words by which a part of a sentence says that the group is no more; "" for none.

    The subject is that of the part before: "The team delivered its report and was dissolved".
    """
    notice, group, be = (page_words(kind, language) for kind in ("notice", "own-group", "be"))
    group += "?" * (language in WITHOUT_SPACES)  # where it often goes without saying
    before = rf"\W*(?:{notice}\W+)*"
    own, goes_on = f"{before}{group}", f"{before}(?:{page_words('pronouns', language)}|it)?"
    subjects = [own]
    for part in re.split(rf"[,;:]\s+|\s[\u2013\u2014-]\s|\s{page_words('statement-joins', language)}\s", sentence):
        for subject, kind in product(subjects, ("is-over", "is-merged")):
            says = rf"{subject}\s*(?:{be}\s*)*{page_words(kind, language)}"
            found = re.match(says, part, re.IGNORECASE)
            if found and not find_words("meets-still", part[found.end() :], language):
                return kind
        if re.match(own, part, re.IGNORECASE):
            subjects = [own, goes_on]
    return ""


def _without_when(said: PlacedClause, word: Token) -> str:
    """Return the text before a word without days and hours: "our meetings are", of "our meetings on Mondays are"."""
    text = said.text[: word.start - said.clause.start]
    for token in reversed(said.clause.tokens):
        if token.start < word.start and (token.kind in _WHEN or is_only("at", token.text)):
            text = text[: token.start - said.clause.start] + text[token.end - said.clause.start :]
    return re.sub(r"\s+", " ", text)


def _is_plain(word: Token, said: PlacedClause, reading: PageReading) -> bool:
    """Return whether a clause says of the group itself, of today or of the past, that it has ended and not paused.

    One below an item of a list is about that item.
    """
    is_open_end = find_words("open-end", said.text, reading.language)
    is_pause = begins_with("pause", word.text, reading.language) and not is_open_end
    before, name = (
        (_without_when(said, word), said.text[: word.start - said.clause.start]),
        word.text.partition(" ")[0],
    )
    subjects = (*before, *(f"{one}{name}" for one in before))  # "the group | is dissolved", "the | group has ended"
    notice, group, be = (page_words(kind, reading.language) for kind in ("notice", "of-the-group", "be"))
    of_the_group = rf"\W*(?:{notice}\W+)*(?:{group})?\W*(?:{be}\W+)*"
    to_come = any(found.day > reading.source.today for found in said.clause.dates)
    is_of_an_item = said.passage.above is not None and said.passage.above.depth > 0
    is_of_the_group = any(re.fullmatch(of_the_group, text, re.IGNORECASE) for text in subjects)
    return is_of_the_group and not (to_come or is_pause or is_of_an_item)
