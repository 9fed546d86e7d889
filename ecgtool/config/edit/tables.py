"""Edits of arrays of tables, each member under a header such as ``[[groups.ecg.schedule.skip]]``."""

import re

from ecgtool.config.edit.lines import inserted_lines, removed_lines
from ecgtool.config.faults import KeyPath
from ecgtool.config.source import Header, Source
from ecgtool.config.toml_text import value_text
from ecgtool.schedule.replan import Values
from ecgtool.text_edit import Edit

_COMMENTS_OF_ITS_OWN = re.compile(r"(?:[ \t]*#[^\n]*(?:\n|\Z))+(?=[ \t]*\r?\n|\Z)")
"""Comments right below a table that no header follows: what it does not say."""

_BLANK_LINES = re.compile(r"(?:^[ \t]*\r?\n)+\Z", re.MULTILINE)
_INDENTATION = re.compile(r"[ \t]*")


def add_table(source: Source, array: KeyPath, values: Values, after: int | None) -> list[Edit]:
    """One table more in the array of tables at ``array``, which may be a new one in a table with a header."""
    members = [place for place, header in enumerate(source.headers) if header.path[:-1] == array]
    inside = [place for place, header in enumerate(source.headers) if header.path[: len(array) - 1] == array[:-1]]
    model = members[-1 if after is None else after] if members else inside[-1]
    position = _block_end(source, model)
    parted = not source.text[position : source.line_end(position)].strip() and _parted(source, model)
    lines = _lines(source, _keys(source.headers[model], array), values, model)
    return [inserted_lines(source, position, (source.newline if parted else "") + lines)]


def remove_table(source: Source, place: int) -> list[Edit]:
    """Take away the table under the header at ``place``, and of the blank lines around it those above."""
    start, end = source.line_start(source.headers[place].start), _last_line_end(source, place)
    blank = _BLANK_LINES.search(source.text, 0, start)
    if blank and not source.text[end : source.line_end(end)].strip():
        start = blank.start()
    return [removed_lines(source, start, end)]


def add_keys(source: Source, place: int, values: Values) -> list[Edit]:
    """Further keys in the table under the header at ``place``."""
    indent = _key_indentation(source, place)
    lines = "".join(f"{indent}{key} = {value_text(value)}{source.newline}" for key, value in values.items())
    return [inserted_lines(source, _last_line_end(source, place), lines)] if lines else []


def _keys(model: Header, array: KeyPath) -> str:
    """The keys of the header of a member of ``array``, as ``model`` beside or above it writes them."""
    if len(model.path) == len(array) - 1:
        return f"{model.keys}.{array[-1]}"
    return f"{model.keys.rpartition('.')[0]}.{array[-1]}"


def _lines(source: Source, keys: str, values: Values, model: int) -> str:
    indent = _indentation(source, source.headers[model].start)
    inner = _key_indentation(source, model)
    lines = [f"{indent}[[{keys}]]", *(f"{inner}{key} = {value_text(value)}" for key, value in values.items())]
    return "".join(f"{line}{source.newline}" for line in lines)


def _last_line_end(source: Source, place: int) -> int:
    ends = (node.end for node in source.nodes if node.section == place)
    return source.line_end(max(ends, default=source.headers[place].end))


def _block_end(source: Source, place: int) -> int:
    end = _last_line_end(source, place)
    comments = _COMMENTS_OF_ITS_OWN.match(source.text, end)
    return comments.end() if comments else end


def _parted(source: Source, place: int) -> bool:
    """Whether a blank line, perhaps with comments below it, stands above a header."""
    start = source.line_start(source.headers[place].start)
    while start:
        line = source.text[source.line_start(start - 1) : start].strip()
        if not line.startswith("#"):
            return not line
        start = source.line_start(start - 1)
    return True


def _indentation(source: Source, position: int) -> str:
    match = _INDENTATION.match(source.text, source.line_start(position))
    return match.group() if match else ""


def _key_indentation(source: Source, place: int) -> str:
    keys = (node.key for node in source.nodes if node.section == place)
    return _indentation(source, min(keys, default=source.headers[place].start))
