"""Describe ``ecg.toml`` as JSON Schema (draft 2020-12), for editors and checkers. Dates of TOML are strings there."""

from typing import Any
from zoneinfo import available_timezones

from ecgtool.config.keys import FILE
from ecgtool.config.patterns import any_case
from ecgtool.schedule.zone_data import is_zone_name
from ecgtool.wording.rules import EVERY_WORDS, ON_WORDS
from ecgtool.wording.templates import FIELDS, ZONED

_BETWEEN = r"[\s,&/+;.\u2013\u2014-]"


def json_schema() -> dict[str, Any]:
    """Return the schema of the whole file. Its zones are those of the IANA database in use."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ecg.toml",
        "description": "When a working group meets, how to join, what it talks about, and the page that says so.",
        **FILE.schema(),
        "$defs": {
            "zone": {"type": "string", "enum": sorted(filter(is_zone_name, available_timezones()))},
            "every": _matching(
                rf"^\s*(({any_case(EVERY_WORDS)}|[1-9]\d{{0,2}}|[bB][iI]|[sS][eE][mM][iI])([\s-]+|$))+$"
            ),
            "days": _matching(rf"^{_BETWEEN}*(({any_case(ON_WORDS)}|\d{{1,2}}(st|nd|rd|th)?)({_BETWEEN}+|$))+$"),
            "template": _matching(
                rf"^([^{{}}]|\{{\{{|\}}\}}|\{{({'|'.join(FIELDS)}|({'|'.join(ZONED)}):[^{{}}]+)\}})+$"
            ),
        },
    }


def _matching(pattern: str) -> dict[str, str]:
    return {"type": "string", "pattern": pattern}
