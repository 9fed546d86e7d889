"""Find the word of a rule that a misspelt one stands for: "monly" for "monthly", "Wedensdays" for "Wednesdays"."""

from collections.abc import Iterable, Sequence
from functools import cache

from ecgtool.wording import languages
from ecgtool.wording.reading import MONTHS, WEEKDAYS
from ecgtool.wording.spelling import distance, near_misses
from ecgtool.wording.vocabulary import WITHOUT_SPACES, word_table

_SHORTEST = 5
"""How many letters a word has at least that is compared. Too many short ones are a letter apart from others."""
_SHORTEST_NAME = 6
"""How many a name of a day or month has."""


@cache
def meant_by(word: str, language: str, *, is_before_days: bool = False) -> str:
    """Return the known word that ``word`` is a misspelling of; "" where there is none, or more than one.

    A misspelling has the same first letter, and is one letter off, or leaves two out. The short words that stand
    right before a day, such as "every", are only looked for there.
    """
    spellings = word_table(language).get("spellings", {})
    plain = languages.folded(word).replace("-", "")
    if language in WITHOUT_SPACES or plain in spellings.get("real", ()):
        return ""
    known = _known(language) if len(plain) >= _SHORTEST else ()
    short: Sequence[str] = spellings.get("before-days", ()) if is_before_days and len(plain) > 2 else ()
    found = list(_near(plain, (*known, *short)))
    return (
        found[0] if len(set(found)) == 1 and plain not in {languages.folded(one) for one in (*known, *short)} else ""
    )


@cache
def _known(language: str) -> tuple[str, ...]:
    spoken = languages.language(language)
    names = [*WEEKDAYS, *MONTHS] if language == "en" else [*spoken.weekdays, *spoken.months]
    names = [one for one in names if len(one) >= _SHORTEST_NAME]
    return (*word_table(language).get("spellings", {}).get("anywhere", ()), *names, *(f"{one}s" for one in names))


def _near(word: str, known: Iterable[str]) -> Iterable[str]:
    """Yield the nearest of the known words that ``word`` may be a misspelling of."""
    alike = {languages.folded(one): one for one in known if languages.folded(one)[0] == word[0]}
    for one in near_misses(word, alike):
        letters = iter(one)
        leaves_out = one[-2:] == word[-2:] and all(letter in letters for letter in word)
        if distance(word, one) == 1 or leaves_out:
            yield alike[one]
