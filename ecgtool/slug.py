"""Names made fit to be keys and names of objects: lower case letters, digits and hyphens alone."""

import re
import unicodedata


def slug(name: str) -> str:
    """``name`` as a key that needs no quotes: "edge-computing-group"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:40].strip("-") or "group"
