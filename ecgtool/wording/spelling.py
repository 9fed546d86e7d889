"""How names are spelt: the known word nearest to a mistyped one, and names made fit to be keys."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """``; did you mean "week"?`` for the known word nearest to ``word``, or nothing where none is near."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f'; did you mean "{by_lower[close[0]]}"?' if close else ""


def slug(name: str) -> str:
    """``name`` as a key that needs no quotes: "edge-computing-group"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:40].strip("-") or "group"
