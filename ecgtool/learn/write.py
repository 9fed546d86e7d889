"""Write the text of an ``ecg.toml`` from what was learnt, and the report on it: guesses, and what is unknown."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from ecgtool.config import Config
from ecgtool.config.keys import GROUP
from ecgtool.config.kinds import Key, Table
from ecgtool.config.source import value_text
from ecgtool.learn.draft import Draft
from ecgtool.render.advice import new_file_words
from ecgtool.render.meeting import GroupMeeting, meetings_text
from ecgtool.render.plain import plain
from ecgtool.schedule.occurrences import meetings

_WIDTH = 110
_COLUMN = 46
_COULD_BE: Mapping[str, Mapping[str, Any]] = {
    "": {"zones": ["UTC", "Europe/Berlin"]},
    "schedule": {"until": date(2030, 12, 31), "holidays": ["US"]},
    "call": {"join": "https://meet.example.org/j/1"},
    "agenda": {"notes": "https://etherpad.example.org/p/notes"},
    "wiki": {
        "manage": ["heading", "schedule_line", "topics"],
        "username": "Chair@ecg",
        "ping": "https://hc.example.org/1",
    },
}
"""What a chair may want next, by the table that it belongs to. It is written as a comment."""


def toml_text(drafts: Mapping[str, Draft], about: str) -> str:
    """Return the file for the groups, by their keys. ``about`` is one line on where it is from."""
    blocks = [new_file_words(" ".join(about.split()))]
    if len(drafts) > 1:
        blocks.append(f"default_group = {value_text(next(iter(drafts)))}\n")
    return "\n".join([*blocks, *(group_text(key, draft) for key, draft in drafts.items())])


def group_text(key: str, draft: Draft) -> str:
    """Return the tables of one group."""
    return "\n".join(_group(key, draft))


def _group(key: str, draft: Draft) -> Iterator[str]:
    yield _table(("groups", key), draft.table, GROUP, draft.guesses)
    for name, table in _tables_of(draft.table, GROUP):
        yield from _below(("groups", key, name), table, _kind(GROUP, name), draft.guesses)


def _below(path: tuple[str, ...], table: Mapping[str, Any], kind: Table, guesses: Mapping[str, str]) -> Iterator[str]:
    yield _table(path, table, kind, guesses)
    for name, value in table.items():
        if _is_tables(value, kind, name):
            yield from (_entry((*path, name), entry) for entry in value)
        elif isinstance(value, Mapping) and isinstance(kind.keys[name].kind, Table):
            yield _table((*path, name), value, _kind(kind, name), {})


def _table(path: tuple[str, ...], table: Mapping[str, Any], kind: Table, guesses: Mapping[str, str]) -> str:
    where = ".".join(path[2:])
    lines = [f"[{'.'.join(path)}]"]
    for name, value in table.items():
        if not isinstance(kind.keys[name].kind, Table) and not _is_tables(value, kind, name):
            guess = guesses.get(f"{where}.{name}" if where else name, "")
            lines += _line(name, value, kind.keys[name], guess)
    for name, value in _COULD_BE.get(where, {}).items():
        if name not in table:
            lines += [f"# {line.removeprefix('# ')}" for line in _line(name, value, kind.keys[name], "")]
    return "\n".join(lines) + "\n"


def _entry(path: tuple[str, ...], entry: Mapping[str, Any]) -> str:
    lines = [f"{name} = {value_text(value)}" for name, value in entry.items()]
    return "\n".join((f"[[{'.'.join(path)}]]", *lines)) + "\n"


def _line(name: str, value: object, key: Key, guess: str) -> list[str]:
    about = f"# {key.help}" + (f" GUESSED {guess}: is it right?" if guess else "")
    if _is_long(value):
        members = [f"    {value_text(member)}," for member in value] if isinstance(value, Sequence) else []
        return [about, f"{name} = [", *members, "]"]
    line = f"{name} = {value_text(value)}"
    return [f"{line:{_COLUMN}} {about}"] if max(len(line), _COLUMN) + len(about) < _WIDTH else [about, line]


def _is_long(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(member, Mapping) for member in value)


def _is_tables(value: object, kind: Table, name: str) -> bool:
    """Return whether a value is written as an array of tables, as the exceptions of a schedule are."""
    return _is_long(value) and name in {"skip", "move", "extra", "change", "slot"} and name in kind.keys


def _tables_of(table: Mapping[str, Any], kind: Table) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the tables of a group in the order of the reference, also those with only comments in them."""
    for name in kind.keys:
        if name in table and isinstance(table[name], Mapping):
            yield name, table[name]
        elif name in _COULD_BE and name in {"call", "agenda"}:
            yield name, {}


def _kind(kind: Table, name: str) -> Table:
    found = kind.keys[name].kind
    if not isinstance(found, Table):
        raise TypeError(name)
    return found


_SHOWN = 3
_LINE = re.compile(r"\blines? (\d+)")


def report(path: Path, written: Config, drafts: Mapping[str, Draft], offers: Sequence[str], now: datetime) -> str:
    """Return the report, a line for each thing. ``offers`` say what to do on the page."""
    lines = [f"written: {path}, group{'s' * (len(drafts) > 1)} {', '.join(drafts)}"]
    for group in written.groups.values():
        coming = [GroupMeeting(group, meeting, (), now) for meeting in islice(meetings(group.schedule, now), _SHOWN)]
        lines += [f"next:\t{line}" for line in meetings_text(coming).splitlines()] or [f"next:\tnone for {group.key}"]
    return "\n".join([*lines, *_remarks(drafts), *(f"to do: {plain(offer)}" for offer in offers)])


def _remarks(drafts: Mapping[str, Draft]) -> Iterator[str]:
    """Yield the remarks on each group; first, and once, those on the page and those that all of several share."""
    found = {key: dict(_remarks_on(draft)) for key, draft in drafts.items()}
    shared = set.intersection(*(set(remarks) for remarks in found.values()))
    shared |= {("not sure", plain(one)) for draft in drafts.values() for one in draft.of_page}
    together = dict.fromkeys(one for remarks in found.values() for one in remarks if one in shared)
    for kind, said in together:
        places = dict.fromkeys(remarks[kind, said] for remarks in found.values() if remarks.get((kind, said)))
        yield f"{kind}: {said}{_in_lines(list(places))}"
    for key, remarks in found.items():
        for (kind, said), place in remarks.items():
            yield from (
                () if (kind, said) in shared else [f"{kind} for {key}: {said}{_in_lines([place] if place else [])}"]
            )


def _remarks_on(draft: Draft) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the kind and the words of each remark on a group, with the number of its rule's line for one without."""
    number = match[1] if (match := _LINE.match(draft.where)) else ""
    is_named = re.compile(rf"\blines? [\d, and]*\b{number}\b" if number else "")
    for path, why in draft.guesses.items():
        is_default = path.endswith("duration")
        said = f"{path} = {value_text(_value(draft.table, path))}, {plain(why)}"
        yield ("guessed", said), "" if is_default or is_named.search(why) else number
    for sentence in draft.unknown:
        yield ("not sure", plain(sentence)), "" if sentence in draft.of_page or _LINE.search(sentence) else number


def _in_lines(numbers: Sequence[str]) -> str:
    """Return where the rules are that a remark is about, to stand behind it; "" for nowhere."""
    plural = "s" * (len(numbers) > 1)
    return f" (rule{plural} in line{plural} {', '.join(numbers)})" if numbers else ""


def _value(table: Mapping[str, Any], path: str) -> Any:
    value: Any = table
    for name in path.split("."):
        value = value[name]
    return value
