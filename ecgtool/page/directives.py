"""Find the fences of a Markdown page that hold a part of its text, and no code: directives of MyST, such as a card.

See https://mystmd.org/guide/directives. Any other program shows them as code, but who writes ``{card}`` has MyST.
A fence of colons (``::: note``) is around text in every dialect that has it.
"""

import re
from collections.abc import Iterator

from ecgtool.page.model import Span

_PROSE = (
    "admonition|attention|caution|danger|error|hint|important|note|seealso|tip|warning|card|card-body|dropdown|details|"
    "grid|grid-item|grid-item-card|tab-set|tab-item|div|aside|margin|sidebar|topic|container|panels|epigraph|only"
)
"""The directives whose text is the page's own."""
_LINE = re.compile(
    r"^ {0,3}(?:(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>[^`\n]*)|(?:\^{3,}|\+{3,})[ \t]*)(?:\n|\Z)", re.MULTILINE
)
"""A line that may begin or end a fence, or one between the parts of a card."""
_NAME = re.compile(rf"\{{(?:{_PROSE})\}}")
_OPTIONS = re.compile(r"(?:[ \t]*:[\w-]+:[^\n]*\n)*")


def directive_lines(text: str) -> dict[int, int]:
    """Return where the lines begin that are marks of directives with text, and where each ends with its options."""
    return {start: end for lines in _directives(text) for start, end in lines.items()}


def directive_spans(text: str) -> list[Span]:
    """Return where the directives with text are, with their marks."""
    return [(min(lines), max(lines.values())) for lines in _directives(text)]


def _directives(text: str) -> Iterator[dict[int, int]]:
    """Yield the lines of each directive. Within code there is none, and a fence that nothing ends is none."""
    if "{" not in text and ":::" not in text:
        return
    open_fences: list[tuple[str, dict[int, int] | None]] = []  # with the lines of a directive, or None for code
    for line in _LINE.finditer(text):
        fence, info = line["fence"], line["info"]
        marks, own = open_fences[-1] if open_fences else ("", None)
        is_end = bool(fence and marks and not info and fence.startswith(marks))
        if own is not None and (not fence or is_end):
            own[line.start()] = line.end()
        elif fence and (own is not None or not marks):
            options = _OPTIONS.match(text, line.end())
            is_text = _NAME.match(info) or (fence[0] == ":" and info)
            open_fences.append((fence, {line.start(): (options or line).end()} if is_text else None))
        if is_end:
            open_fences.pop()
            if own:
                yield own
