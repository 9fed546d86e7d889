"""Read a cell as its column's title means it: how often, except when, in which weeks and months, how long."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from ecgtool.learn.text.passages import Passage
from ecgtool.wording.grammar.clause import Clause, Terms
from ecgtool.wording.grammar.lengths import find_lengths
from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.grammar.tokens import tokens
from ecgtool.wording.page_words import begins_with, is_only
from ecgtool.wording.reading import month_in, month_number
from ecgtool.wording.vocabulary import PLACES, word_patterns

_NEAR = date(2026, 1, 1)
_PHRASES = {"often-title": "every {}", "except-title": "except {}", "weeks-title": "weeks: {}"}
"""Kinds of titles, each with the words that a sentence has before what stands in a cell below it."""


def read_by_titles(passage: Passage, language: str) -> Iterator[int]:
    """Yield the place of each cell that its title makes a part of a rule, and that is wholly read so."""
    for n, (title, cell) in enumerate(zip(passage.titles, passage.cells, strict=False)):
        terms, is_all = _by_title(title, cell, language) or (Terms(), False)
        if (is_all and terms.says_something) or _places_in(title, cell, language):
            yield n


def is_part_of_rule(title: str) -> bool:
    """Return whether a title, or a label, makes what it is about a part of a rule."""
    return bool(_phrase(title)) or any(is_only(kind, title) for kind in ("months-title", "place-title", "zone-title"))


def _phrase(title: str) -> str:
    """Return the words that make a sentence of a cell below a title; "" for a title of another sort."""
    of_length = "lasts {}" if begins_with("length-title", title) else ""
    return next((phrase for kind, phrase in _PHRASES.items() if is_only(kind, title)), of_length)


def _by_title(title: str, cell: str, language: str) -> tuple[Terms, bool] | None:
    """Return what a cell says by its title, and whether that is all; None for a title of another sort."""
    if is_of_length(title) and (lasts := _length_in(title, cell)):
        return Terms(lasts=lasts), True
    phrase = _phrase(title)
    if not phrase or not re.search(r"\w", cell) or is_only("nothing", cell) or is_only("all", cell):
        return None
    return _read(phrase.format(cell) if language == "en" else cell, language)


def is_of_length(title: str) -> bool:
    """Return whether a title, or a label, says that what it is about is how long meetings are."""
    return begins_with("length-title", title) is not None or is_only("minutes-title", title)


def _length_in(title: str, cell: str) -> timedelta | None:
    """Return the only length in a cell, or the number of minutes that it is; None for none."""
    if re.fullmatch(r"[1-9]\d{1,2}", cell):
        return timedelta(minutes=int(cell))
    lengths = find_lengths(cell) if begins_with("length-title", title) else []
    return lengths[0].lasts if len(lengths) == 1 else None


@lru_cache(maxsize=512)
def _read(text: str, language: str) -> tuple[Terms, bool]:
    """Return what a text says beside days and hours, and whether that is all it says."""
    clauses = read_sentence(text, _NEAR, language)
    terms = Terms()
    for clause in clauses:
        terms = terms.completed_by(clause.terms)
    return replace(terms, zone=None), not any(clause.parts or clause.unused for clause in clauses)


def with_titles(clause: Clause, passage: Passage, language: str) -> None:
    """Complete a clause by what the titles of its row's cells make of them. What is not read becomes a doubt."""
    for title, cell in zip(passage.titles, passage.cells, strict=False):
        if places := _places_in(title, cell, language):
            clause.terms = clause.terms.completed_by(Terms(places=places))
            continue
        if (said := _by_title(title, cell, language)) is None:
            continue
        terms = said[0]
        clause.terms = clause.terms.completed_by(terms)
        turn = "2 weeks" if clause.terms.first and re.match(r"[AB]\b", cell) else ""
        is_clear = is_of_length(title) or (terms.says_something and not turn)
        doubt = "" if is_clear else f"by “{title}: {cell}”"
        clause.terms = clause.terms.completed_by(Terms(interval=turn, interval_doubt=doubt))
    _with_months(clause, passage, language)
    label, value = passage.cells if len(passage.cells) == 2 else (passage.label, passage.said)
    if places := _places_in(label, value, language):
        clause.terms = replace(clause.terms, interval="", interval_doubt="", places=places)
        clause.parts, clause.unused = [], ()
    is_mute = not (clause.parts or clause.terms.says_something)
    if is_mute and (said := _by_title(passage.label.rstrip("?"), passage.said, language)):
        is_clear = said[0].says_something or is_of_length(passage.label)
        doubt = "" if is_clear else f"by “{passage.label}: {passage.said}”"
        clause.terms = replace(said[0], interval_doubt=said[0].interval_doubt or doubt)
    of_a_rule = any(part.days and part.hours for part in clause.parts)  # and no row of hosts by the month
    named = [*(zip(passage.titles, passage.cells, strict=False) if of_a_rule else ()), (passage.label, passage.said)]
    named += [(passage.cells[0], passage.cells[1])] if len(passage.cells) == 2 else []
    for title, cell in named:
        if not is_only("months-title", title) or not re.search(r"\w", cell) or is_only("all", cell):
            continue
        months = months_in(cell, language) or _sort_of_months(title, cell, language)
        doubt = "" if months else f"by “{title}: {cell}”"
        clause.terms = clause.terms.completed_by(Terms(months=months, interval_doubt=doubt))
        clause.unused = tuple(token for token in clause.unused if token.kind != "month")


def _places_in(title: str, cell: str, language: str) -> tuple[str, ...]:
    """Return the places in a month that a cell says and whose weekday is in another one: "monthly, 1st and 3rd"."""
    if is_only("place-title", title) and re.fullmatch(r"[1-5](?:\D+[1-5])*", cell):
        return tuple(PLACES[int(number) - 1] for number in re.findall(r"\d", cell))
    is_known = is_only("often-title", title) or is_only("place-title", title) or is_only("weeks-title", title)
    words = tokens(cell, _NEAR, language) if is_known else []
    skipped = ("at", "article", "only-on")
    words = [token for token in words if not any(is_only(kind, token.text, language) for kind in skipped)]
    said = {str(token.value) if token.kind == "interval" else token.kind for token in words}
    is_by_place = "ordinal" in said and said <= {"ordinal", "and", "mark", "of-month", "month", "every"}
    return tuple(token.value for token in words if token.kind == "ordinal") if is_by_place else ()


def _with_months(clause: Clause, passage: Passage, language: str) -> None:
    """Take the months for which a row has a mark, where they are titles of columns: "| Mar | Apr | May |"."""
    titles = enumerate(passage.titles[: len(passage.cells)])
    months = {n: month for n, title in titles if (month := month_in(title, language) or month_number(title))}
    marked = {
        n: cell
        for n in months
        if re.search(r"[^\s.\u2013\u2014-]", cell := passage.cells[n]) and not is_only("nothing", cell)
    }
    if len(months) < 3 or not any(part.days and part.hours for part in clause.parts):
        return
    if marked and len(marked) < len(months) and all(len(cell) < 4 and not cell.isdigit() for cell in marked.values()):
        clause.terms = clause.terms.completed_by(Terms(months=tuple(months[n] for n in marked)))
    elif len(marked) < len(months) or any(re.search(r"\d", cell) for cell in marked.values()):
        first, last = (passage.titles[n] for n in (min(months), max(months)))
        doubt = f"what stands below “{first}” to “{last}” is not understood"
        clause.terms = clause.terms.completed_by(Terms(interval_doubt=doubt))


def _sort_of_months(title: str, cell: str, language: str) -> tuple[int, ...]:
    """Return the odd or the even months, where a cell below "Months" says that: "odd", "even ones"."""
    words = (word for text in (f"{cell} {title}", f"{title} {cell}", cell) for word in tokens(text, _NEAR, language))
    return next((word.value for word in words if word.kind == "months"), ())


def months_in(cell: str, language: str) -> tuple[int, ...]:
    """Return the months in a cell, in figures or by name, with those between the ends of a range."""
    named = [token.value for token in tokens(cell, _NEAR, language) if token.kind == "month"]
    to = word_patterns(language)["to"].pattern
    months = named or [int(number) for number in re.findall(r"\d+", cell)]
    if len(months) == 2 and re.search(rf"\d\s?[-\u2013]\s?\d|\w\s?(?:[-\u2013]|{to})\s?\w", cell):
        months = [(months[0] + n - 1) % 12 + 1 for n in range((months[1] - months[0]) % 12 + 1)]
    return tuple(months) if all(1 <= month <= 12 for month in months) else ()
