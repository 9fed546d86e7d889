"""Find the words by which a topic says that its meeting is cancelled, in English and in the group's language."""

import re
from functools import cache

_ENGLISH = r"(?<!\bnot )\bcancell?ed\b"
"""No table is read for English: many a run looks at topics and has no time for that."""


def says_cancelled(title: str, tag: str) -> bool:
    """Return whether a topic's title says that its meeting does not take place; ``tag`` is the group's language."""
    return words_for_cancelled(tag).search(title) is not None


def says_only_cancelled(title: str, tag: str) -> bool:
    """Return whether a title says that and nothing else: "Cancelled!", "entfällt"."""
    return re.fullmatch(rf"\W*(?:{words_for_cancelled(tag).pattern})\W*", title, re.IGNORECASE) is not None


@cache
def words_for_cancelled(tag: str) -> re.Pattern[str]:
    """Return the expression of these words, without regard to case, in the language ``tag`` and in English."""
    language, found = tag.partition("-")[0].lower(), _ENGLISH
    if language not in {"", "en"}:
        from ecgtool.wording.vocabulary import LANGUAGES, WITHOUT_SPACES, word_table

        if language in LANGUAGES:
            before, after = ("", "") if language in WITHOUT_SPACES else (r"(?<!\w)", r"(?!\w)")
            found = f"{found}|{before}(?:{'|'.join(word_table(language)['cancelled'])}){after}"
    return re.compile(found, re.IGNORECASE)
