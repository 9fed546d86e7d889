"""Send each mail once: it is noted before and after each attempt, under a lock, in a file of the state folder."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from ecgtool import files
from ecgtool.announce.mail import Mail
from ecgtool.announce.sent import SentMail, Standing, from_json, to_json
from ecgtool.announce.smtp import Login, Server, SmtpPatience, Undecided, delivery
from ecgtool.errors import EcgError, UsageError
from ecgtool.group import Group


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """The file in which the mails of one group are noted. Two configurations with one ``ical.uid`` share it."""

    path: Path

    @classmethod
    def of(cls, state: Path, config: Path, group: Group) -> "SentFile":
        """Return the file for ``group`` of the configuration ``config``.

        A file that was made before the group had a UID stays in use.
        """
        names = (group.ical.uid, f"{config.resolve()} {group.key}")
        paths = [state / "announced" / f"{files.file_name_of(name)}.json" for name in names if name]
        return cls(path=next((path for path in paths if path.exists()), paths[0]))

    def read(self) -> SentMail:
        """Return what was sent.

        Raises:
            UsageError: the file is damaged, so that nobody knows what was sent.
        """
        kept = files.read(self.path, absent=b"")
        try:
            return from_json(kept) if kept else SentMail()
        except ValueError as error:
            problem = f"{self.path} does not tell any more what was sent ({error})"
            raise UsageError(problem, "mend it; without it all that is due goes out once more") from error

    def write(self, sent: SentMail) -> None:
        """Write down what was sent.

        Raises:
            EcgError: it cannot be written.
        """
        files.replace(self.path, to_json(sent))

    @contextmanager
    def locked(self, turn: files.LockWait) -> Iterator[None]:
        """Keep other runs waiting. Raises as ``files.locked`` does."""
        files.make_folder(self.path.parent)
        with files.locked(self.path.with_suffix(".lock"), turn):
            yield


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """Sends a group's mails through ``server`` with ``login``. Notes them in ``file``; the caller holds its lock."""

    file: SentFile
    server: Server
    login: Callable[[], Login | None]
    patience: SmtpPatience = field(default_factory=SmtpPatience)

    def send(self, mail: Mail) -> str:
        """Send ``mail`` and return what the server answered when it took it.

        It is noted as started before anything else, as unsettled before the line that ends it goes out, and as sent
        when the server has taken it. So whenever the run is killed, only a mail that was not sent is sent again.

        Raises:
            Undecided: it may have been sent. The note stays as it is.
            EcgError: it was not sent. The note is removed.
        """
        before = self.file.read()
        again = any(one.message_id == mail.mailing.message_id for one in before.unsettled)
        self._note(before, mail, "unsettled" if again else "started")
        try:
            with delivery(self.server, self.login(), mail.sender.rpartition("@")[2], self.patience) as session:
                session.offer(mail)
                self._note(before, mail, "unsettled")
                words = session.finish(self.patience.last_answer)
                self._note_sent(before, mail)
        except Undecided:
            raise
        except EcgError:
            with suppress(EcgError):  # then it counts as unsettled, and a person looks
                self.file.write(before)
            raise
        return words

    def _note(self, before: SentMail, mail: Mail, standing: Standing) -> None:
        self.file.write(before.noted(replace(mail.mailing, standing=standing)))

    def _note_sent(self, before: SentMail, mail: Mail) -> None:
        try:
            self._note(before, mail, "sent")
        except EcgError as error:
            raise Undecided(f"the mail was sent, but that cannot be noted ({error})") from error
