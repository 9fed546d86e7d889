"""``ecg status``."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from typer import Option

from ecgtool.bump import PersonsWord, planner
from ecgtool.cli.apps import plain_app
from ecgtool.cli.pages import page_of
from ecgtool.cli.recording import memory_of
from ecgtool.cli.session import Session
from ecgtool.cli.shared import command
from ecgtool.errors import EcgError, Finding
from ecgtool.group import Group
from ecgtool.record import Success
from ecgtool.render.json import as_json
from ecgtool.status import CALENDAR, Part, Status, bump_part, calendar_part, statuses_json, statuses_text

app = plain_app()


@command(app, "status")
def status(
    session: Session,
    *,
    form: Annotated[Literal["text", "json"] | None, Option("--format", "-f", help="How to show it.")] = None,
) -> None:
    """Show whether pages and calendars say what ecg.toml says, and when each run last succeeded.

    Example: ecg status --all
    """
    found = [_status(session, group) for group in session.groups]
    session.answer(as_json(statuses_json(found, session.now)) if form == "json" else statuses_text(found))
    off = [one.group for one in found if not one.fine]
    if off:
        raise Finding(f"not all is well with {', '.join(off)}", "`ecg wiki bump` and `ecg ical export -o` mend it")


def _status(session: Session, group: Group) -> Status:
    memory = memory_of(session)
    successes = memory.successes(group.key) if memory else {}
    return Status(group.key, (*_page(session, group, successes), *_calendars(session, group, successes)))


def _page(session: Session, group: Group, successes: Mapping[str, Success]) -> Iterator[Part]:
    if group.wiki:
        name = str(group.wiki.file or group.wiki.page)
        yield Part("page", name, _problem(session, group))
        yield bump_part(group, successes.get("bump"), session.now)


def _problem(session: Session, group: Group) -> str:
    """What is wrong with the page, in words; empty where a bump would change nothing."""
    try:
        target, syntax = page_of(session, group)
        plan = planner(group, session.now, syntax=syntax)(target.read())
    except PersonsWord as word:
        return f"a person's word stands: {word}"
    except EcgError as error:
        return str(error)
    return f"says “{plan.old}”, not “{plan.new}”" if plan.changed else ""


def _calendars(session: Session, group: Group, successes: Mapping[str, Success]) -> Iterator[Part]:
    for what, success in successes.items():
        if what.startswith(CALENDAR):
            keys = success.about.get("groups", [])
            groups = [session.config.groups[key] for key in keys if key in session.config.groups] or [group]
            yield calendar_part(what.removeprefix(CALENDAR), groups, success, session.now)
