"""Tests of ``ecgtool.wording.page_words``: each language's words around a rule are asked for, and are found."""

import re
from pathlib import Path

import pytest

from ecgtool.wording.page_words import begins_with, ends_with, find_words, is_only, page_words
from ecgtool.wording.vocabulary import LANGUAGES, word_table

PACKAGE = Path(__file__).parents[2] / "ecgtool"
SOURCE = "".join(one.read_text("utf-8") for room in ("learn", "wording") for one in (PACKAGE / room).rglob("*.py"))
ASKED = set(re.findall(r"['\"{]([a-z][a-z-]+)['\"}]", SOURCE))
"""What stands in quotation marks or braces in what reads pages, and may be a kind of word."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_is_asked_for_and_english_has_it(language: str) -> None:
    """A table has no words that nothing looks for, and a language none that English lacks."""
    kinds = word_table(f"pages/{language}").keys()
    assert kinds <= ASKED
    assert kinds <= word_table("pages/en").keys()


def test_what_is_asked_for_is_a_kind() -> None:
    """A name that no table has would find nothing, without a word."""
    asked = re.findall(r"(?:find_words|begins_with|ends_with|is_only|page_words)\(\s*['\"]([a-z-]+)", SOURCE)
    assert len(asked) > 50
    assert set(asked) <= word_table("pages/en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", word_table("pages/en"))
def test_no_kind_is_found_in_nothing(language: str, kind: str) -> None:
    """An expression that matches the empty text would find its words everywhere."""
    assert not re.search(page_words(kind, language), "")


def test_english_is_found_in_every_language() -> None:
    """A page in German may have a section "Next meeting"; a German word is none of an English page."""
    assert find_words("meetings-title", "Next", "de")
    assert find_words("meetings-title", "Die nächsten Termine", "de")
    assert not find_words("meetings-title", "Die nächsten Termine", "en")
    assert find_words("meetings-title", "Die nächsten Termine")


@pytest.mark.parametrize(("text", "language"), [("Der Tag", "de"), ("日程", "ja"), ("*Day:*", "en")])
def test_words_are_whole_and_may_have_signs_around_them(text: str, language: str) -> None:
    """Begin, end or all of a text: signs are no words; parts of a word are none where a language has spaces."""
    last = text.rsplit(maxsplit=1)[-1]
    assert is_only("small", last, language)
    assert begins_with("small", text, language)
    assert ends_with("small", text, language)
    assert not is_only("small", f"{text} x", language)
    assert not is_only("small", ":", language)
