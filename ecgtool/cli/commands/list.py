"""``ecg list``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from typer import Argument

from ecgtool.cli.app import plain_app
from ecgtool.cli.options import TextOrJson, command
from ecgtool.cli.session import Session
from ecgtool.errors import Finding
from ecgtool.group import Group
from ecgtool.render.groups import ListedGroup, groups_json, groups_text
from ecgtool.render.plain import as_json
from ecgtool.schedule.occurrences import occurrences

app = plain_app()


@command(app, "list")
def list_groups(
    session: Session,
    *,
    words: Annotated[list[str] | None, Argument(metavar="[WORD]...", help="Words of the key or the name.")] = None,
    form: TextOrJson = None,
) -> None:
    """List the groups, soonest first, or find them by words.

    A group is found where its key or name holds every word, in any case; one without a meeting stands last.

    Example: ecg list edge
    """
    named = session.options.group or session.options.every
    groups = session.groups if named else session.config.select(every=True)
    found = [_listed(group, session.now) for group in session.each(groups) if _holds(group, words or [])]
    found.sort(key=lambda one: (one.following is None, one.following and one.following.start, one.group.key))
    if form == "json":
        session.answer(as_json(groups_json(found, session.now)))
    elif session.form(form) == "terminal" and found:
        from ecgtool.render.tables import groups_table
        from ecgtool.render.terminal import drawn

        session.answer(drawn(groups_table(found)), drawn=True)
    else:
        session.answer(groups_text(found))
    if not found:
        raise Finding("no group has these words in its key or name", "`ecg list` shows all")


def _listed(group: Group, now: datetime) -> ListedGroup:
    return ListedGroup(group=group, following=next(occurrences(group.schedule, now), None))


def _holds(group: Group, words: Sequence[str]) -> bool:
    text = f"{group.key}\n{group.name}".casefold()
    return all(word.casefold() in text for word in words)
