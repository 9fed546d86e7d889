"""Compare spellings: the known word nearest to a mistyped one, and a name as a key; list words in a sentence."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from itertools import islice


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean "week"?`` for the known word nearest to ``word``; "" where none is near."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f'; did you mean "{by_lower[close[0]]}"?' if close else ""


def near_misses(typed: str, known: Iterable[str]) -> list[str]:
    """Return the ``known`` words nearest to ``typed``: those a letter or two apart, or else those that begin with it.

    Two letters in each other's place are one difference (Damerau's distance): "statsu" is "status".
    """
    word = typed.lower()
    longest = 1 if len(word) < 5 else 2 if len(word) < 9 else 3
    found = [(distance(word, one.lower()), one) for one in known if abs(len(one) - len(word)) <= longest]
    least = min((distance for distance, _ in found), default=longest + 1)
    if least <= longest:
        return [one for distance, one in found if distance == least]
    return [one for one in known if len(word) > 2 and one.lower().startswith(word)]


def distance(one: str, other: str) -> int:
    """Return how many letters two words differ by (Damerau's distance)."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        next_row = [i]
        for j, beside in enumerate(other, 1):
            cost = min(row[j] + 1, next_row[-1] + 1, row[j - 1] + (letter != beside))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], beside):
                cost = min(cost, before[j - 2] + 1)
            next_row.append(cost)
        before, row = row, next_row
    return row[-1]


def listed(words: Sequence[str]) -> str:
    """Return the words as a sentence lists them: "first, second and fourth"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def first_of(names: Collection[str], most: int) -> str:
    """Return at most so many of ``names``, and how many more there are: "a, b and 3 more"."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(islice(names, most)) + more


def slug(name: str) -> str:
    """Return ``name`` as a key without quotes: "Edge Computing Group" -> "edge-computing-group"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(words)[:40].strip("-") or "group"
