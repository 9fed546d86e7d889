"""JSON as every command prints it."""

import re
from datetime import UTC, datetime
from typing import Any

_UNSEEN = r"[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"


def as_json(value: dict[str, Any]) -> str:
    """``value`` as indented JSON in UTF-8, with escapes for what a terminal would obey (RFC 8259, section 7)."""
    import json

    text = json.dumps(value, indent=2, ensure_ascii=False)
    return re.sub(_UNSEEN, lambda match: f"\\u{ord(match[0]):04x}", text)


def utc_text(moment: datetime) -> str:
    """An instant to the second in UTC, such as "2026-06-08T16:30:00Z" (RFC 3339)."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
