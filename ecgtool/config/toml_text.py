"""The text that TOML has for a value."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any


def value_text(value: Any) -> str:
    """``value`` as TOML 1.1 writes it on one line: a time without seconds where it has none."""
    match value:
        case bool():
            text = str(value).lower()
        case dict():
            text = inline_table(value)
        case list() | tuple():
            text = f"[{', '.join(value_text(member) for member in value)}]"
        case datetime():
            text = value.isoformat(timespec="seconds" if value.second else "minutes")
        case str():
            text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case _:
            text = str(value)
    return text


def inline_table(values: Mapping[str, Any], *, padded: bool = True) -> str:
    """``values`` as an inline table."""
    pad = " " if padded else ""
    return "{" + pad + ", ".join(f"{key} = {value_text(value)}" for key, value in values.items()) + pad + "}"
