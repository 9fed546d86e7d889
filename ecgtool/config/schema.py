"""``ecg.toml`` as JSON Schema (draft 2020-12), for editors and checkers; TOML's dates are strings there."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from ecgtool.config.keys import FILE
from ecgtool.wording.rules import EVERY_UNITS, ON_WORDS
from ecgtool.wording.templates import FIELDS, ZONED


def json_schema() -> dict[str, Any]:
    """The schema of the whole file; the zones are those that the IANA database has here."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ecg.toml",
        "description": "When a working group meets, how to join, what it talks about, and the page that says so.",
        **FILE.schema(),
        "$defs": {
            "zone": {"type": "string", "enum": sorted(available_timezones())},
            "every": _matching(rf"^\s*([1-9]\d{{0,2}}\s+)?{_any_case(EVERY_UNITS)}[sS]?\s*$"),
            "days": _matching(rf"^[\s,&]*({_any_case({*ON_WORDS, 'and'})}([\s,&]+|$))+$"),
            "template": _matching(
                rf"^([^{{}}]|\{{\{{|\}}\}}|\{{({'|'.join(FIELDS)}|({'|'.join(ZONED)}):[^{{}}]+)\}})+$"
            ),
        },
    }


def _matching(pattern: str) -> dict[str, str]:
    return {"type": "string", "pattern": pattern}


def _any_case(words: Iterable[str]) -> str:
    letters = ("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in sorted(words))
    return f"({'|'.join(letters)})"
