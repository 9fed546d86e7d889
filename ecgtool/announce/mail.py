"""Make the mail about a meeting: the agenda as text, and the meeting as a calendar that each client shows.

Outlook, Gmail and Apple Mail look for a calendar in multipart/alternative. Mailman's content filter drops all but the
first of the alternatives. So the same calendar follows once more, as an attachment of the same type.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from hashlib import sha256

from ecgtool.announce.due import Notice
from ecgtool.announce.refusals import addresses, is_command, refuse_held, refuse_passcode
from ecgtool.announce.sent import Mailing
from ecgtool.group import Announce
from ecgtool.ical import single
from ecgtool.passcode import call_without
from ecgtool.render.agenda import MeetingAgenda, agenda_json
from ecgtool.render.document import Document
from ecgtool.render.mail import agenda_mail, cancelled_mail, mail_text, moved_mail
from ecgtool.render.meeting import GroupMeeting
from ecgtool.render.plain import plain
from ecgtool.schedule.occurrences import Meeting, meetings
from ecgtool.upkeep.content import Content
from ecgtool.wording.templates import Subject, parse_template


class _MailPolicy(EmailPolicy):
    """How a mail is written: lines end in CRLF, and all is ASCII, which every server takes."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as it is sent. The library's own folding loses spaces, and encodes a long Message-ID."""
        if name in {"In-Reply-To", "References"}:
            return f"{name}: {value}{self.linesep}".encode()
        if name == "Subject":
            charset = "us-ascii" if value.isascii() else "utf-8"
            folded = Header(value, charset, header_name=name).encode(linesep=self.linesep)
            return f"{name}: {folded}{self.linesep}".encode()
        return super().fold_binary(name, value)


POLICY = _MailPolicy(linesep="\r\n", cte_type="7bit")
_PREFIXES = {"reminder": "", "cancelled": "Cancelled: ", "moved": "Moved: "}


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to send: the addresses of its envelope (RFC 5321), and its bytes, ``data`` (RFC 5322).

    ``mailing`` is what is noted of it before it is sent. ``text`` is the part that a person reads.
    """

    mailing: Mailing
    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    data: bytes


def mail_of(notice: Notice, announce: Announce, content: Content, now: datetime) -> Mail:
    """Return the mail of ``notice`` at ``now``, with ``content`` for its agenda and call.

    Raises:
        UsageError: an address is none, a list would hold the mail, a pass code would go out, or the template fails.
    """
    call = content.call if announce.passcode else call_without(content.call)
    notice = replace(notice, group=notice.group._replace(agenda=content.agenda, call=call))
    sender, to = addresses(announce.sender, "sender")[0], addresses(announce.to, "to")
    subject = _subject(notice, announce)
    text = _text(notice, announce, replace(content, call=call), now)
    calendar = single.message(notice.group, notice.event, notice.sequence, now) if announce.invitation else ""
    refuse_passcode(announce, content.call, subject, text, calendar.replace("\r\n ", ""))
    message = EmailMessage(policy=POLICY)
    message["From"], message["To"] = sender, to
    if announce.reply_to:
        message["Reply-To"] = addresses(announce.reply_to, "reply_to")
    message["Subject"], message["Date"] = subject, now
    mailing = _mailing(notice, sender, now)
    _identify(message, mailing, notice)
    _fill(message, text, calendar)
    data = message.as_bytes()
    refuse_held(subject, text, data)
    return Mail(
        mailing=mailing,
        sender=sender.addr_spec,
        recipients=tuple(address.addr_spec for address in to),
        subject=subject,
        text=text,
        data=data,
    )


def _subject(notice: Notice, announce: Announce) -> str:
    about = Subject(notice.occurrence, notice.group.name, notice.group.call.join)
    return plain(_PREFIXES[notice.kind] + parse_template(announce.subject, notice.group.language).render(about))


def _text(notice: Notice, announce: Announce, content: Content, now: datetime) -> str:
    about = _about(notice, content, now)
    if not announce.template:
        return mail_text(_document(notice, about, now), is_command)
    from ecgtool.render.user_template import fill_template

    values = agenda_json(about) | {"kind": notice.kind, "reason": notice.reason or None}
    return fill_template(announce.template, values)


def _about(notice: Notice, content: Content, now: datetime) -> MeetingAgenda:
    group = notice.group
    coming = (
        meeting for meeting in meetings(group.schedule, now) if meeting.occurrence.start >= notice.occurrence.start
    )
    meeting = next(coming, None)
    if meeting is None or meeting.occurrence != notice.occurrence:
        meeting = Meeting(notice.occurrence, None, ())
    return MeetingAgenda(
        group_key=group.key,
        group_name=group.name,
        meeting=GroupMeeting(group, meeting, group.zones, now),
        agenda=content.agenda,
        call=content.call,
    )


def _document(notice: Notice, about: MeetingAgenda, now: datetime) -> Document:
    last, group = notice.last, notice.group
    if notice.kind == "cancelled" and about.meeting:
        following = next(meetings(group.schedule, now), None)
        return cancelled_mail(
            about.meeting, notice.reason, GroupMeeting(group, following, group.zones, now) if following else None
        )
    if notice.kind == "moved":
        return moved_mail(about, last.occurrence if last and last.kind != "cancelled" else None)
    return agenda_mail(about)


def _mailing(notice: Notice, sender: Address, now: datetime) -> Mailing:
    """Return what is noted of the mail. Its Message-ID follows from group, date, kind and sequence alone."""
    meeting = sha256(notice.event.uid.encode()).hexdigest()[:16]
    return Mailing(
        uid=notice.event.uid,
        kind=notice.kind,
        sequence=notice.sequence,
        message_id=f"<{meeting}.{notice.kind}.{notice.sequence}@{sender.domain}>",
        planned=notice.planned,
        start=notice.occurrence.start,
        end=notice.occurrence.end,
        zone=notice.occurrence.zone.key,
        standing="started",
        at=now,
    )


def _identify(message: EmailMessage, mailing: Mailing, notice: Notice) -> None:
    message["Message-ID"] = mailing.message_id
    if notice.reminder and notice.kind != "reminder":
        message["In-Reply-To"] = message["References"] = notice.reminder.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no vacation answers
    message["Precedence"] = "bulk"


def _fill(message: EmailMessage, text: str, calendar: str) -> None:
    """Add the text, and the calendar as alternative and as attachment. The boundaries follow from the Message-ID."""
    if not calendar:
        message.set_content(text)
        return
    message["MIME-Version"] = "1.0"
    name = sha256(message["Message-ID"].encode()).hexdigest()[:24]
    alternatives = MIMEPart(policy=POLICY)
    plain_text = MIMEPart(policy=POLICY)
    plain_text.set_content(text)
    for parent, kind, parts in (
        (alternatives, "alternative", (plain_text, _calendar(calendar))),
        (message, "mixed", (alternatives, _calendar(calendar, filename="invite.ics"))),
    ):
        parent["Content-Type"] = f'multipart/{kind}; boundary="={kind}_{name}"'
        for part in parts:
            parent.attach(part)


def _calendar(calendar: str, filename: str | None = None) -> MIMEPart:
    part = MIMEPart(policy=POLICY)
    method = "CANCEL" if "METHOD:CANCEL" in calendar.split("\r\n") else "PUBLISH"
    part.set_content(calendar, subtype="calendar", cte="base64", params={"method": method}, filename=filename)
    return part
