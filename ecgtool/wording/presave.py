"""What MediaWiki changes in a text as it saves it (https://www.mediawiki.org/wiki/Help:Pre-save_transform).

A text that comes back otherwise than it was sent would differ from what it should be at every run.
"""

import re
import unicodedata

_NOWIKI = re.compile(r"<nowiki>.*?</nowiki>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_CHANGED = re.compile(r"~{3,5}|\{\{\s*(?:safe)?subst\s*:|\[\[(?:[^\[\]|\n]+\||\|[^\[\]|\n]+)\]\]", re.IGNORECASE)


def composed(text: str) -> str:
    """Return ``text`` as MediaWiki stores it, in Unicode's form NFC: "e" with an accent is one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def replaced_on_saving(text: str) -> str:
    """Return the first signature, substitution or empty link label that saving replaces in wikitext; "" for none."""
    found = _CHANGED.search(_NOWIKI.sub(" ", text))
    return found[0] if found else ""
