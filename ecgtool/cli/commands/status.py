"""``ecg status``."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from ecgtool import files
from ecgtool.cli.app import plain_app
from ecgtool.cli.bumping import bumper, cancelled_words
from ecgtool.cli.options import TextOrJson, command
from ecgtool.cli.pages import page_of
from ecgtool.cli.recording import memory_of
from ecgtool.cli.session import Session
from ecgtool.errors import EcgError, Finding
from ecgtool.group import Group
from ecgtool.render.json import as_json
from ecgtool.runs.record import Exported
from ecgtool.runs.status import Part, Status, bump_part, calendar_part, statuses_json, statuses_text

app = plain_app()


@command(app, "status")
def status(session: Session, *, form: TextOrJson = None) -> None:
    """Show whether pages and calendars say what ecg.toml says, and when each run last succeeded.

    Example: ecg status --all
    """
    found = _statuses(session)
    text = statuses_text(found)
    session.answer(as_json(statuses_json(found, session.now)) if form == "json" else session.options.completed(text))
    off = [one.group for one in found if not one.fine]
    if off:
        raise Finding(
            f"not all is well with {', '.join(off)}",
            "`ecg wiki bump` and `ecg ical export -o FILE` mend all but a person's word",
        )


def _statuses(session: Session) -> list[Status]:
    memory = memory_of(session)
    bumps = memory.bumps() if memory else {}
    kept = _exports(session, memory.calendars() if memory else {}, _calendar)
    sites = _exports(session, memory.sites() if memory else {}, _site)
    found = []
    for group in session.groups:
        page = _page(session, group, bumps.get(group.key))
        exported = (*kept.get(group.key, ()), *sites.get(group.key, ()))
        parts = (*page, *_followed(session, group), *exported, *_reminder(session, group))
        found.append(Status(group.key, parts))
    return found


def _page(session: Session, group: Group, bumped: datetime | None) -> Iterator[Part]:
    if group.wiki:
        name = str(group.wiki.file or group.wiki.page)
        yield Part("page", name, _problem(session, group))
        yield bump_part(group, bumped, session.now)


def _followed(session: Session, group: Group) -> Iterator[Part]:
    """Whether the calendar that the group follows says the same."""
    if group.follow is None:
        return
    from ecgtool.cli.commands.follow import compared

    try:
        found = compared(session, group, fresh=False)
    except EcgError as error:
        yield Part("follow", "", str(error))
        return
    count = len(found.differences)
    problem = f"differs in {count} {'place' if count == 1 else 'places'}: see `ecg follow check`" if count else ""
    yield Part("follow", found.calendar, problem)


def _reminder(session: Session, group: Group) -> Iterator[Part]:
    if group.announce and session.config.path:
        from ecgtool.cli.reminders import Reminders

        try:
            yield Reminders.of(session, group, None).part()
        except EcgError as error:
            yield Part("reminder", group.announce.to, str(error))


def _problem(session: Session, group: Group) -> str:
    """What is wrong with the page, in words; empty where a bump would change nothing."""
    try:
        target, syntax = page_of(session, group)
        plan = bumper(session, [group], syntax).plan(target.read()).bumps[group.key]
    except EcgError as error:
        return str(error)
    problems = [str(plan.problem)] if plan.problem else []
    if plan.changed and plan.old not in {"", plan.new}:
        problems.append(f"says “{plan.old}”, not “{plan.new}”")
    elif plan.changed:
        problems.append("does not say what ecg.toml says: `ecg wiki bump` makes it so")
    if plan.cancelled:
        problems.append(f"cancels {cancelled_words(plan.cancelled, group)}")
    return "; ".join(problems)


def _exports(
    session: Session, exports: Mapping[str, Exported], look: Callable[[Session, str, Exported], Part]
) -> dict[str, list[Part]]:
    """What there is to say of calendars or sites, each looked at once, by the groups that are in them."""
    parts: dict[str, list[Part]] = {}
    asked = {group.key for group in session.groups}
    for name, exported in exports.items():
        if asked.intersection(exported.groups):
            part = look(session, name, exported)
            for key in exported.groups:
                parts.setdefault(key, []).append(part)
    return parts


def _calendar(session: Session, name: str, exported: Exported) -> Part:
    try:
        text = files.read_text(Path(name))
    except EcgError:
        return Part("calendar", name, "cannot be read: export it again", exported.at)
    return calendar_part(name, text, _groups_of(session, exported), exported, session.now)


def _site(session: Session, name: str, built: Exported) -> Part:
    from ecgtool.cli.commands.site import site_change

    try:
        change = site_change(session, _groups_of(session, built), Path(name))
    except EcgError as error:
        return Part("site", name, f"cannot be built any more: {error}", built.at)
    return Part("site", name, "does not say what ecg.toml says: build it again" if change else "", built.at)


def _groups_of(session: Session, exported: Exported) -> list[Group]:
    return [session.config.groups[key] for key in exported.groups if key in session.config.groups]
