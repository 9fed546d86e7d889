"""Make groups from the tables of a file."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.config.keys import FILE, INCLUDED
from ecgtool.config.kinds import Faults, KeyPath, excerpt
from ecgtool.config.schedules import build_schedule
from ecgtool.config.sources import SourceFile
from ecgtool.group import (
    Agenda,
    Announce,
    BlockForm,
    BlockForms,
    CalendarSettings,
    Call,
    DialIn,
    FollowSettings,
    Group,
    Item,
    OneTap,
    PageSettings,
    SectionNames,
    SiteSettings,
    Topic,
    is_toll_free,
)
from ecgtool.text_edit import replaced_on_saving
from ecgtool.wording.spelling import nearest


class Surroundings(NamedTuple):
    """The folder that the paths in a file are relative to, and the environment variables that it may name."""

    folder: Path
    environ: Mapping[str, str]


class Top(NamedTuple):
    """What a file holds besides its groups: the key of the default one, and the settings of the site."""

    default_group: str | None
    site: SiteSettings


def build_top(source: SourceFile, names: Sequence[str], faults: Faults) -> Top:
    """Return what the first file holds besides its groups. ``names`` are the keys of all groups.

    Adds to ``faults``.
    """
    elsewhere = "include" in source.data and "groups" not in source.data
    apart: dict[str, Any] = {"groups": {}} if elsewhere or isinstance(source.data.get("groups"), dict) else {}
    tree = FILE.read({**source.data, **apart}, (), faults)
    default = tree.get("default_group", names[0] if len(names) == 1 else None)
    if default is not None and names and default not in names:
        faults.add(("default_group",), f"{excerpt(default)}: expected the name of a group{nearest(default, names)}")
    return Top(default, _site(tree["site"], source.folder) if "site" in tree else SiteSettings())


def build_groups(source: SourceFile, keys: Sequence[str], around: Surroundings, faults: Faults) -> dict[str, Group]:
    """Return the groups with these ``keys`` in a file. A group with a fault is left out, and the fault is added."""
    tables = {"groups": {key: source.tables[key] for key in keys}}
    if source.is_included:
        tables = {**source.data, **tables}
    tree = (INCLUDED if source.is_included else FILE).read(tables, (), faults)
    made = ((key, _group(key, table, around, faults)) for key, table in tree.get("groups", {}).items())
    return {key: group for key, group in made if group}


def groups_in(data: Mapping[str, Any], around: Surroundings, faults: Faults) -> dict[str, Group]:
    """Return the groups of the tables in ``data``. A group with a fault is left out, and the fault is added."""
    source = SourceFile(None, "", "", data)
    build_top(source, list(source.tables), faults)
    groups = build_groups(source, list(source.tables), around, faults)
    check_lines(groups.values(), faults)
    return groups


def same_page(key: str, tables: Mapping[str, object]) -> list[str]:
    """Return the keys of the other groups whose tables name the page of the group ``key``.

    Two groups of one page may manage the same line, so they are checked together.
    """
    page = named_page(tables[key])
    return [other for other, table in tables.items() if page and other != key and named_page(table) == page]


def named_page(table: object) -> str:
    """Return roughly the page or file that a group's table names; "" for none.

    Two names of the same page always give the same text. Few other pages do.
    """
    wiki = table.get("wiki") if isinstance(table, dict) else None
    named = (wiki.get("file") or wiki.get("page")) if isinstance(wiki, dict) else None
    if not isinstance(named, str):
        return ""
    title = named.partition("#")[0].replace("_", " ").lstrip(" :")
    return " ".join(Path(title).name.casefold().split())


def _site(table: Mapping[str, Any], folder: Path) -> SiteSettings:
    settings = SiteSettings(**_fields(SiteSettings, table))
    return settings._replace(templates=folder / settings.templates) if settings.templates else settings


def _group(key: str, table: Mapping[str, Any], around: Surroundings, faults: Faults) -> Group | None:
    path = ("groups", key)
    zone = table.get("timezone")
    schedule = None
    if "schedule" in table:  # in any zone the dates are the same
        schedule = build_schedule(table["schedule"], zone or ZoneInfo("UTC"), (*path, "schedule"), faults)
    wiki = _wiki(table["wiki"], around.folder, (*path, "wiki"), faults) if "wiki" in table else None
    if wiki and wiki.api:
        _check_stored(table["wiki"], (*path, "wiki"), faults)
        for place, slot in enumerate(table.get("schedule", {}).get("slot", ())):
            _check_stored(slot, (*path, "schedule", "slot", place), faults)
    if wiki and "schedule_line" in wiki.manage:
        _check_standing_lines(table, path, faults)
    if schedule is None:
        return None
    agenda = table.get("agenda", {})
    kept_here = bool({"items", "topics", "actions"} & agenda.keys())
    hint = table["schedule"].get("holidays_hint", table.get("holidays_hint"))
    return Group(
        key=key,
        name=table.get("name", key),
        schedule=schedule,
        zones=tuple(table.get("zones", ())),
        homepage=table.get("homepage", ""),
        call=_call(table["call"], around.environ) if "call" in table else Call(),
        agenda=_agenda(agenda, table.get("language", "")) if agenda else Agenda(),
        agenda_on_page=agenda.get("source", "page" if wiki and not kept_here else "config") == "page",
        wiki=wiki,
        announce=_announce(table["announce"], around.folder) if "announce" in table else None,
        holidays_hint=None if hint is None else tuple(hint),
        follow=_follow(table["follow"], around.folder, (*path, "follow"), faults) if "follow" in table else None,
        ical=CalendarSettings(**_fields(CalendarSettings, table["ical"])) if "ical" in table else CalendarSettings(),
        language=table.get("language", ""),
    )


def _call(table: Mapping[str, Any], environ: Mapping[str, str]) -> Call:
    passcode, variable = table.get("passcode", ""), ""
    if isinstance(passcode, dict):
        variable = passcode.get("env", "")
        passcode = environ.get(variable, "")
    return Call(
        **_fields(
            Call,
            dict(table)
            | {
                "passcode": passcode,
                "passcode_variable": variable,
                "one_tap": tuple(OneTap(**_fields(OneTap, tap)) for tap in table.get("one_tap", ()) if "dial" in tap),
                "dial_in": tuple(_dial_in(number) for number in table.get("dial_in", ()) if "number" in number),
            },
        )
    )


def _dial_in(table: Mapping[str, Any]) -> DialIn:
    label = table.get("label", "")
    return DialIn(table["number"], label, is_toll_free(label))


def _agenda(table: Mapping[str, Any], tag: str) -> Agenda:
    from ecgtool.wording.cancelled import says_cancelled

    topics = [topic for topic in table.get("topics", ()) if {"date", "title"} <= topic.keys()]
    return Agenda(
        notes=table.get("notes", ""),
        items=tuple(_item(item) for item in table.get("items", ())),
        topics=tuple(Topic(topic["date"], topic["title"], says_cancelled(topic["title"], tag)) for topic in topics),
        actions=tuple(table.get("actions", ())),
    )


def _item(value: str | Mapping[str, Any]) -> Item:
    if isinstance(value, str):
        return Item(value)
    return Item(value.get("title", ""), value.get("by", ""), tuple(value.get("links", ())))


def _wiki(table: Mapping[str, Any], folder: Path, path: KeyPath, faults: Faults) -> PageSettings | None:
    if not faults.under(path) and table.keys() & {"file", "api", "page"} not in ({"file"}, {"api", "page"}):
        _check_target(table, path, faults)
    settings = dict(table)
    settings |= {key: tuple(table[key]) for key in ("manage", "password_command") if key in table}
    if "file" in table:
        settings["file"] = folder / table["file"]
    if "sections" in table:
        settings["sections"] = SectionNames(**_fields(SectionNames, table["sections"]))
    if "blocks" in table:
        settings["blocks"] = BlockForms(**{name: _block_form(form, folder) for name, form in table["blocks"].items()})
    return PageSettings(**_fields(PageSettings, settings))


def _check_stored(table: Mapping[str, Any], path: KeyPath, faults: Faults) -> None:
    """Add a fault where a template makes a line that MediaWiki would change on saving, such as one with ``~~~~``."""
    for key in ("heading", "schedule_line"):
        if changed := replaced_on_saving(table.get(key, "")):
            problem = f"expected wikitext that stays as it is; MediaWiki replaces “{changed}”"
            faults.add((*path, key), f"{excerpt(table[key])}: {problem}")


def _block_form(table: Mapping[str, Any], folder: Path) -> BlockForm:
    template = {"template": folder / table["template"]} if "template" in table else {}
    rows = {"rows": table["count"]} if "count" in table else {}
    return BlockForm(**_fields(BlockForm, dict(table) | template | rows))


def _check_target(table: Mapping[str, Any], path: KeyPath, faults: Faults) -> None:
    if "file" in table:
        faults.add((*path, "file"), f"{excerpt(table['file'])}: expected either file, or api and page, not both")
        return
    for key, example in (("api", '"https://wiki.example.org/w/api.php"'), ("page", '"Working group"')):
        if key not in table:
            faults.add((*path, key), f"missing: expected api and page, such as {key} = {example}, or file")


def _check_standing_lines(table: Mapping[str, Any], path: KeyPath, faults: Faults) -> None:
    slots = table.get("schedule", {}).get("slot", ())
    if not any("schedule_line" in owner for owner in (table["wiki"], *slots)):
        problem = 'missing: manage names it; expected a template such as "Mondays at {time}"'
        faults.add((*path, "wiki", "schedule_line"), problem)


def _follow(table: Mapping[str, Any], folder: Path, path: KeyPath, faults: Faults) -> FollowSettings | None:
    if faults.under(path):
        return None
    if ("match" in table) == ("uid" in table):
        faults.add(path, 'expected either match, such as match = "Edge Computing", or uid')
    uid, ics = table.get("uid", ()), table["ics"]
    settings = {"match": table.get("match", ""), "uids": (uid,) if isinstance(uid, str) else tuple(uid)}
    settings |= {"ahead": table["ahead"]} if "ahead" in table else {}
    if isinstance(ics, dict):
        return FollowSettings(ics_variable=ics["env"], **settings)
    return FollowSettings(ics=ics if "://" in ics else str(folder / ics), **settings)


def _announce(table: Mapping[str, Any], folder: Path) -> Announce | None:
    if not {"to", "sender"} <= table.keys():
        return None
    settings = dict(table)
    if "password_command" in table:
        settings["password_command"] = tuple(table["password_command"])
    if "template" in table:
        settings["template"] = folder / table["template"]
    return Announce(**_fields(Announce, settings))


def _fields(value: type[NamedTuple], table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of ``table`` that are fields of ``value``. A test finds keys that reach no field."""
    return {key: table[key] for key in value._fields if key in table}


def check_lines(groups: Iterable[Group], faults: Faults) -> None:
    """Add two faults where two groups manage the same line of one page, one at the place of each."""
    on_page: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        if group.wiki:
            on_page.setdefault(group.wiki.place, []).append(group)
    for sharing in on_page.values():
        if sharing[1:]:
            from ecgtool.wording.templates import parse_template

            for key in ("heading", "schedule_line"):
                managing = [group for group in sharing if group.wiki and key in group.wiki.manage]
                lines = [(parse_template(getattr(group.wiki, key)), group) for group in managing]
                lines.sort(key=lambda line: line[0].beginning.casefold())
                for (first, one), (second, other) in pairwise(lines):
                    if first.begins(second.beginning) if key == "heading" else first == second:
                        _same_line(key, one, other, faults)
                        _same_line(key, other, one, faults)


def _same_line(key: str, group: Group, other: Group, faults: Faults) -> None:
    faults.add(
        ("groups", group.key, "wiki", key),
        f"groups.{other.key}.wiki.{key} is the same line of the same page: a line belongs to one group;"
        f" begin one of them otherwise, or leave it out of manage",
    )
