"""Other people's words made safe to show: they stay in their line and column, and change nothing of the terminal."""

import re

_CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+"


def plain(text: str) -> str:
    """``text`` on one line, without control characters and without marks that turn the direction of writing."""
    seen = text if text.isprintable() else re.sub(_CONTROLS, " ", text)
    return " ".join(seen.split())


def one_line(text: str) -> str:
    """``plain`` that keeps a space at either end, which parts it from what stands beside it."""
    start, end = text[:1] == " ", text[-1:] == " "
    return f"{' ' * start}{plain(text)}{' ' * end}" if text.strip() else " " * bool(text)
