"""Tell of what a sentence says how often it is: of the meetings of a rule, or of something else.

Each word becomes a letter: ``M`` names the meetings or says that they are held, ``P`` people, ``W`` something else,
and ``s`` nothing, or what the rule is called already.
"""

import re
from collections.abc import Iterable

from ecgtool.learn.text.found import Found, PlacedClause
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import find_words, is_only
from ecgtool.wording.vocabulary import COUNTS, WITHOUT_SPACES

_OFTEN = frozenset({"interval", "unsure interval", "vague"})
_OF_ITS_OWN = frozenset({"word", "moved", "bend", "private", "now", "turns"})
"""Kinds of words that have a meaning of their own beside when."""
_BEFORE = re.compile(r"s*(?:W*[MP])?[sP]*M[sMP]*|s*(?:W*|Ws)M[sMP]*")
"""The meetings before how often: "The EMEA group meets monthly", but not "Notes of the call are sent monthly"."""
_ALONE = re.compile(r"[sP]*")
_BEHIND = re.compile(r"[sP]*|s*W*(?:[sP]*)M.*")
"""Nothing else behind how often, or the meetings first: "Every two weeks the EMEA group meets"."""


def says_how_often(said: PlacedClause, found: Found | None, language: str) -> bool:
    """Return whether a clause that says how often something is says it of the meetings of a rule.

    So it is by its label, and where its words name the meetings or nothing beside how often.
    """
    words = [token for token in said.clause.tokens if token.kind != "mark"]
    place = next((n for n, token in enumerate(words) if token.kind in _OFTEN), None)
    if place is None or language in WITHOUT_SPACES or _is_labelled(said, found):
        return True
    known = _names(said, found)
    before, behind = (_letters(part, known, language) for part in (words[:place], words[place + 1 :]))
    return bool(_BEFORE.fullmatch(before) or (_ALONE.fullmatch(before) and _BEHIND.fullmatch(behind)))


def _is_labelled(said: PlacedClause, found: Found | None) -> bool:
    """Return whether a line or a row says by its label how often, or is one beside a labelled rule."""
    label = next(iter(said.passage.cells), said.passage.label)
    own = found.said[0].passage if found and found.said else None
    is_beside = own is not None and own.section == said.passage.section and find_words("field", own.label)
    return is_only("often-title", label) or bool(is_beside and label)


def _names(said: PlacedClause, found: Found | None) -> frozenset[str]:
    """Return the words by which a meeting is called: those of its rule, its title, and the title of a clause."""
    rule = found.said[0] if found and found.said else None
    texts = (said.passage.title, *((rule.text, rule.passage.label, rule.passage.title) if rule else ()))
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))


def _letters(words: Iterable[Token], known: frozenset[str], language: str) -> str:
    return "".join(_letter(word, known, language) for word in words)


def _letter(word: Token, known: frozenset[str], language: str) -> str:
    if word.kind == "meet":
        return "M"
    if word.kind not in _OF_ITS_OWN:
        return "s"
    kinds = {"P": ("people",), "s": ("small", "as-held", "unit"), "M": ("meets",)}
    is_one = (letter for letter, named in kinds.items() if any(is_only(kind, word.text, language) for kind in named))
    return next(is_one, "s" if word.text.lower() in known or word.text.lower() in COUNTS else "W")
