"""Hand one mail over to a mail server (RFC 5321), step by step, so that it is known how far it came.

``smtplib`` raises the same error before the end of the text and after it. Here each step is taken by itself.
"""

import re
import smtplib
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from threading import Event, Timer
from typing import Any, NoReturn
from urllib.parse import urlsplit

from ecgtool.announce.mail import Mail
from ecgtool.errors import Finding, RefusedError, UnreachableError, UsageError
from ecgtool.group import Announce
from ecgtool.render.plain import plain
from ecgtool.trust import SMTP, printed_secret, secret_hosts

_CONNECT_SECONDS = 30.0
_GOODBYE_SECONDS = 5.0
_LONGEST_WORDS = 300


@dataclass(frozen=True, kw_only=True)
class SmtpPatience:
    """Seconds to wait for an answer, and for the last one (RFC 5321, section 4.5.3.2.6: ten minutes)."""

    answer: float = 60.0
    last_answer: float = 600.0


@dataclass(frozen=True, kw_only=True)
class Server:
    """A mail server. ``encrypted`` is whether TLS begins with the connection."""

    host: str
    port: int
    encrypted: bool

    @property
    def name(self) -> str:
        """The host and the port."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, kw_only=True)
class Login:
    """An account on a mail server."""

    username: str
    password: str = field(repr=False)


class Undecided(Finding):
    """The connection ended after the text and before the answer, so the mail may have been sent."""


def server_of(address: str) -> Server:
    """Return the server in ``smtp://host:port`` or ``smtps://host:port``. Without a port it is 25 or 465.

    Raises:
        UsageError: the address holds a login, which belongs elsewhere.
    """
    parts = urlsplit(address)
    if parts.username is not None or parts.password is not None:
        raise UsageError("announce.smtp holds a login", "set announce.username and password_command instead")
    encrypted = parts.scheme.lower() == "smtps"
    return Server(host=parts.hostname or "", port=parts.port or (465 if encrypted else 25), encrypted=encrypted)


class Delivery:
    """A session with a server, in which one mail is offered and then ended."""

    def __init__(self, smtp: "Client", server: Server) -> None:
        self._smtp, self._server = smtp, server

    def offer(self, mail: Mail) -> None:
        """Send all of ``mail`` but the line that ends it. Without that line no server may deliver it.

        Raises:
            EcgError: the server does not take it; it was not sent.
        """
        with _not_sent(self._server):
            size = [f"SIZE={len(mail.data)}"] if self._smtp.has_extn("size") else []
            self._expect(self._smtp.mail(mail.sender, size), "MAIL FROM")
            for recipient in mail.recipients:
                self._expect(self._smtp.rcpt(recipient), f"RCPT TO:<{recipient}>")
            self._expect(self._smtp.docmd("DATA"), "DATA", 354)
            self._smtp.send(_dotted(mail.data))

    def finish(self, seconds: float) -> str:
        """End the mail, and return what the server answered when it took it.

        Raises:
            Undecided: there was no answer in time, or none that can be read.
            EcgError: the server does not take it; it was not sent.
        """
        try:
            self._smtp.wait(seconds)
            self._smtp.send(b".\r\n")
            code, words = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise self._undecided(_why(error)) from error
        if not (200 <= code < 300 or 400 <= code < 600):
            raise self._undecided(f"it answered {_shown(code, words)}")
        self._expect((code, words), "the text", code - code % 100)
        return _shown(code, words)

    def _expect(self, answer: tuple[int, bytes], step: str, wanted: int = 250) -> None:
        """Raise where the answer to ``step`` is not of the kind ``wanted``: 2xx for 250, 3xx for 354."""
        if answer[0] // 100 != wanted // 100 or answer[0] >= 400:
            _refuse(self._server, step, *answer)

    def _undecided(self, why: str) -> Undecided:
        return Undecided(f"{self._server.name} got the whole mail, but {why}")


@contextmanager
def delivery(server: Server, login: Login | None, own_name: str, patience: SmtpPatience) -> Iterator[Delivery]:
    """Connect, greet as ``own_name``, begin TLS and log in where needed; say good-bye at the end.

    STARTTLS is used where it is offered, except on this computer without a password. Without TLS a password goes only
    to this computer.

    Raises:
        RefusedError: the server said no, its certificate is not the host's, or there is no TLS for a password.
        UnreachableError: there is no connection, or the server said "not now".
    """
    with _not_sent(server):
        smtp = _connected(server, own_name, patience)
    try:
        with _not_sent(server):
            smtp.ehlo_or_helo_if_needed()
            if not server.encrypted:
                begin_tls(smtp, server, login)
            if login:
                _log_in(smtp, server, login)
        yield Delivery(smtp, server)
        smtp.wait(_GOODBYE_SECONDS)
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()


class Client(smtplib.SMTP):
    """An SMTP client that waits a fixed time for each whole answer, however slowly its bytes come."""

    def __init__(self, server: Server, own_name: str, patience: SmtpPatience, **more: Any) -> None:
        self._seconds = patience.answer
        timeout = min(_CONNECT_SECONDS, patience.answer)
        super().__init__(server.host, server.port, local_hostname=own_name, timeout=timeout, **more)
        self.wait(patience.answer)

    def wait(self, seconds: float) -> None:
        """Wait ``seconds`` for each answer from now on."""
        self._seconds = seconds
        if self.sock:
            self.sock.settimeout(seconds)

    @property
    def peer(self) -> str:
        """The address at the other end."""
        return str(self.sock.getpeername()[0]).partition("%")[0] if self.sock else ""

    def getreply(self) -> tuple[int, bytes]:
        """Return the next answer.

        Raises:
            TimeoutError: it took too long; the connection was cut.
        """
        late = Event()

        def cut(connection: socket.socket) -> None:
            late.set()
            with suppress(OSError):  # it has ended meanwhile
                socket.socket.shutdown(connection, socket.SHUT_RDWR)  # below TLS, which this thread is reading

        watch = Timer(self._seconds, cut, (self.sock,))
        watch.daemon = True
        watch.start()
        try:
            answer = super().getreply()
        except OSError as error:
            if late.is_set():  # what was cut looks like what the server ended
                raise TimeoutError from error
            raise
        finally:
            watch.cancel()
        if late.is_set():  # what was read of a line counts as one for smtplib
            self.close()
            raise TimeoutError
        return answer


class EncryptedClient(Client, smtplib.SMTP_SSL):
    """The same client where TLS begins with the connection."""


def _connected(server: Server, own_name: str, patience: SmtpPatience) -> Client:
    if server.encrypted:
        return EncryptedClient(server, own_name, patience, context=ssl.create_default_context())
    return Client(server, own_name, patience)


def begin_tls(smtp: Client, server: Server, login: Login | None) -> None:
    """Begin TLS where it is offered, except on this computer without a login.

    Raises:
        RefusedError: a password would go to another computer without TLS.
    """
    peer = ip_address(smtp.peer)
    mapped = peer.ipv4_mapped if isinstance(peer, IPv6Address) else None
    local = (mapped or peer).is_loopback
    if smtp.has_extn("starttls") and (login or not local):
        smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
    elif login and not local:
        raise RefusedError(f"{server.name} offers no TLS, so it gets no password", "use smtps:// or another port")


def _log_in(smtp: Client, server: Server, login: Login) -> None:
    """Log in by PLAIN in UTF-8 (RFC 4616), which ``smtplib`` cannot do, or else by what the server offers."""
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").upper().split():
        smtp.login(login.username, login.password)
        return
    secret = b64encode(f"\0{login.username}\0{login.password}".encode()).decode()
    code, words = smtp.docmd("AUTH", f"PLAIN {secret}")
    if code != 235:
        _refuse(server, "the login", code, words.replace(secret.encode(), b"..."))


@contextmanager
def _not_sent(server: Server) -> Iterator[None]:
    """Turn errors before the end of a mail into ones that say whether to try again. Nothing was sent then."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        step = "the login" if isinstance(error, smtplib.SMTPAuthenticationError) else "the connection"
        words = error.smtp_error
        _refuse(server, step, error.smtp_code, words if isinstance(words, bytes) else words.encode())
    except smtplib.SMTPNotSupportedError as error:
        raise RefusedError(
            f"{server.name} takes no login: {error}", "leave out the username, or use its other port"
        ) from error
    except UnicodeEncodeError as error:
        raise RefusedError(f"{server.name} takes no login in letters beyond ASCII", "set another password") from error
    except ssl.SSLCertVerificationError as error:
        problem = f"{server.name} does not prove to be {server.host}: {error.verify_message}"
        raise RefusedError(problem, "name the host that its certificate is for") from error
    except OSError as error:
        raise UnreachableError(
            f"{server.name} is out of reach: {_why(error)}", "nothing was sent; run it again"
        ) from error


def _refuse(server: Server, step: str, code: int, words: bytes) -> NoReturn:
    said = _shown(code, words)
    if 500 <= code < 600:
        raise RefusedError(f"{server.name} refuses {step}: {said}", "nothing was sent; ask who runs the server")
    if code < 0:  # what ``smtplib`` makes of a line that begins with no number
        problem = f"{server.name} does not answer as a mail server does"
        raise UnreachableError(problem, "nothing was sent; see host and port in announce.smtp")
    raise UnreachableError(f"{server.name} puts off {step}: {said}", "nothing was sent; run it again later")


def _shown(code: int, words: bytes) -> str:
    return f"{code} {plain(words.decode(errors='replace'))[:_LONGEST_WORDS]}"


def _why(error: OSError) -> str:
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the connection ended"
    return error.strerror or plain(str(error))


def _dotted(data: bytes) -> bytes:
    """Return ``data`` with another dot before each line that begins with one (RFC 5321, section 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", data)


def login_of(announce: Announce, environ: Mapping[str, str], server: Server) -> Login | None:
    """Return the login for ``server``, or None where neither an account nor a password is named.

    A password from ``password_command`` comes before $ECG_SMTP_PASSWORD. The account is taken from where the password
    is, if it is there.

    Raises:
        RefusedError: one of account and password is missing, the command fails, or the secret is for another host.
    """
    theirs, secret = environ.get("ECG_SMTP_USERNAME", ""), environ.get("ECG_SMTP_PASSWORD", "")
    if not (announce.username or theirs or announce.password_command or secret):
        return None
    if not (announce.password_command or secret):
        raise RefusedError(
            "there is no password for the mail server", "set announce.password_command or $ECG_SMTP_PASSWORD"
        )
    secret_hosts(SMTP, environ).require(server.host, server.port)
    if announce.password_command:
        username = announce.username or theirs
        secret = printed_secret(announce.password_command, "announce.password_command")
    else:
        username = theirs or announce.username
    if not username:
        raise RefusedError("there is no account for the mail server", "set announce.username or $ECG_SMTP_USERNAME")
    return Login(username=username, password=secret)
