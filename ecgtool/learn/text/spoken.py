"""Tell which language a page is written in, by names of days and months and by common words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from ecgtool.learn.text.other_languages import UNNAMED, english_name, other_language
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.prose import common_words, language_of_prose
from ecgtool.wording import languages
from ecgtool.wording.grammar.tokens import tokens
from ecgtool.wording.grammar.weekday_words import find_weekdays
from ecgtool.wording.vocabulary import LANGUAGES, WITHOUT_SPACES, word_patterns, word_table

_WEIGHTS = {
    "weekday": 4, "weekdays": 4, "month": 2, "date": 2, "every": 1, "interval": 3, "of-month": 3, "meet": 1,
    "ordinal": 1,
    "start": 1, "next": 1, "number": 1, "clock": 0,
}  # fmt: skip
_OFTEN = frozenset({"of-month", "monthly", "weekly", "daily", "weekdays", "fortnightly"})
"""Kinds of words that tell how often, which differ from language to language."""
_SEPARATORS = {"de": ".", "fr": "/", "es": "/", "pt": "/", "it": "/", "nl": "-"}
"""What stands between the figures of a date (CLDR)."""
_IN_FIGURES = re.compile(r"[\d./\s-]+")
_MOST = 20_000
_PASSAGES, _PASSAGE = 200, 400
"""How many passages of a page are looked at, and how many characters of each."""
_SURE = 4
"""With so high a score in English, no other language is tried."""
_SHORT = 40
"""On a page with so few words, weekdays that are cut short tell its language, beside one of its common words."""
_PROSE = 12
"""So many words without common ones of English are in another language."""


def language_of(passages: Sequence[Passage], today: date) -> str:
    """Return the tag of the page's language if it is read, else its English name, or "another language".

    The language of most of its text counts twice, so that a name or an address of another one does not outweigh it.
    """
    text = " \n".join(passage.text for passage in passages)[:_MOST]
    words = re.findall(r"[^\W\d_]{2,}", text.casefold())
    scores = {"en": _score(passages, today, "en")}
    if scores["en"] >= _SURE and sum(word in _only_english() for word in words) * 20 > len(words):
        return "en"
    prose = language_of_prose(text)
    scores |= {
        language: _score(passages, today, language)
        for language in _likely(text)
        if language == prose or _has_names(text, language)
    }
    best = max(scores, key=lambda language: (scores[language] * (1 + (language == prose)), language == "en"))
    if prose and prose not in LANGUAGES:
        return "en" if scores["en"] >= _SURE else english_name(prose)
    if scores[best] >= (_SURE if scores["en"] else _SURE - 1) or (scores[best] and best == prose):
        return best
    in_english = sum(word in common_words("en") for word in words)
    prose = prose or language_of_prose(text, is_all=True)
    return prose or other_language(text) or (UNNAMED if len(words) >= max(_PROSE, 40 * in_english) else "en")


def also_spoken(passages: Sequence[Passage], today: date, besides: str) -> Iterator[str]:
    """Yield the other languages in which a page that is written in one says days and hours."""
    text = " \n".join(passage.text for passage in passages)[:_MOST]
    named = (one for one in _likely(text) if one != besides and _has_names(text, one))
    yield from (language for language in named if _score(passages, today, language) >= _SURE)


@cache
def _only_english() -> frozenset[str]:
    """Return the commonest words of English that no other language has."""
    return frozenset("|".join(word_table("pages/en")["only-english"]).split("|"))


def _likely(text: str) -> list[str]:
    """Return the languages whose script the text has. Japanese has kana, Chinese has none."""
    latin = [language for language in LANGUAGES if language not in WITHOUT_SPACES]
    if re.search(r"[\u3040-\u30ff]", text):
        return ["ja", *latin]
    return [*WITHOUT_SPACES, *latin] if re.search(r"[\u4e00-\u9fff]", text) else latin


def _has_names(text: str, language: str) -> bool:
    """Return whether the text has a name of a weekday or a month in that language, or says "of each month" in it."""
    spoken = languages.language(language)
    folded = languages.folded(text)
    if language == "pt" and re.search(r"\b[2-6]ª", text):  # "5ª feira" is a Thursday
        return True
    if (word := {"de": "Uhr", "nl": "uur"}.get(language)) and re.search(rf"\d\s{word}\b", text):
        return True
    often = [form for kind, form in word_patterns(language).items() if kind in _OFTEN]
    if any(form.search(text) for form in often):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    common = [word for word in words if word in common_words(language)]
    is_prose = len(set(common)) > 1 and len(common) * 5 >= len(words)
    if is_prose or (common and len(words) < _SHORT and len(list(find_weekdays(text, language))) > 1):
        return True  # "Di + Do, jeweils 20 h"
    names = [name for name in (*spoken.weekday_forms, *spoken.month_forms) if len(name) > 2 or name >= "\u2e80"]
    if language in WITHOUT_SPACES:
        return any(name in folded for name in names)
    long = tuple(languages.folded(name) for name in names if len(name) > 4)
    return any(word in names or word.startswith(long) for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", folded))


def _score(passages: Sequence[Passage], today: date, language: str) -> int:
    """Return how much of the page's days and hours is understood in the language.

    Dates in figures tell no language by themselves, and beside its words only where they have its separator.
    """
    texts = [passage.text[:_PASSAGE] for passage in passages[:_PASSAGES]]
    found = [token for text in texts for token in tokens(text, today, language)]
    worded = sum(
        _WEIGHTS.get(one.kind, 0) for one in found if one.kind != "date" or not _IN_FIGURES.fullmatch(one.text)
    )
    separator = _SEPARATORS.get(language, "/")
    figures = [one for one in found if one.kind == "date" and _IN_FIGURES.fullmatch(one.text)]
    fitting = sum(_WEIGHTS["date"] for one in figures if separator in one.text or one.text[:4].isdigit())
    return worded + fitting if worded else 0
