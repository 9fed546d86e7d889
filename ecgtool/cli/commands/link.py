"""``ecg link``."""

from typing import Annotated

from typer import Argument

from ecgtool.cli.app import plain_app
from ecgtool.cli.editing import Form, edited_text
from ecgtool.cli.options import DryRun, command
from ecgtool.cli.session import Session
from ecgtool.cli.typed import typed_link
from ecgtool.config.edit.rewriting import with_value
from ecgtool.config.kinds import dotted
from ecgtool.group import Call
from ecgtool.render.plain import as_json

app = plain_app()


@command(app, "link")
def link(
    session: Session,
    *,
    url: Annotated[str, Argument(metavar="URL", help="The new link.")],
    dry_run: DryRun = False,
    form: Form = None,
) -> None:
    """Change the link that joins the call, in ecg.toml.

    Example: ecg link https://meet.example.org/j/5550143
    """
    session.require_file()
    link = typed_link(url)
    table = ("groups", session.group.key, "call")
    result = edited_text(session, lambda text: with_value(text, table, "join", link), dry_run=dry_run)
    if form == "json":
        session.answer(as_json(result.json()))
    else:
        session.answer(result.diff or "that is the link already: nothing to change")
    if result.diff and result.after.wiki:
        session.note("where the page itself has the old link, change it there as well: no bump does")
    if result.diff and (kept := _of_the_old_call(result.after.call)):
        session.note(f"[{dotted(table)}] still holds {kept} of the old call: change what is different in the new one")


def _of_the_old_call(call: Call) -> str:
    """Return which details of the call may go with its old link."""
    parts = {
        "meeting_id": call.meeting_id,
        "passcode": call.passcode or call.passcode_variable,
        "one_tap": call.one_tap,
        "dial_in": call.dial_in,
    }
    return ", ".join(name for name, value in parts.items() if value)
