"""Make the reference page of ``ecg.toml`` from the table of keys: ``python -m docs.configuration_reference``."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from ecgtool.config.keys import FILE
from ecgtool.config.kinds import Forbidden, Key, Kind, ListOf, Named, OneOf, Table
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.wording.templates import FIELDS, ZONED, Subject, parse_template

_INTRODUCTION = """\
# The configuration: `ecg.toml`

<!-- Made by `make docs` from the table of keys; change ecgtool/config/keys.py instead. -->

The file is looked for in this order: `--config FILE`, `$ECG_CONFIG`, `ecg.toml` in the working folder or a parent of
it, `$XDG_CONFIG_HOME/ecg/ecg.toml`. It is TOML 1.1 in UTF-8. `ecg config check` tells all its faults, and what
in it is hardly meant; `ecg config show` tells what is in force and where each value comes from; `ecg config schema`
prints a JSON Schema for editors. Dates and clock times are local to the group's `timezone`.
"""
_TEMPLATES = """\
## Templates

`heading`, `schedule_line` and `summary` are fixed text with these fields in braces; doubled braces are braces.

| field | such as |
| --- | --- |
"""
_TOGETHER = {
    "skip": "Either `date`, or `from` and `to`. A single date must be one that the rule has.",
    "schedule": "Either `every`, with `on` where the day does not follow from `start`, or `rrule`.",
    "wiki": "Either `api` and `page`, or `file`.",
}


def reference() -> str:
    """Return the page in Markdown: a table of keys for each table of the file, and the fields of templates."""
    tables = "\n".join(_sections(FILE, ()))
    return f"{_INTRODUCTION}\n{tables}\n{_TEMPLATES}{_fields()}"


def _sections(table: Table, path: tuple[str, ...]) -> Iterator[str]:
    yield f"## {_title(path)}\n"
    if path and path[-1].strip("[]") in _TOGETHER:
        yield f"{_TOGETHER[path[-1].strip('[]')]}\n"
    yield "| key | what it is | expected | where it is left out |\n| --- | --- | --- | --- |"
    for name, key in table.keys.items():
        yield f"| `{name}` | {_cell(key.help)} | {_cell(_expected(key.kind))} | {_cell(_left_out(key))} |"
    yield ""
    for name, key in table.keys.items():
        for inner, step in _inner(key.kind, name):
            yield from _sections(inner, (*path, *step))


def _title(path: tuple[str, ...]) -> str:
    if not path:
        return "The whole file"
    keys = ".".join(step.strip("[]") for step in path)
    return f"`[[{keys}]]`" if path[-1].startswith("[") else f"`[{keys}]`"


def _inner(kind: Kind, name: str) -> Iterator[tuple[Table, tuple[str, ...]]]:
    """Yield the tables inside a value, each with the steps of its path. A step in brackets is an array's."""
    match kind:
        case Table():
            yield kind, (name,)
        case Named(member=Table() as member):
            yield member, (name, "NAME")
        case ListOf(member=Table() as member):
            yield member, (f"[{name}]",)
        case ListOf(member=OneOf(by_type=choices)) | OneOf(by_type=choices):
            for _, choice in choices:
                yield from _inner(choice, f"[{name}]" if isinstance(kind, ListOf) else name)


def _expected(kind: Kind) -> str:
    match kind:
        case Forbidden():
            return kind.expected
        case ListOf(member=Table()):
            return "tables"
        case ListOf():
            return f"an array, each member {_expected(kind.member)}"
        case Table() | Named():
            return "a table"
        case _:
            return kind.expected


def _left_out(key: Key) -> str:
    return "must be there" if key.required else f"`{key.default}`" if key.default[:1] in {'"', "["} else key.default


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _fields() -> str:
    start = datetime(2026, 6, 8, 15, tzinfo=UTC)
    zone = ZoneInfo("America/Los_Angeles")
    occurrence = Occurrence(start, start + timedelta(hours=1), zone)
    subject = Subject(
        occurrence._replace(slot="Europe"), "Tidal Sensors Working Group", "https://meet.example.org/j/5550142"
    )
    names = (*FIELDS, *(f"{name}:Europe/Berlin" for name in ZONED))
    rows = (f"| `{{{name}}}` | {_cell(parse_template(f'{{{name}}}').render(subject))} |" for name in names)
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    print(reference(), end="")
