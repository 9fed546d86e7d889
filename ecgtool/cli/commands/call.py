"""``ecg call``."""

import os
import re
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

from typer import Option

from ecgtool.cli.app import noun
from ecgtool.cli.options import DocumentFormat, command
from ecgtool.cli.pages import call_details
from ecgtool.cli.session import Session
from ecgtool.cli.typed import CALL_LINK
from ecgtool.errors import Finding, UsageError
from ecgtool.passcode import call_without
from ecgtool.render.agenda import call_document, call_json
from ecgtool.render.formats import rendered
from ecgtool.render.plain import as_json

app = noun("Show the call details, or join the call.")

Page = Annotated[Path | None, Option("--page", metavar="FILE", help="Read this page, not the group's own.")]


@command(app, "render", asks_hosts=True)
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
    text = as_json(call_json(shown)) if chosen == "json" else rendered(call_document(shown), chosen)
    session.answer(text, drawn=chosen == "terminal")


@command(app, "join", asks_hosts=True)
def join(session: Session, *, page: Page = None) -> None:
    """Open the link that joins the call, and print it.

    Example: ecg call join
    """
    link = call_details(session, page).join
    if not link:
        raise UsageError(f"{session.group.key} has no link to join", f"set groups.{session.group.key}.call.join")
    session.answer(link)
    if not re.fullmatch(CALL_LINK, link, re.IGNORECASE) or not link.isprintable():
        raise UsageError("that is no link to a call that ecg opens", "open it by hand where you trust it")
    with _without_secrets():
        opened = webbrowser.open(link)
    if not opened:
        raise Finding("there is no browser to open it in", "open the link that is printed")


@contextmanager
def _without_secrets() -> Iterator[None]:
    """Take ecg's own variables, secrets among them, out of the environment that a browser is started with."""
    own = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("ECG_")}
    try:
        yield
    finally:
        os.environ.update(own)
