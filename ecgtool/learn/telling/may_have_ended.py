"""Find where a page may say that its group meets no more, in words that no list of endings has.

It makes the rule a guess, and no more: a sentence on the group with an end or a past year, a state that is not known
as one of a group that meets, or a box with one of them.
"""

import re
from collections.abc import Iterator

from ecgtool.learn.page_reading import PageReading
from ecgtool.learn.text.clauses import sentences
from ecgtool.learn.text.passages import Passage
from ecgtool.wording.grammar.tokens import tokens
from ecgtool.wording.page_words import begins_with, find_words, is_only, page_words

_RULE = frozenset({"weekday", "weekdays", "ordinal", "every", "other", "clock", "zone", "interval", "of-month"})
"""Kinds of words of a sentence that says when the group meets."""
_BOX = re.compile(r"\{\{[^{}|]*\|(?P<given>[^{}]*)\}\}")
_YEAR = r"\b(?:19|20)\d\d\b"
_WORDS = 100


def may_have_ended(reading: PageReading) -> Iterator[str]:
    """Yield what may say so in the page's head, beside a rule or above it, in words for the report."""
    rules = [said.passage for one in reading.survey.meetings for said in one.said]
    sections = {passage.section for passage in rules}
    second = reading.page.headings[1].line_start if len(reading.page.headings) > 1 else len(reading.page.text)
    above = max(second, *(passage.start for passage in rules), 0)
    for passage in reading.passages:
        if (passage.start < above or passage.section in sections) and not (passage.is_heading or passage.is_past):
            said = [passage.text] if _is_unknown_state(passage, reading.language) else _sentences(passage, reading)
            yield from (f"line {reading.number(passage)}: “{text.strip()[:_WORDS]}”" for text in said)
    for match in _BOX.finditer(reading.page.text[:second]):
        if any(_may_say_so(words, reading) for words in re.split(r"[|=]|\.\s", match["given"])):
            yield f"line {reading.page.line_number(match.start())}: “{match[0][:_WORDS]}”"


def _sentences(passage: Passage, reading: PageReading) -> list[str]:
    """Return the sentences of a passage that may say so; a table has none."""
    said = (passage.text[start:end] for start, end in sentences(passage, reading.language))
    return [] if passage.cells else [text for text in said if _may_say_so(text, reading)]


def _is_unknown_state(passage: Passage, language: str) -> bool:
    """Return whether a line or a row names the state of the group, and it is none in which a group meets."""
    name, value = passage.cells if len(passage.cells) == 2 else (passage.label, passage.said)
    return bool(value) and is_only("status-label", name, language) and not begins_with("meets-on", value, language)


def _may_say_so(text: str, reading: PageReading) -> bool:
    """Return whether a sentence is about the group, has an end or a past year, and says nothing of when it meets."""
    today, language = reading.source.today, reading.language
    subject = find_words("of-a-group", text, language)
    if subject is None or find_words("earlier-one", text, language):
        return False
    words = tokens(text, today, language)
    if any(one.kind in _RULE or (one.kind == "date" and one.value.day >= today) for one in words):
        return False
    behind = rf"(?=\W*$|[^\w\s]|\s\d|\s{page_words('behind-end', language)})"
    years = [int(year) for year in re.findall(_YEAR + behind, text, re.IGNORECASE)]
    is_old = bool(years) and max(years) < today.year and not find_words("beginning", text, language)
    said = text[subject.start() :]
    return is_old or re.search(page_words("perhaps-over", language) + behind, said, re.IGNORECASE) is not None
