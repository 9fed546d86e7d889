"""JSON as every command prints it."""

from typing import Any


def as_json(value: dict[str, Any]) -> str:
    """``value`` as indented JSON in UTF-8."""
    import json

    return json.dumps(value, indent=2, ensure_ascii=False)
