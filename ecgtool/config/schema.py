"""``ecg.toml`` as JSON Schema (draft 2020-12), for editors and checkers; TOML's dates are strings there."""

from typing import Any
from zoneinfo import available_timezones

from ecgtool.config.keys import FILE


def json_schema() -> dict[str, Any]:
    """The schema of the whole file; the zones are those that the IANA database has here."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ecg.toml",
        "description": "When a working group meets, how to join, what it talks about, and the page that says so.",
        **FILE.schema(),
        "$defs": {"zone": {"type": "string", "enum": sorted(available_timezones())}},
    }
