"""Find words that stand around a rule on a page, by their kind: titles, labels, what a sentence is about.

They are in the folder ``words/pages``, a file for each language, which only learning from a page loads. English ones
are found on a page in any language. Where no language is given, those of all are.
"""

import re
from functools import cache

from ecgtool.wording.vocabulary import LANGUAGES, WITHOUT_SPACES, word_table


def find_words(kind: str, text: str, language: str = "") -> re.Match[str] | None:
    """Return the first words of a kind anywhere in ``text``, or None."""
    return _form(kind, language, "{}").search(text)


def begins_with(kind: str, text: str, language: str = "") -> re.Match[str] | None:
    """Return the words of a kind at the beginning of ``text``, behind signs such as "*", or None."""
    return _form(kind, language, r"\W*{}").match(text)


def ends_with(kind: str, text: str, language: str = "") -> bool:
    """Return whether ``text`` ends with words of a kind, before signs such as a colon."""
    return bool(_form(kind, language, r"{}\W*$").search(text))


def is_only(kind: str, text: str, language: str = "") -> bool:
    """Return whether ``text`` is words of a kind, and signs around them. Signs alone are not."""
    return bool(_form(kind, language, r"\W*{}\W*").fullmatch(text))


@cache
def page_words(kind: str, language: str = "") -> str:
    """Return the expression of the words of a kind. They are whole words, where a language has spaces."""
    known = LANGUAGES if not language else dict.fromkeys((language, "en"))
    forms = {tag: "|".join(word_table(f"pages/{tag}").get(kind, ())) for tag in known}
    apart = "|".join(form for tag, form in forms.items() if form and tag not in WITHOUT_SPACES)
    joined = "|".join(form for tag, form in forms.items() if form and tag in WITHOUT_SPACES)
    found = [rf"(?<!\w)(?:{apart})(?!\w)"] if apart else []
    return f"(?:{'|'.join([*found, *([f'(?:{joined})+'] if joined else [])]) or '(?!)'})"


@cache
def _form(kind: str, language: str, place: str) -> re.Pattern[str]:
    return re.compile(place.format(page_words(kind, language)), re.IGNORECASE)
