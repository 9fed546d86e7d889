"""``ecg config``."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from typer import Option

from ecgtool.cli.app import noun, zone_data_words
from ecgtool.cli.options import TextOrJson, command
from ecgtool.cli.session import Session
from ecgtool.config.kinds import KeyPath, dotted
from ecgtool.config.source import value_text
from ecgtool.config.suspicious import OnHoliday, Remark, coming_holidays, holidays_together, suspicious
from ecgtool.errors import ConfigError, Finding, UsageError
from ecgtool.group import BlockForms, Group
from ecgtool.render.plain import as_json, plain

app = noun("Check, show and describe the configuration.")


@command(app, "check")
def check(session: Session, *, form: TextOrJson = None) -> None:
    """Show what is wrong in ecg.toml, or looks unintended.

    All faults at once; where there are none, what is hardly meant, and coming meetings on public holidays.

    Example: ecg config check
    """
    try:
        session.config.groups.check()
        groups = _groups(session)
    except ConfigError as error:
        if form == "json":
            session.answer(as_json({"faults": list(error.lines), "findings": [], "holidays": []}))
        raise
    for words in zone_data_words(session.now):
        session.note(words)
    found = [remark for group in session.each(groups) for remark in _remarks(group, session.now)]
    holidays = [one for group in session.each(groups) for one in coming_holidays(group, session.now)]
    _tell(session, found, holidays, form)
    if found:
        what = "1 thing" if len(found) == 1 else f"{len(found)} things"
        raise Finding(f"{what} to look at{', besides the holidays' if holidays else ''}", "mend it or leave it")


@command(app, "show")
def show(
    session: Session,
    *,
    form: Annotated[Literal["text", "json", "toml"] | None, Option("--format", "-f", help="How to show it.")] = None,
) -> None:
    """Show what is in force, and where each value comes from.

    That is the file and its line, the environment, or a default.

    Example: ecg config show -f toml
    """
    from ecgtool.config import show as shown

    path = session.config.path
    found = shown.settings(session.config, session.environ, _groups(session))
    match form:
        case "json":
            values = [{"key": one.key, "value": _plain(one.value), "origin": one.origin} for one in found]
            session.answer(as_json({"file": str(path) if path else None, "settings": values}))
        case "toml":
            session.answer(shown.settings_toml(found))
        case _:
            lines = "\n".join(f"{one.key}\t{value_text(one.value)}\t{one.origin}" for one in found)
            session.answer_columns(lines, ("key", "value", "from"), form)


@command(app, "schema")
def schema(session: Session) -> None:
    """Show the JSON Schema of ecg.toml, for editors.

    Example: ecg config schema > ecg.schema.json
    """
    from ecgtool.config.schema import json_schema

    session.answer(as_json(json_schema()))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _groups(session: Session) -> list[Group]:
    """Return the groups that are named, or else all of the file."""
    return session.config.select(session.options.group, every=not session.options.group)


def _remarks(group: Group, now: datetime) -> list[Remark]:
    return [*suspicious(group, now), *_of_templates(group), *_of_mail(group)]


def _of_templates(group: Group) -> Iterator[Remark]:
    """Yield a remark on each template that is not there, so that what needs it fails whenever it runs."""
    blocks = group.wiki.blocks if group.wiki else BlockForms()
    files: dict[KeyPath, Path | None] = {
        ("wiki", "blocks", name, "template"): getattr(blocks, name).template for name in blocks._fields
    }
    files["announce", "template"] = group.announce.template if group.announce else None
    for path, file in files.items():
        if file and not file.is_file():
            yield Remark(path=("groups", group.key, *path), message=f"there is no file {file}")


def _of_mail(group: Group) -> Iterator[Remark]:
    """Yield remarks on what `ecg announce send` would refuse whenever a mail is due."""
    if (announce := group.announce) is None:
        return
    from ecgtool.announce.refusals import addresses
    from ecgtool.announce.smtp import server_of

    texts = {"to": announce.to, "sender": announce.sender, "reply_to": announce.reply_to, "smtp": announce.smtp}
    for key, text in texts.items():
        try:
            if text:
                server_of(text) if key == "smtp" else addresses(text, key)
        except UsageError as error:
            why = str(error).removeprefix(f"announce.{key}").lstrip(": ")
            yield Remark(path=("groups", group.key, "announce", key), message=why)


def _tell(session: Session, found: list[Remark], holidays: list[OnHoliday], form: str | None) -> None:
    places = _places(session, found)
    if form == "json":
        findings = [
            {"file": file, "line": line, "path": dotted(one.path), "message": one.message}
            for one, (file, line) in zip(found, places, strict=True)
        ]
        coming = [{"path": place, "message": words} for place, words in _holiday_lines(session, holidays)]
        session.answer(as_json({"faults": [], "findings": findings, "holidays": coming}))
        return
    part = "\t" if session.form(form) == "terminal" else ": "
    where = (f"{file}:{line}: {dotted(one.path)}" for one, (file, line) in zip(found, places, strict=True))
    told = [
        *zip(where, (one.message for one in found), strict=True),
        *_holiday_lines(session, holidays_together(holidays)),
    ]
    lines = (f"{plain(place)}{part}{plain(message)}" for place, message in told)
    session.answer_columns("\n".join(lines), ("where", "what to look at"), form)


def _holiday_lines(session: Session, holidays: list[OnHoliday]) -> Iterator[tuple[str, str]]:
    """Yield for each holiday the group that meets on it, or the date where several do, and what to type."""
    from ecgtool.render.advice import holiday_words, shared_holiday_words

    for one in holidays:
        group, *others = one.groups
        if others:
            place, words = str(one.day), shared_holiday_words(one.day, one.names, [each.key for each in one.groups])
        else:
            place = dotted(("groups", group.key))
            words = holiday_words(one.day, one.names, group, session.config.default_group)
        yield place, session.options.completed(words)


def _places(session: Session, found: list[Remark]) -> list[tuple[str, int]]:
    """Return the file and the line that each remark is about; each file is searched once."""
    sources = [session.config.groups.source_of(str(one.path[1])) for one in found]
    by_file = {source.name: source for source in sources}
    lines: dict[tuple[str, KeyPath], int] = {}
    for name, source in by_file.items():
        paths = [one.path for one, its in zip(found, sources, strict=True) if its.name == name]
        lines |= {(name, path): line for path, line in zip(paths, source.line_numbers(paths), strict=True)}
    return [(source.name, lines[source.name, one.path]) for one, source in zip(found, sources, strict=True)]
