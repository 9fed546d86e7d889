"""How texts are spelt: the word nearest to a mistyped one, a name as a key, a text as MediaWiki stores it."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "week"?`` for the known word nearest to ``word``; "" where none is near."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f'; did you mean "{by_lower[close[0]]}"?' if close else ""


def slug(name: str) -> str:
    """Return ``name`` as a key that needs no quotes: "edge-computing-group"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:40].strip("-") or "group"


_NOWIKI = re.compile(r"<nowiki>.*?</nowiki>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_CHANGED = re.compile(r"~{3,5}|\{\{\s*(?:safe)?subst\s*:|\[\[(?:[^\[\]|\n]+\||\|[^\[\]|\n]+)\]\]", re.IGNORECASE)


def composed(text: str) -> str:
    """Return ``text`` as MediaWiki stores it, in Unicode's form NFC: "e" with an accent is one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def replaced_on_saving(text: str) -> str:
    """Return the first signature, substitution or empty link label that saving replaces in wikitext; "" for none."""
    found = _CHANGED.search(_NOWIKI.sub(" ", text))
    return found[0] if found else ""
