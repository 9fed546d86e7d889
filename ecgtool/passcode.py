"""Pass codes: finding them in links, numbers and notes, and leaving them out, in one way for every command."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from ecgtool.group import Call

HIDDEN = "..."
_NAMES = "key|pass(?:code|wd|word)?|pin|pwd?|secret|token"
_PARAMETER = re.compile(rf"(?<=[?&;#])(?P<name>{_NAMES})=(?P<code>[^&;#\s\"]*)", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://)[^/?#\s\":@]*:(?P<code>[^/?#\s\"]*)@")
_DIALLED = re.compile(r"(?<=\*)\d{3,}(?=#)")
_SHORTEST = 3
"""Characters: a shorter code is not searched for in a text, as too many texts hold it by chance."""


def call_without(call: Call) -> Call:
    """Return ``call`` without its pass code, wherever it stands; its links and numbers can still be used."""
    return call._replace(
        join=link_without(call.join),
        note=text_without(call.note, call),
        meeting_id=text_without(call.meeting_id, call),
        passcode="",
        one_tap=tuple(
            tap._replace(dial=_dial_without(tap.dial), label=text_without(tap.label, call)) for tap in call.one_tap
        ),
        dial_in=tuple(
            one._replace(number=text_without(one.number, call), label=text_without(one.label, call))
            for one in call.dial_in
        ),
        find_number=link_without(call.find_number),
    )


def text_without(text: str, call: Call) -> str:
    """Return ``text`` without the codes of ``call`` or of any link or number: "?pwd=abc" -> "?pwd=..."."""
    if not text:
        return ""
    text = _PARAMETER.sub(rf"\g<name>={HIDDEN}", _LOGIN.sub(f"{HIDDEN}@", text))
    text = _DIALLED.sub(HIDDEN, text)
    return re.sub(found, HIDDEN, text) if (found := _known_in(text, call)) else text


def shows_code(text: str, call: Call) -> bool:
    """Return whether a pass code of ``call`` stands in ``text``, in a link or as a word of its own."""
    found = _known_in(text, call)
    return bool(found) and re.search(found, text) is not None


def _known_in(text: str, call: Call) -> str:
    """Return the regular expression for those pass codes of ``call`` that ``text`` holds; "" where it holds none.

    Most texts hold none, so no expression is compiled for them: with a thousand groups that takes seconds.
    """
    codes = sorted((code for code in _codes(call) if code in text), key=len, reverse=True)
    return rf"(?<![^\W_])(?:{'|'.join(map(re.escape, codes))})(?![^\W_])" if codes else ""


def code_in_link(link: str) -> str:
    """Return the name of the parameter of ``link`` that holds a pass code, such as "pwd"; "" where it has none."""
    return next((found["name"] for found in _PARAMETER.finditer(link) if found["code"]), "")


def link_without(link: str) -> str:
    """Return ``link`` without the parameters that hold a pass code, and without name and password before its host."""
    rest, found = _PARAMETER.subn("", _LOGIN.sub("", link))
    return re.sub(r"(?<=[?&;#])[?&;]+|[?&;#]+(?=#|$)", "", rest) if found else rest


def _dial_without(dial: str) -> str:
    """Return a one-tap number up to its meeting id: the pass code follows the first number sign."""
    head, mark, _ = dial.partition("#")
    return head + mark


@lru_cache(maxsize=16)  # many texts are searched for the codes of one call
def _codes(call: Call) -> frozenset[str]:
    """Return the pass codes of ``call``, encoded as in links and decoded, without those that are too short."""
    return frozenset(code for code in _all_codes(call) if len(code) >= _SHORTEST)


def _all_codes(call: Call) -> Iterator[str]:
    yield call.passcode
    for link in (call.join, call.find_number):
        for found in (*_PARAMETER.finditer(link), *_LOGIN.finditer(link)):
            yield from (found["code"], unquote(found["code"]))
    for tap in call.one_tap:
        yield from re.findall(r"\d+", tap.dial.partition("#")[2])
