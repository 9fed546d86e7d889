"""Tell the language of running text by its commonest words, or by its script, whether it is read or not."""

import re
from collections import Counter
from functools import cache

from ecgtool.wording.vocabulary import LANGUAGES, WITHOUT_SPACES, word_table

_FEWEST = 3
"""So many of the language's common words have to be there."""
_SHARE = 8
"""One in so many of the words has to be a common one."""
_SHORT = 40
"""A text with so few words is short. English has none of them then."""
_SURELY_CHINESE = 40
"""A Japanese text with more characters than that has kana among them."""
_SIMPLIFIED = frozenset("们这时间议书读员组开门问题应发现过还进单东车网页请让说语话务动运办联络协邮线从个两为习历")
"""Common characters that are written otherwise in Japanese."""


def language_of_prose(text: str, *, is_all: bool = False) -> str:
    """Return the tag of the language of ``text``, also of one that is not read; "" where it has few common words.

    So it is where two languages are as likely. Where the text ``is_all`` there is, and short, two words are enough.
    """
    letters = re.findall(r"[^\W\d_]", text)
    kana = sum("\u3040" <= letter <= "\u30ff" for letter in letters)
    asian = kana + sum("\u4e00" <= letter <= "\u9fff" for letter in letters)
    if asian * 2 > len(letters):
        is_chinese = asian > _SURELY_CHINESE or (not kana and len(_SIMPLIFIED & set(letters)) > 1)
        return "ja" if kana * 10 > asian else "zh" if is_chinese else ""
    words = re.findall(r"\w+", text.casefold())
    found = Counter({tag: sum(word in common for word in words) for tag, common in _common().items()})
    (best, count), (_, second) = found.most_common(2)
    if is_all and len(words) <= _SHORT and not found["en"] and best in LANGUAGES and count > max(second, 1):
        return best
    is_sure = count * _SHARE >= len(words) and len(_common()[best] & set(words)) >= _FEWEST
    return best if is_sure and count > second else ""


@cache
def common_words(language: str) -> frozenset[str]:
    """Return the commonest words of a language that is read."""
    return frozenset("|".join(word_table(f"pages/{language}").get("common", ())).split("|"))


@cache
def _common() -> dict[str, frozenset[str]]:
    read = {tag: common_words(tag) for tag in LANGUAGES if tag not in WITHOUT_SPACES}
    return read | {tag: frozenset(words.split()) for tag, words in word_table("unread")["common"].items()}
