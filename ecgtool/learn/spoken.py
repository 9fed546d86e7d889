"""Tell which language a page is written in, by names of days and months and by common words."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from ecgtool.learn.other_languages import UNNAMED, other_language
from ecgtool.learn.passages import Passage
from ecgtool.wording import languages
from ecgtool.wording.tokens import tokens
from ecgtool.wording.vocabulary import LANGUAGES, word_patterns, word_table

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


def language_of(passages: Sequence[Passage], today: date) -> str:
    """Return the tag of the page's language if it is read, else its English name, or "another language"."""
    text = " \n".join(passage.text for passage in passages)[:_MOST]
    scores = {"en": _score(passages, today, "en")}
    if scores["en"] >= _SURE and _in_english(text, "only-english") * 20 > len(text.split()):
        return "en"
    scores |= {
        language: _score(passages, today, language) for language in _likely(text) if _has_names(text, language)
    }
    best = max(scores, key=lambda language: (scores[language], language == "en"))
    is_sure = scores[best] >= (_SURE if scores["en"] else _SURE - 1)
    if is_sure or (best == "en" and scores[best] > 0 and _in_english(text)):
        return best
    words = re.findall(r"[^\W\d_]{2,}", text)
    is_english = _in_english(text) * 10 > len(words) > 11  # with a line in another language
    if not is_english and (other := other_language(text)):
        return other
    return UNNAMED if len(words) >= 12 and _in_english(text) * 40 < len(words) else "en"


def _in_english(text: str, kind: str = "common") -> int:
    """Return how many of the words are common ones in English; with "only-english", in no other language."""
    return sum(word in _common("en", kind) for word in re.findall(r"\w+", text.casefold()))


@cache
def _common(language: str, kind: str = "common") -> frozenset[str]:
    return frozenset("|".join(word_table(f"pages/{language}").get(kind, ())).split("|"))


def _likely(text: str) -> list[str]:
    """Return the languages whose script the text has. Japanese has kana, Chinese has none."""
    if re.search(r"[\u3040-\u30ff]", text):
        return ["ja", "en"]
    if re.search(r"[\u4e00-\u9fff]", text):
        return ["zh", "ja", "en"]
    return [language for language in LANGUAGES if language not in {"ja", "zh"}]


def _has_names(text: str, language: str) -> bool:
    """Return whether the text has a name of a weekday or a month in that language, or says "of each month" in it."""
    spoken = languages.language(language)
    folded = languages.folded(text)
    if language == "pt" and re.search(r"\b[2-6]ª", text):  # "5ª feira" is a Thursday
        return True
    if language == "de" and re.search(r"\d\sUhr\b", text):
        return True
    often = [form for kind, form in word_patterns(language).items() if kind in _OFTEN]
    if any(form.search(text) for form in often):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    common = [word for word in words if word in _common(language)]
    if len(set(common)) > 1 and len(common) * 5 >= len(words):
        return True
    names = [name for name in (*spoken.weekday_forms, *spoken.month_forms) if len(name) > 2 or name >= "\u2e80"]
    if language in {"ja", "zh"}:
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
