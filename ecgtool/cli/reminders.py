"""The reminders of one group in one run: what is due, the mails, and sending them."""

import shlex
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from functools import partial

from ecgtool.announce import due
from ecgtool.announce.archive import is_published
from ecgtool.announce.due import Notice
from ecgtool.announce.mail import Mail, mail_of
from ecgtool.announce.sending import Outbox, SentFile
from ecgtool.announce.sent import Kind, Mailing, SentMail
from ecgtool.announce.smtp import Login, Server, SmtpPatience, Undecided, login_of, server_of
from ecgtool.cli.pages import page_content
from ecgtool.cli.run_record import message_record, messages_made
from ecgtool.cli.session import Session
from ecgtool.cli.typed import typed_moment
from ecgtool.errors import EcgError, Finding, NoMeeting, UsageError
from ecgtool.files import LockWait
from ecgtool.group import Announce, Group
from ecgtool.ical import single
from ecgtool.ical.uids import with_uid_in
from ecgtool.runs.status import StatusPart
from ecgtool.schedule.planned import planned_on
from ecgtool.upkeep.content import configured
from ecgtool.wording.typed_days import around

_LONGEST_TURN = 60
"""Seconds to wait for another run that sends."""


@dataclass(frozen=True, kw_only=True)
class Reminders:
    """The reminders of ``group``; with ``kind`` those of that kind alone."""

    session: Session
    group: Group
    announce: Announce
    file: SentFile
    kind: Kind | None

    @classmethod
    def of(cls, session: Session, group: Group, kind: Kind | None) -> "Reminders":
        """Return the reminders of ``group``.

        Raises:
            UsageError: it has nobody to remind.
        """
        announce = group.announce
        if announce is None:
            problem = f"{group.key} has nobody to remind"
            raise UsageError(problem, "set announce.to and announce.sender, and see `ecg config check`")
        session.require_trust(announce.template, "announce.template")
        file = SentFile.of(session.state_folder, session.require_file(), group)
        group = with_uid_in({mailing.uid for mailing in file.read().mailings}, group)
        return cls(session=session, group=group, announce=announce, file=file, kind=kind)

    def due(self, sent: SentMail) -> list[Notice]:
        """Return the notices that are due; where the agenda is on the group's page, none of what the page cancels.

        Raises:
            EcgError: the page cannot be read, and what is due needs it.
        """
        now = self.session.now
        found = self._chosen(due.due(self.group, self.announce, sent, now))
        if not self.group.agenda_on_page or not (found or any(mailing.end > now for mailing in sent.latest)):
            return found
        try:
            group = self._as_planned()
        except EcgError as error:
            if any(notice.kind != "cancelled" for notice in found):
                raise
            self.session.detail(f"{self.group.key}: {error}")
            return found
        return self._chosen(due.due(group, self.announce, sent, now))

    def notice(self, day: str) -> Notice:
        """Return the notice about the meeting on ``day``, as typed; without it, the first due or the next reminder.

        Raises:
            UsageError: there is no such meeting, or nothing of the kind is due.
            NoMeeting: none is to come.
        """
        sent = self.file.read()
        if day:
            moment = typed_moment(day, "--date", around([self.group], self.session.now))
            try:
                return due.about(self.group, self.kind, moment, sent)
            except due.StillHeld as held:
                raise UsageError(held.problem, f"cancel it with `ecg cancel {held.asked}`") from held
        if found := self.due(sent):
            return found[0]
        if self.kind in {"cancelled", "moved"}:
            raise UsageError(f"no meeting of {self.group.key} is to be told as {self.kind}", "name one with --date")
        following = due.about_next(self.group, sent, self.session.now)
        if following is None:
            raise NoMeeting
        return following

    def mail(self, notice: Notice) -> Mail:
        """Return the mail for ``notice``.

        Raises:
            EcgError: the page cannot be read, or the mail is one that may not be sent.
        """
        day = notice.occurrence.local_start.date()
        off = notice.kind == "cancelled"
        content = configured(self.group) if off else page_content(self.session, self.group, None, day)
        return mail_of(self._numbered(notice), self.announce, content, self.session.now)

    def send(self, *, again: bool) -> None:
        """Send the notices that ``to_send`` returns, and answer with what was sent.

        Raises:
            EcgError: a mail could not be sent; those after it were not tried.
        """
        with self._locked():
            for notice in self.to_send(again=again):
                self._send(notice)

    def to_send(self, *, again: bool) -> list[Notice]:
        """Return what is due; with ``again``, what may have been sent before, and nothing else.

        Raises:
            EcgError: as ``due`` does, or what may have been sent is no longer true.
        """
        sent = self.file.read()
        return [self._again(mailing, sent) for mailing in self.unsettled()] if again else self.due(sent)

    def settle(self) -> None:
        """Record as sent what may have been sent.

        Raises:
            EcgError: it cannot be recorded.
        """
        with self._locked():
            for mailing in self.unsettled():
                self.file.write(self.file.read().noted(replace(mailing, standing="sent")))
                self.session.answer(f"{self.named(mailing)} is noted as sent")

    def unsettled(self) -> tuple[Mailing, ...]:
        """Return the mails of which nobody knows whether they were sent."""
        return tuple(one for one in self.file.read().unsettled if self.kind in {None, one.kind})

    @property
    def waiting(self) -> Finding | None:
        """The finding that nobody knows whether a mail was sent, so that a person has to look; None for none."""
        return next((self._may_have_been_sent(mailing) for mailing in self.unsettled()), None)

    def part(self) -> StatusPart:
        """Return the part of a status: when the last reminder went, what is due, uncertain or not in the archive."""
        sent = self.file.read()
        last = next(
            (one for one in reversed(sent.mailings) if one.kind == "reminder" and one.standing == "sent"), None
        )
        problems = [f"{self._words(mailing)} may have been sent" for mailing in self.unsettled()]
        problems += [f"{self._words(notice)} is due" for notice in self.due(sent)]
        if last and self.announce.archive and not is_published(self.announce.archive, last.message_id):
            problems.append(f"{self._words(last)} is not in the archive, so it may wait for the moderator")
        hint = ": see `ecg announce send`" if problems else ""
        return StatusPart(
            what="reminder", name=self.announce.to, problem="; ".join(problems) + hint, last=last.at if last else None
        )

    def _again(self, mailing: Mailing, sent: SentMail) -> Notice:
        group = self._as_planned()
        if why := due.why_outdated(group, mailing, self.session.now):
            hint = f"`ecg announce send --sent -g {shlex.quote(self.group.key)}` leaves it at that"
            raise Finding(f"{self.named(mailing)} is not sent again, since {why}", hint)
        return due.again(group, mailing, sent)

    def _as_planned(self) -> Group:
        """Return the group without the meetings that its page cancels, where the agenda stands there."""
        if not self.group.agenda_on_page:
            return self.group
        return self.group._replace(schedule=page_content(self.session, self.group, None).schedule)

    def _numbered(self, notice: Notice) -> Notice:
        """Return ``notice`` with a SEQUENCE that follows a message of `ecg ical export` about the meeting, if any."""
        waiting = {mailing.uid for mailing in self.file.read().unsettled}
        last = messages_made(self.session).get(notice.event.uid)
        if last is None or notice.event.uid in waiting or (notice.kind == "reminder" and notice.reminder):
            return notice
        said = single.revision(notice.group, notice.event, last.sequence)
        is_later = notice.kind != "reminder" or said.content != last.content
        return replace(notice, sequence=max(notice.sequence, last.sequence + is_later))

    def _chosen(self, found: list[Notice]) -> list[Notice]:
        return [notice for notice in found if self.kind in {None, notice.kind}]

    def _send(self, notice: Notice) -> None:
        mail = self.mail(notice)
        server = server_of(self.announce.smtp)
        login = partial(self._login, server)
        named = self.named(mail.mailing)
        self.session.progress(f"sending {named}")
        try:
            words = Outbox(file=self.file, server=server, login=login, patience=self._patience()).send(mail)
        except EcgError as error:
            self.session.log(f"announce send: {named} failed: {error}")
            if isinstance(error, Undecided):
                raise self._may_have_been_sent(mail.mailing, str(error)) from error
            raise
        self.session.log(f"announce send: {named} is sent: {words}")
        with suppress(EcgError), message_record(self.session) as messages:
            messages[mail.mailing.uid] = single.revision(notice.group, notice.event, mail.mailing.sequence)
        self.session.answer(f"{named} is sent to {', '.join(mail.recipients)}")

    def _patience(self) -> SmtpPatience:
        """Return how long to wait for each answer; for the last, by which the mail is sent or not, always long."""
        asked = self.session.patience
        return SmtpPatience() if asked is None else SmtpPatience(answer=max(1.0, asked.total_seconds()))

    def _login(self, server: Server) -> Login | None:
        self.session.require_trust(self.announce.password_command, "announce.password_command")
        return login_of(self.announce, self.session.environ, server)

    def _locked(self) -> AbstractContextManager[None]:
        return self.file.locked(LockWait("sending mail", _LONGEST_TURN, self.session.note))

    def named(self, mail: Mailing | Notice) -> str:
        """Return a mail as a person knows it: ``tidal: the reminder of 2026-06-15``."""
        return f"{self.group.key}: {self._words(mail)}"

    def _words(self, mail: Mailing | Notice) -> str:
        schedule, start = self.group.schedule, mail.occurrence.local_start
        extras = [extra for extra in schedule.extras if extra.day == start.date()]
        hour = f" {start:%H:%M}" if len([*planned_on(schedule, start.date()), *extras]) > 1 else ""
        words = {"reminder": "the reminder", "cancelled": "the cancellation", "moved": "the change"}
        return f"{words[mail.kind]} of {start.date()}{hour}"

    def _may_have_been_sent(self, mailing: Mailing, why: str = "") -> Finding:
        key = shlex.quote(self.group.key)
        ways = (f"if it arrived, `ecg announce send --sent -g {key}`", f"else `ecg announce send --again -g {key}`")
        return Finding(f"{self.named(mailing)} may have been sent{f' ({why})' if why else ''}", ", ".join(ways))
