"""Edits of whole lines, whether or not a newline ends the last one."""

from ecgtool.config.source import Source
from ecgtool.text_edit import Edit


def inserted_lines(source: Source, position: int, lines: str) -> Edit:
    """Put whole ``lines`` at the beginning of a line; after a last line that no newline ends, none ends them."""
    if position == len(source.text) and not source.text.endswith("\n"):
        return Edit(position, position, source.newline + lines.removesuffix(source.newline))
    return Edit(position, position, lines)


def removed_lines(source: Source, start: int, end: int) -> Edit:
    """Take away whole lines: from the beginning of one to the beginning of another, or to the end of the text."""
    if end == len(source.text) and not source.text.endswith("\n"):
        start -= len(source.newline) if start else 0
    return Edit(start, end, "")
