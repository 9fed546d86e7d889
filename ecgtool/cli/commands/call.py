"""``ecg call``."""

from pathlib import Path
from typing import Annotated

from typer import Option

from ecgtool.cli.app import noun
from ecgtool.cli.options import DocumentFormat, command
from ecgtool.cli.pages import call_details
from ecgtool.cli.session import Session
from ecgtool.errors import UsageError
from ecgtool.passcode import call_without
from ecgtool.render.agenda import call_document, call_json
from ecgtool.render.formats import rendered
from ecgtool.render.json import as_json

app = noun("Show the call details, or join the call.")

Page = Annotated[Path | None, Option("--page", metavar="FILE", help="A page to read them from.")]


@command(app, "render")
def render(
    session: Session,
    *,
    page: Page = None,
    hide_passcode: Annotated[bool, Option("--hide-passcode", help="Leave the pass code out, also of links.")] = False,
    form: Annotated[DocumentFormat | None, Option("--format", "-f", help="How to show them.")] = None,
) -> None:
    """Show how to join the call: link, numbers, meeting id, pass code.

    Example: ecg call render --hide-passcode -f markdown
    """
    call = call_details(session, page)
    shown = call_without(call) if hide_passcode else call
    chosen = session.form(form)
    session.answer(as_json(call_json(shown)) if chosen == "json" else rendered(call_document(shown), chosen))


@command(app, "join")
def join(session: Session, *, page: Page = None) -> None:
    """Open the link that joins the call, and print it.

    Example: ecg call join
    """
    link = call_details(session, page).join
    if not link:
        raise UsageError(f"{session.group.key} has no link to join", f"set groups.{session.group.key}.call.join")
    session.answer(link)
    from typer import launch

    launch(link)
