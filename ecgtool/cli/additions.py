"""Carrying out an addition to a group's page, and telling what it changed."""

from collections.abc import Callable
from datetime import date

from ecgtool.cli.pages import page_of
from ecgtool.cli.session import Session
from ecgtool.cli.typed import around, typed_day
from ecgtool.upkeep.additions import PageAt, PagePlan


def carry_out(session: Session, made: Callable[[PageAt], Callable[[str], PagePlan]]) -> None:
    """Edit the page of the group that is asked for, and answer with the difference.

    Raises:
        UsageError: there is no configuration to work from, or no page.
        EcgError: as planning, reading and writing do.
    """
    session.require_file()
    target, syntax = page_of(session, session.group)
    outcome = target.edit(made(PageAt(session.group, session.now, syntax)))
    session.answer(outcome.plan.diff(target.name))
    if not outcome.written:
        session.note(f"{target.name}: nothing to change")


def date_of(session: Session, text: str, *, nearest: bool = False) -> date | None:
    """The date that was typed for ``--date``; None where none was. Raises as ``typed_day`` does.

    Without a year it is the next one, or the ``nearest``.
    """
    where = around([session.group], session.now)._replace(nearest=nearest)
    return typed_day(text, "--date", where) if text else None
