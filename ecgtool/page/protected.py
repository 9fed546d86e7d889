"""What of a wikitext page is not laid out as it stands: comments, extension tags, templates and their arguments.

This follows MediaWiki's preprocessor (Preprocessor_Hash::preprocessToObj), as far as it decides what is text: an
extension tag or a template without an end is text, a comment without one runs to the end of the page. Every step
leads forward, and what was sought in vain is not sought again, so that no page takes more than linear time.
"""

import re
from functools import cache

from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Piece, filled

_TAGS = (
    "nowiki|pre|source|syntaxhighlight|math|chem|ce|score|templatedata|templatestyles|gallery|ref|references|poem|"
    "timeline|hiero|graph|mapframe|maplink|imagemap|inputbox|categorytree|charinsert|indicator|html|includeonly"
)
_SWITCHES = (
    "NOTOC|FORCETOC|NOEDITSECTION|NEWSECTIONLINK|NONEWSECTIONLINK|NOGALLERY|HIDDENCAT|EXPECTUNUSEDCATEGORY|"
    "INDEX|NOINDEX|STATICREDIRECT|NOTITLECONVERT|NOTC|NOCONTENTCONVERT|NOCC"
)
_TOKEN = re.compile(  # flags on the whole, or a group at the start of a branch, would cost the quick search for it
    rf"<(?:(?P<comment>!--)|(?:(?P<tag>(?i:{_TAGS}))|(?P<ignored>(?i:/?noinclude|/?onlyinclude|/includeonly)))(?=[\s>]|/>))"
    rf"|\{{\{{+|\[\[+|\}}\}}+|\]\]+|__(?:{_SWITCHES})__"
)
_MOST = {"{": 3, "[": 2}
_PAIR = {"}": "{", "]": "["}


def mask(text: str) -> str:
    """``text``, as long as it is, with fillers for what is protected, and LF for every line break outside of that."""
    return filled(text, _Scanner(text).pieces())


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Piece] = []
        self._open: list[tuple[str, int, int]] = []  # bracket, position and number of those not yet closed
        self._never_closed: set[str] = set()

    def pieces(self) -> list[Piece]:
        position = 0
        while token := _TOKEN.search(self._text, position):
            position = self._take(token)
        return self._found

    def _take(self, token: re.Match[str]) -> int:
        """Take the token into account; the answer is where to go on."""
        start, end = token.span()
        match self._text[start]:
            case "{" | "[":
                self._open.append((self._text[start], start, end - start))
            case "}" | "]":
                self._close(start, end)
            case "_":
                self._found.append((start, end, HIDDEN))
            case _:
                return self._angle(token)
        return end

    def _angle(self, token: re.Match[str]) -> int:
        start, end = token.span()
        if token["comment"]:
            closing = self._text.find("-->", end)
            return self._hide(start, closing + 3 if closing >= 0 else len(self._text))
        if token["ignored"]:
            after = self._find(">", end) + 1
            return self._hide(start, after) if after else end
        return self._tag(start, end, token["tag"].lower())

    def _hide(self, start: int, end: int) -> int:
        self._found.append((start, end, HIDDEN))
        return end

    def _close(self, position: int, end: int) -> None:
        """Match closing brackets with the innermost open ones: three make an argument, two a template or a link."""
        bracket = _PAIR[self._text[position]]
        while end - position >= 2 and self._open and self._open[-1][0] == bracket:
            _, start, count = self._open.pop()
            used = min(count, end - position, _MOST[bracket])
            position += used
            if bracket == "{":
                self._cover(start + count - used, position)
            if count - used >= 2:
                self._open.append((bracket, start, count - used))

    def _cover(self, start: int, end: int) -> None:
        while self._found and self._found[-1][0] >= start:
            self._found.pop()
        self._found.append((start, end, OPAQUE))

    def _tag(self, start: int, end: int, name: str) -> int:
        inner = self._find(">", end) + 1
        if not inner:
            return end
        if self._text[inner - 2] == "/":
            self._found.append((start, inner, OPAQUE))
            return inner
        closing = self._closing(name, inner)
        if closing:
            self._found += _element(start, inner, *closing.span(), name)
            return closing.end()
        if name == "includeonly":
            return self._hide(start, len(self._text))
        return inner

    def _find(self, what: str, position: int) -> int:
        found = -1 if what in self._never_closed else self._text.find(what, position)
        if found < 0:
            self._never_closed.add(what)
        return found

    def _closing(self, name: str, position: int) -> re.Match[str] | None:
        if name in self._never_closed:
            return None
        found = _closing_tag(name).search(self._text, position)
        if not found:
            self._never_closed.add(name)
        return found


@cache
def _closing_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def _element(start: int, inner: int, inner_end: int, end: int, name: str) -> list[Piece]:
    if name != "nowiki":
        return [(start, end, HIDDEN if name == "includeonly" else OPAQUE)]
    return [(start, inner, OPAQUE), (inner, inner_end, VERBATIM), (inner_end, end, OPAQUE)]
