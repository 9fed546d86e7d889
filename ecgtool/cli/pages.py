"""Reading and editing the page of a group for the commands, and what they take from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ecgtool.cli.session import Session
from ecgtool.group import Call, Group
from ecgtool.page import parse_page

if TYPE_CHECKING:
    from ecgtool.upkeep.additions import PageAt, PagePlan
    from ecgtool.upkeep.content import Content


def edit_page(session: Session, made: "Callable[[PageAt], Callable[[str], PagePlan]]", *, dry_run: bool) -> None:
    """Edit the group's page by the planner that ``made`` returns, and answer with the difference.

    A dry run gives the same answer and writes nothing.

    Raises:
        UsageError: there is no configuration to work from, or no page.
        EcgError: as planning, reading and writing do.
    """
    from ecgtool.upkeep.additions import PageAt

    session.require_file()
    session.edits = not dry_run
    target, syntax = session.page_of(session.group)
    planner = made(PageAt(group=session.group, now=session.now, syntax=syntax))
    if dry_run:
        plan = planner(target.read())
        session.answer(plan.diff(target.name))
        _note_place(session, plan)
        session.note(f"{target.name}: nothing is written")
        return
    outcome = target.edit(planner)
    session.answer(outcome.plan.diff(target.name))
    _note_place(session, outcome.plan)
    if not outcome.written:
        session.note(f"{target.name}: it is there already: nothing to change")


def _note_place(session: Session, plan: "PagePlan") -> None:
    if plan.place and plan.text != plan.before:
        session.note(f"the topic goes to “{plan.place}”")


def page_content(session: Session, group: Group, page: Path | None, day: date | None = None) -> "Content":
    """Return the content of ``group`` for the meeting on ``day`` or the next one.

    From the file ``page`` where one is named; else from the configuration, with the agenda of the group's page where
    that is to be read, and the page's call details where the configuration has none.

    Raises:
        PageError: the page cannot be read.
    """
    from ecgtool.upkeep.content import configured

    if page:
        return _content(session, group, page, day)
    if not (group.agenda_on_page and group.wiki):
        return configured(group)
    content = _content(session, group, None, day)
    return replace(content, call=group.call if group.call != Call() else content.call)


def call_details(session: Session, page: Path | None) -> Call:
    """Return the call details; the page is not read if the configuration has them. Raises as ``page_content``."""
    known = session.group.call
    return known if page is None and known != Call() else page_content(session, session.group, page).call


def _content(session: Session, group: Group, page: Path | None, day: date | None) -> "Content":
    from ecgtool.upkeep.content import on_page
    from ecgtool.upkeep.group_page import GroupPage

    target, syntax = session.page_of(group, page)
    text = target.read().encode(errors="surrogateescape").decode(errors="replace")
    return on_page(GroupPage(parse_page(text, syntax), group, session.now), day)
