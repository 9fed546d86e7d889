"""``ecg announce``."""

import sys
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from typing import Annotated, Literal

from typer import Option

from ecgtool.announce.mail import Mail
from ecgtool.announce.sent import Kind
from ecgtool.cli.app import noun
from ecgtool.cli.each_group import Answer, answer_each
from ecgtool.cli.options import command
from ecgtool.cli.reminders import Reminders
from ecgtool.cli.session import Session
from ecgtool.errors import Finding, UsageError
from ecgtool.group import Announce, Group

app = noun("Remind members of a meeting by mail, with an invitation.")

KindOption = Annotated[Kind | None, Option("--kind", help="Only mails of this kind.")]


@dataclass(frozen=True, kw_only=True, slots=True)
class SendOptions:
    """The options of a run of ``announce send``."""

    kind: Kind | None
    dry_run: bool
    check: bool
    again: bool
    sent: bool


@command(app, "render", asks_hosts=True)
def render(
    session: Session,
    *,
    day: Annotated[str, Option("--date", metavar="DATE", help="About the meeting of that date.")] = "",
    kind: KindOption = None,
    form: Annotated[
        Literal["text", "eml"], Option("--format", "-f", help="How to show it: as text, or as it is sent (eml).")
    ] = "text",
) -> None:
    """Show the mail that is due, or the next reminder; send nothing.

    Example: ecg announce render -f eml
    """
    reminders = Reminders.of(session, session.group, kind)
    mail = reminders.mail(reminders.notice(day))
    if form == "text":
        session.answer(_shown(mail, reminders.announce))
        return
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(newline="")
    session.answer(mail.data.decode("ascii"), exact=True)


@command(app, "send", asks_hosts=True)
def send(
    session: Session,
    *,
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would be sent, and send nothing.")] = False,
    check: Annotated[
        bool, Option("--check", help="Send nothing, and exit with 1 if something would be sent.")
    ] = False,
    kind: KindOption = None,
    again: Annotated[
        bool, Option("--again", help="Send once more what may have been sent, and nothing else.")
    ] = False,
    sent: Annotated[bool, Option("--sent", help="Note what may have been sent as sent, and send nothing.")] = False,
) -> None:
    """Send what is due, each mail once: reminders and changes.

    Example: ecg announce send --dry-run
    """
    session.require_file()
    if again and sent:
        raise UsageError("--again and --sent do not go together", "leave one of them out")
    wanted = SendOptions(kind=kind, dry_run=dry_run, check=check, again=again, sent=sent)
    answer_each(session, None, partial(_announced, session, wanted))


def _announced(session: Session, wanted: SendOptions, group: Group) -> Answer:
    nothing = Answer(dict, "")
    if group.announce is None and session.options.every:
        return nothing
    reminders = Reminders.of(session, group, wanted.kind)
    try:
        if wanted.dry_run or wanted.check:
            return _looked(reminders, wanted)
        if wanted.sent:
            reminders.settle()
        else:
            reminders.send(again=wanted.again)
    except Finding as found:
        return Answer(dict, "", found)
    return nothing._replace(ends_in=reminders.waiting)


def _looked(reminders: Reminders, wanted: SendOptions) -> Answer:
    """Show the mails that would be sent; with ``--check``, end in a finding where there is one.

    With ``--sent`` nothing would be sent: name what would be noted.
    """
    if wanted.sent:
        return _would_settle(reminders, wanted)
    mails = [reminders.mail(notice) for notice in reminders.to_send(again=wanted.again)]
    if wanted.dry_run:
        reminders.session.answer("\n".join(_shown(mail, reminders.announce) for mail in mails))
        if not mails:
            reminders.session.note(f"{reminders.group.key}: no mail is due; `ecg announce render` shows the next one")
    found = None if wanted.again else reminders.waiting
    if wanted.check and mails:
        problem = ", ".join(reminders.named(mail.mailing) for mail in mails)
        found = Finding(f"{problem} would be sent", "`ecg announce send` sends the mail")
    return Answer(dict, "", found)


def _would_settle(reminders: Reminders, wanted: SendOptions) -> Answer:
    """Name the mails that ``--sent`` would note as sent, in a dry run."""
    named = [reminders.named(mailing) for mailing in reminders.unsettled()]
    if wanted.dry_run:
        reminders.session.answer("\n".join(f"{one} would be noted as sent" for one in named))
        if not named:
            reminders.session.note(f"{reminders.group.key}: there is no mail to note as sent")
    return Answer(dict, "")


def _shown(mail: Mail, announce: Announce) -> str:
    return f"From: {announce.sender}\nTo: {announce.to}\nSubject: {mail.subject}\n\n{mail.text}"
