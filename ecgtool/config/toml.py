"""TOML, read so that a date which there is not is a fault of its key and not of the whole file."""

import re
from typing import Any

import tomli

_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_DATE_LIKE = rf"\d{{4}}-\d{{2}}-\d{{2}}(?:[Tt ]{_CLOCK}(?:[Zz]|[+-]\d{{2}}:\d{{2}})?)?|{_CLOCK}"


def parse(text: str) -> dict[str, Any]:
    """The tables that ``text`` holds; a date or clock time that is impossible comes as a string.

    Raises:
        tomli.TOMLDecodeError: it is not TOML 1.1; the error tells line and column.
    """
    while True:
        try:
            return tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            quoted = _quote_impossible(text, error.pos)
            if quoted is None:
                raise
            text = quoted


def _quote_impossible(text: str, position: int) -> str | None:
    """``text`` with quotes around what looks like a date at ``position``, where the reader stopped."""
    line_start = text.rfind("\n", 0, position) + 1
    for match in re.compile(_DATE_LIKE).finditer(text, line_start):
        if match.start() > position:
            return None
        if position <= match.end() and text[match.start() - 1] != '"':
            return f'{text[: match.start()]}"{match.group()}"{text[match.end() :]}'
    return None
