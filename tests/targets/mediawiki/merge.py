"""Three versions of a text made one, as MediaWiki does it with diff3."""

from difflib import SequenceMatcher


def merge(base: str, ours: str, theirs: str) -> str | None:
    """Both changes in one text, as diff3 would; None where they meet."""
    lines = base.splitlines()
    changes = sorted((*_changes(lines, ours.splitlines()), *_changes(lines, theirs.splitlines())))
    merged: list[str] = []
    done = 0
    for start, end, new in dict.fromkeys(changes):
        if start < done or (start == done and done):
            return None
        merged += (*lines[done:start], *new)
        done = end
    return "\n".join((*merged, *lines[done:]))


def _changes(old: list[str], new: list[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(i, j, tuple(new[k:m])) for kind, i, j, k, m in codes if kind != "equal"]
