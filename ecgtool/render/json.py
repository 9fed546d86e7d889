"""JSON as every command prints it."""

from datetime import UTC, datetime
from typing import Any

from ecgtool.render.plain import HARMFUL


def as_json(value: dict[str, Any]) -> str:
    """Return ``value`` as indented JSON in UTF-8, with escapes for what is harmful to show (RFC 8259, section 7)."""
    import json

    text = json.dumps(value, indent=2, ensure_ascii=False)
    return HARMFUL.sub(lambda found: json.dumps(found[0])[1:-1], text)


def utc_text(moment: datetime) -> str:
    """An instant to the second in UTC, such as "2026-06-08T16:30:00Z" (RFC 3339)."""
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds').removesuffix('+00:00')}Z"
