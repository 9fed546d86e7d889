"""``ecg status``."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ecgtool import files
from ecgtool.cli.app import plain_app, zone_data_words
from ecgtool.cli.bumping import bumper, cancelled_words, problem_of
from ecgtool.cli.each_group import MANY, some_of
from ecgtool.cli.options import TextOrJson, command
from ecgtool.cli.session import Session
from ecgtool.errors import EcgError, Finding, UnreachableError
from ecgtool.group import Group
from ecgtool.render.advice import export_words
from ecgtool.render.plain import as_json
from ecgtool.runs.record import Exported
from ecgtool.runs.status import (
    Status,
    StatusPart,
    bump_part,
    calendar_part,
    failed_part,
    statuses_json,
    statuses_text,
    wrong_first_text,
)

if TYPE_CHECKING:
    from ecgtool.cli.calendars import Calendars

app = plain_app()

_REMEDIES = {
    "page": "`ecg wiki bump`",
    "bump": "`ecg wiki bump`",
    "calendar": "`ecg ical export -o FILE`",
    "site": "`ecg site build -o DIR`",
    "follow": "`ecg follow apply`",
}
"""The command that mends each kind of thing, where it is not for a person to decide."""
_COMMANDS = 3
"""More commands than these are told by their kind alone."""
_SITE_LASTS = timedelta(weeks=4)
"""How long a site may go without being built again while nothing but the time has changed."""
_WATCHED = "name its page under wiki, its calendar under follow, or export one with `ecg ical export -o FILE`"


@command(app, "status", asks_hosts=True)
def status(session: Session, *, form: TextOrJson = None) -> None:
    """Show whether pages and calendars agree with ecg.toml.

    And when each kind of run last succeeded here.

    Example: ecg status --all
    """
    for words in zone_data_words(session.now):
        session.note(words)
    found = _statuses(session)
    if form == "json":
        session.answer(as_json(statuses_json(found, session.now)))
    else:
        text = (wrong_first_text if len(found) > MANY else statuses_text)(found)
        session.answer_columns(text, ("group", "what", "is it well", "when"), form)
    if unwatched := [one.group for one in found if not one.parts]:
        session.note(f"{some_of(unwatched)} {'has' if len(unwatched) == 1 else 'have'} nothing to watch: {_WATCHED}")
    _end(found)


def _end(found: list[Status]) -> None:
    """Raise what is wrong, or else what is out of reach, with the commands that mend what can be mended.

    Raises:
        Finding: something is wrong.
        UnreachableError: nothing is known to be wrong, and something cannot be looked at now.
    """
    wrong = [part for one in found for part in one.parts if part.problem and not part.out_of_reach]
    named = some_of([one.group for one in found if not one.fine])
    if wrong:
        mended = [part for part in wrong if part.what in _REMEDIES and not part.by_hand]
        commands = list(dict.fromkeys(part.mended_by or _REMEDIES[part.what] for part in mended))
        if len(commands) > _COMMANDS:
            commands = list(dict.fromkeys(_REMEDIES[part.what] for part in mended))
        mend = "mends" if len(commands) == 1 else "mend"
        hints = [f"{' and '.join(commands)} {mend} what no person has decided"] if commands else []
        hints += [f"{'each other' if commands else 'the'} line says what to do"] if len(mended) < len(wrong) else []
        raise Finding(f"not all is well with {named}", "; ".join(hints))
    if named:
        raise UnreachableError(f"not all of {named} can be looked at now", "run it again later")


def _statuses(session: Session) -> list[Status]:
    record = session.record
    bumps = record.bumps() if record else {}
    kept = _exports(session, record.calendars() if record else {}, _calendar, "ical export")
    sites = _exports(session, record.sites() if record else {}, _site, "site build")
    calendars = _calendars(session)
    found = []
    for group in session.each(session.groups):
        page = _page(session, group, bumps.get(group.key))
        exported = (*kept.get(group.key, ()), *sites.get(group.key, ()))
        parts = (*page, *_followed(session, group, calendars), *exported, *_reminder(session, group))
        options = session.options.about(group)
        told = tuple(replace(part, problem=options.completed(part.problem)) for part in parts)
        found.append(Status(group=group.key, parts=told))
    return found


def _page(session: Session, group: Group, bumped: datetime | None) -> Iterator[StatusPart]:
    if group.wiki:
        page = _page_part(session, group, str(group.wiki.file or group.wiki.page))
        yield page
        run = bump_part(group, bumped, session.now)
        yield replace(run, out_of_reach=page.out_of_reach and bool(run.problem))


def _calendars(session: Session) -> "Calendars | None":
    """Begin to fetch the calendars that the groups follow; None where none follows any."""
    if not any(group.follow for group in session.groups):
        return None
    from ecgtool.cli.calendars import Calendars

    calendars = Calendars(session, fresh=False)
    calendars.begin(session.groups)
    return calendars


def _followed(session: Session, group: Group, calendars: "Calendars | None") -> Iterator[StatusPart]:
    """Yield the part about the calendar that the group follows, if it follows one."""
    if group.follow is None or calendars is None:
        return
    from ecgtool.cli.commands.follow import compared

    try:
        found = compared(session, group, calendars)
    except EcgError as error:
        yield failed_part("follow", "", error)
        return
    count = len(found.differences)
    problem = f"differs in {count} {'place' if count == 1 else 'places'}: see `ecg follow check`" if count else ""
    yield StatusPart(what="follow", name=found.calendar, problem=problem)


def _reminder(session: Session, group: Group) -> Iterator[StatusPart]:
    if group.announce and session.config.path:
        from ecgtool.cli.reminders import Reminders

        try:
            yield Reminders.of(session, group, None).part()
        except EcgError as error:
            yield failed_part("reminder", group.announce.to, error)


def _page_part(session: Session, group: Group, name: str) -> StatusPart:
    """Return the part about the page: what is wrong there, or nothing where a bump would change nothing."""
    try:
        target, syntax = session.page_of(group)
        plan = bumper(session, [group], syntax).plan(target.read()).bumps[group.key]
    except EcgError as error:
        return failed_part("page", name, error)
    problem = problem_of(plan)
    problems = [str(problem)] if problem else []
    if plan.changed and plan.old not in {"", plan.new}:
        problems.append(f"says “{plan.old}”, not “{plan.new}”")
    elif plan.changed:
        problems.append("does not say what ecg.toml says: `ecg wiki bump` brings the page up to date")
    problems += cancelled_words(plan, group)
    return StatusPart(what="page", name=name, problem="; ".join(problems), by_hand=not plan.changed)


def _exports(
    session: Session,
    exports: Mapping[str, Exported],
    look: Callable[[Session, str, Exported], StatusPart],
    command: str,
) -> dict[str, list[StatusPart]]:
    """Return the parts about calendars or sites by group; each is looked at once. ``command`` is what wrote them."""
    parts: dict[str, list[StatusPart]] = {}
    asked = {group.key for group in session.groups}
    for name, exported in exports.items():
        if asked.intersection(exported.groups):
            known = exported._replace(groups=tuple(key for key in exported.groups if key in session.config.groups))
            again = export_words(command, _near(Path(name)), known, list(session.config.groups))
            part = replace(look(session, name, exported), mended_by=again)
            for key in exported.groups:
                parts.setdefault(key, []).append(part)
    return parts


def _near(path: Path) -> str:
    """Return how the path is typed from the working folder."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _calendar(session: Session, name: str, exported: Exported) -> StatusPart:
    try:
        text = files.read_text(Path(name))
    except EcgError:
        return StatusPart(what="calendar", name=name, problem="cannot be read: export it again", last=exported.at)
    return calendar_part(name, text, _groups_of(session, exported), exported, session.now)


def _site(session: Session, name: str, built: Exported) -> StatusPart:
    """Return whether a site says what it should; while it is young, meetings that are over since are no fault."""
    from ecgtool.cli.commands.site import site_change

    moments = (session.now, built.at) if session.now - built.at < _SITE_LASTS else (session.now,)
    try:
        wrong = all(site_change(session, _groups_of(session, built), Path(name), moment) for moment in moments)
    except EcgError as error:
        return StatusPart(what="site", name=name, problem=f"cannot be built any more: {error}", last=built.at)
    return StatusPart(
        what="site",
        name=name,
        problem="does not say what ecg.toml says: build it again" if wrong else "",
        last=built.at,
    )


def _groups_of(session: Session, exported: Exported) -> list[Group]:
    return [session.config.groups[key] for key in exported.groups if key in session.config.groups]
