"""Tell the language of running text by its commonest words, or by its script, whether it is read or not."""

import re
from collections import Counter
from functools import cache

from ecgtool.wording.vocabulary import LANGUAGES, WITHOUT_SPACES, word_table

_FEWEST = 3
"""So many of the language's common words have to be there."""
_SHARE = 8
"""One in so many of the words has to be a common one."""
_SURELY_CHINESE = 40
"""A Japanese text with more characters than that has kana among them."""


def language_of_prose(text: str) -> str:
    """Return the tag of the language of ``text``, also of one that is not read; "" where it has few common words.

    So it is where two languages are as likely.
    """
    letters = re.findall(r"[^\W\d_]", text)
    kana = sum("\u3040" <= letter <= "\u30ff" for letter in letters)
    asian = kana + sum("\u4e00" <= letter <= "\u9fff" for letter in letters)
    if asian * 2 > len(letters):
        return "ja" if kana * 10 > asian else "zh" if asian > _SURELY_CHINESE else ""
    words = re.findall(r"\w+", text.casefold())
    found = Counter({tag: sum(word in common for word in words) for tag, common in _common().items()})
    (best, count), (_, second) = found.most_common(2)
    is_sure = count > second and count * _SHARE >= len(words) and len(_common()[best] & set(words)) >= _FEWEST
    return best if is_sure else ""


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language that is read."""
    return frozenset("|".join(word_table(f"pages/{language}").get("common", ())).split("|"))


@cache
def _common() -> dict[str, frozenset[str]]:
    read = {tag: common_words(tag) for tag in LANGUAGES if tag not in WITHOUT_SPACES}
    return read | {tag: frozenset(words.split()) for tag, words in word_table("unread")["common"].items()}
