"""Read the clauses of a page's passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ecgtool.learn.text.columns import as_said, with_columns
from ecgtool.learn.text.found import PlacedClause
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.titles import is_part_of_rule
from ecgtool.learn.text.years import near_dates
from ecgtool.page import Section
from ecgtool.wording.grammar.clause import Clause
from ecgtool.wording.grammar.sentence import follow_on, read_sentence
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.reading import WEEKDAY
from ecgtool.wording.vocabulary import may_tell_when

_FIGURES = re.compile(r"(?<![\d/.-])(?P<first>\d{1,2})([/.-])(?P<second>\d{1,2})\2(?:\d{2}|\d{4})(?![\d/.-])")
_KANA, _HAN = re.compile(r"[\u3040-\u30ff]"), re.compile(r"[\u4e00-\u9fff]")
_DAY = re.compile(rf"\b(?:(?:first|second|third|fourth|last)\s)?{WEEKDAY}s?\b", re.IGNORECASE)
_LONG = 450
"""Only so many characters of a sentence are read. A longer one is about more than when a group meets."""


def said_in(passages: Sequence[Passage], near: date, language: str) -> Iterator[PlacedClause]:
    """Yield the clauses of the passages. Those of a table's row have the zones of its columns."""
    order = _date_order(passages)
    near_of = near_dates(passages, near, language)
    title = next((passage.text for passage in passages if passage.is_heading), "")
    before: Clause | None = None
    section: Section | None = None
    for passage in passages:
        if passage.is_heading and not re.search(r"\d", passage.text):
            continue
        before, section = before if passage.section is section else None, passage.section
        is_inside = False
        for start, end in [(0, len(passage.text))] if passage.cells else list(sentences(passage, language)):
            if not may_tell_when(passage.text[start:end], language) and not is_part_of_rule(_label_of(passage)):
                continue
            text = as_said(passage, passage.text[start:end], language)
            for clause in _read(_without_days_of(title, text[:_LONG]), near_of.get(passage, near), language, order):
                if before and (is_inside or _goes_on(clause)):
                    follow_on(before, clause, near)
                before, is_inside = clause, True
                with_columns(clause, passage, language)
                if clause.terms.lasts and _is_of_a_part(clause, text, language):
                    clause.terms = replace(clause.terms, lasts=None)
                yield PlacedClause(
                    passage=passage,
                    clause=clause,
                    at=start,
                    text=text[clause.start : clause.end].replace("\x00", " "),
                )


def _label_of(passage: Passage) -> str:
    """Return the label of a line, or the first of a row's two cells."""
    return passage.cells[0] if len(passage.cells) == 2 else passage.label


def _without_days_of(title: str, text: str) -> str:
    """Return the text without the weekdays of the title in it, where it has others: "The Friday Club meets ..."."""
    named = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)", re.IGNORECASE)
    if not _DAY.search(title) or not _DAY.search(named.sub("", text)):
        return text
    return named.sub(lambda match: _DAY.sub(lambda day: "x" * len(day[0]), match[0]), text)


def _goes_on(clause: Clause) -> bool:
    """Return whether a line goes on about the one before it: "Thereafter: Mondays 16:00", "Before that: 17:00"."""
    first = next((one for one in clause.tokens if one.kind != "mark"), clause.tokens[0])
    return first.kind == "then" or is_only("till-then", first.text)


def _is_of_a_part(clause: Clause, text: str, language: str) -> bool:
    """Return whether a length is that of a part of the meeting, or of some of them, or of something beside it."""
    several = sum(token.kind == "length" for token in clause.tokens) > 1
    return several or bool(find_words("beside-lasts" if clause.parts else "part-lasts", text, language))


def _read(text: str, near: date, language: str, order: str) -> list[Clause]:
    """Return the clauses of a text in the page's language, or in another where only that makes a rule of them."""
    own = read_sentence(text, near, language, order=order)
    if any(part.days and part.hours for clause in own for part in clause.parts):
        return own
    script = "ja" if _KANA.search(text) else "zh" if _HAN.search(text) else "en"
    if script == language or (script != "en" and language in {"ja", "zh"}):
        return own
    other = read_sentence(text, near, script, order=order)
    return other if any(part.days and part.hours for clause in other for part in clause.parts) else own


def _date_order(passages: Sequence[Passage]) -> str:
    """Return the order that a date in figures with a day over 12 tells for all of the page; "" where none does."""
    found = [match for one in passages for match in _FIGURES.finditer(one.text)]
    orders = {
        "mdy" if int(match["second"]) > 12 else "dmy"
        for match in found
        if 12 < max(int(match["first"]), int(match["second"])) < 32
    }
    return orders.pop() if len(orders) == 1 else ""


def sentences(passage: Passage, language: str = "en") -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence of the passage."""
    number = r"(?<!(?<![:\d])\d)(?<!(?<![:\d])\d\d)" if language == "de" else ""
    names = "Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    shortened = (
        rf"(?<!\b(?:{names}))(?<!\bTues)(?<!\bThur)(?<!\bThurs)(?<!\bSept)"
        r"(?<![ap]\.m)(?<![ap]\.\sm)(?<!\b[A-Z])(?<!\bNo)"
    )
    date = r"(?!(?<=\d{4}\.\s)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d)"
    end = rf"{shortened}{number}[.!?]['\")\]]*\s+(?![^\W\d_]\.)(?=[^a-z\s]){date}|[\u3002\uff01\uff1f]"
    start = 0
    for match in re.finditer(end, passage.text):
        word = re.search(r"(?:\b[^\W\d_]\.\s)*[\w.]*$", passage.text[start : match.start()])
        is_shortened = word is not None and is_only("shortened", word[0].replace(" ", ""), language)
        if match.end() <= len(passage.label) + 1 or is_shortened:
            continue  # "How often? Every week", "ab ca. 19 Uhr", "z. B. Ostern"
        yield start, match.end()
        start = match.end()
    if start < len(passage.text):
        yield start, len(passage.text)
