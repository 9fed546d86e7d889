"""Tests of the way to the mail server: at each step that fails it is known whether the mail was sent."""

import socket
import ssl
from contextlib import nullcontext
from pathlib import Path

import pytest
import trustme

from ecgtool.announce.smtp import Client, Login, Server, SmtpPatience, Undecided, begin_tls, delivery, server_of
from ecgtool.errors import EcgError, RefusedError, UnreachableError, UsageError
from tests.announce.mails import reminder
from tests.announce.server import CLOSE, DRIP, GARBAGE, HANG, STEPS, Post, serving

SOON = SmtpPatience(answer=0.4, last_answer=0.4)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Who vouches for the servers of these tests."""
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust that authority, as a system does that has it installed."""
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


def certificate(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """What a server needs that is to prove that it is ``name``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def chairs(word: str = "hunter2") -> Login:
    """Who logs in."""
    return Login(username="chairs", password=word)


def sent(post: Post, login: Login | None = None, *, host: str = "127.0.0.1", encrypted: bool = False) -> str:
    """Send a reminder to the server and return its last words."""
    server = Server(host=host, port=post.port, encrypted=encrypted)
    with delivery(server, login, "example.org", SOON) as session:
        session.offer(reminder())
        return session.finish(SOON.last_answer)


def test_a_mail_arrives_as_it_was_made() -> None:
    """Byte for byte; the server's words come back, and it is greeted and left as the protocol has it."""
    with serving() as post:
        assert sent(post) == "250 taken as 4711"
    assert post.taken == [reminder().data]
    assert [command.split()[0] for command in post.commands] == ["connect", "EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
    assert post.commands[1] == "EHLO example.org"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("answer", "error"), [("451 4.7.1 greylisted", UnreachableError), ("550 5.7.1 not you", RefusedError)]
)
def test_no_for_an_answer(step: str, answer: str, error: type[EcgError]) -> None:
    """Not now is out of reach, never is refused; both are told in the server's words, and nothing was sent."""
    with serving(step, answer) as post, pytest.raises(error, match=answer):
        sent(post)
    assert post.taken == []


@pytest.mark.parametrize("how", [CLOSE, HANG, DRIP])
@pytest.mark.parametrize("step", STEPS[:-1])
def test_a_connection_that_ends_before_the_text(step: str, how: str) -> None:
    """Or falls silent, or never comes to an end of its answer: out of reach for now, and nothing was sent."""
    with serving(step, how) as post, pytest.raises(UnreachableError):
        sent(post)
    assert (post.taken, post.texts) == ([], 0)


@pytest.mark.parametrize("step", STEPS[:-1])
def test_what_speaks_another_way_is_named_so(step: str) -> None:
    """Another program listens on that port: its words are no answer, and have no number."""
    with serving(step, GARBAGE) as post, pytest.raises(UnreachableError, match="as a mail server does: nothing was"):
        sent(post)
    assert post.texts == 0


@pytest.mark.parametrize("how", [CLOSE, "close after", HANG, DRIP, GARBAGE, "354 go on"])
def test_a_connection_that_ends_after_the_text(how: str) -> None:
    """Nobody can know whether it was taken."""
    with serving("text", how) as post, pytest.raises(Undecided):
        sent(post)
    assert post.texts == 1


def test_a_server_of_before_esmtp() -> None:
    """One that knows HELO alone gets the mail as well."""
    with serving("EHLO", "502 what") as post:
        post.helo = True
        sent(post)
    assert len(post.taken) == 1


def test_nobody_at_home() -> None:
    """A port that nothing listens on, and a host that there is not."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(UnreachableError, match=f"127.0.0.1:{port}"):
        sent(Post(port=port))
    with pytest.raises(UnreachableError):
        sent(Post(port=port), host="mail.invalid")


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_the_host(authority: trustme.CA) -> None:
    """TLS from the beginning, and by STARTTLS where a password is sent."""
    login = chairs("päss\\wörd")
    with serving(tls=certificate(authority, "127.0.0.1"), word=login.password) as post:
        sent(post, login, encrypted=True)
    with serving(starttls=certificate(authority, "127.0.0.1"), word=login.password) as other:
        sent(other, login)
    assert post.logins == other.logins == [("chairs", login.password)]
    assert other.commands.index("STARTTLS") < next(n for n, c in enumerate(other.commands) if c.startswith("AUTH"))


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_host_gets_no_password(authority: trustme.CA) -> None:
    """Refused, before anything is sent."""
    login = chairs()
    tls = certificate(authority, "mail.example.org")
    for encrypted, server in (
        (True, serving(tls=tls, word="hunter2")),
        (False, serving(starttls=tls, word="hunter2")),
    ):
        with server as post, pytest.raises(RefusedError, match="does not prove to be 127"):
            sent(post, login, encrypted=encrypted)
        assert (post.logins, post.taken) == ([], [])


def test_a_certificate_of_nobody_gets_no_mail(authority: trustme.CA) -> None:
    """One whose authority this system does not know."""
    with serving(tls=certificate(authority, "127.0.0.1")) as post, pytest.raises(RefusedError, match="certificate"):
        sent(post, encrypted=True)
    assert post.taken == []


def test_this_computer_needs_no_certificate_for_a_mail_alone(authority: trustme.CA) -> None:
    """Its own mail server has one that nobody vouches for; without a password STARTTLS is left alone."""
    with serving(starttls=certificate(authority, "other.example.org")) as post:
        sent(post)
    assert "STARTTLS" not in post.commands
    assert len(post.taken) == 1


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("flaw", "error"),
    [
        (("STARTTLS", "454 not now"), UnreachableError),
        (("STARTTLS", "501 no"), RefusedError),
        (("STARTTLS", CLOSE), UnreachableError),
        (("AUTH", "454 4.7.0 later"), UnreachableError),
        (("AUTH", "535 5.7.8 wrong"), RefusedError),
        (("AUTH", CLOSE), UnreachableError),
        (("AUTH", HANG), UnreachableError),
    ],
)
def test_tls_and_login_that_fail(authority: trustme.CA, flaw: tuple[str, str], error: type[EcgError]) -> None:
    """No mail goes out, and no password where there is no TLS; the password is in no message."""
    tls = certificate(authority, "127.0.0.1")
    with serving(*flaw, starttls=tls, word="hunter2") as post, pytest.raises(error) as caught:
        sent(post, chairs())
    assert (post.taken, post.logins) == ([], [])
    assert "hunter2" not in str(caught.value)


def test_a_server_that_takes_no_login() -> None:
    """A password for one that asks for none is a fault that a person mends."""
    with serving() as post, pytest.raises(RefusedError, match="takes no login"):
        sent(post, chairs())
    assert post.taken == []


class FarClient(Client):
    """A client of a server that is not on this computer, as far as it knows."""

    @property
    def peer(self) -> str:
        """An address that is reserved for documentation (RFC 5737)."""
        return "192.0.2.1"


def test_a_password_goes_nowhere_without_tls_but_here() -> None:
    """A server beyond loopback that offers none gets no password; without a password it gets the mail."""
    with serving(word="hunter2") as post:
        server = Server(host="127.0.0.1", port=post.port, encrypted=False)
        client = FarClient(server, "example.org", SOON)
        client.ehlo()
        with pytest.raises(RefusedError, match="offers no TLS"):
            begin_tls(client, server, chairs())
        begin_tls(client, server, None)
        client.close()
    assert (post.logins, "STARTTLS" in post.commands) == ([], False)


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(("name", "fails"), [("127.0.0.1", False), ("mail.example.org", True)])
def test_beyond_this_computer_tls_is_used_where_it_is_offered(authority: trustme.CA, name: str, fails: bool) -> None:
    """Without a password too, and the certificate has to be the host's."""
    with serving(starttls=certificate(authority, name)) as post:
        server = Server(host="127.0.0.1", port=post.port, encrypted=False)
        client = FarClient(server, "example.org", SOON)
        client.ehlo()
        with pytest.raises(ssl.SSLCertVerificationError) if fails else nullcontext():
            begin_tls(client, server, None)
        client.close()
    assert "STARTTLS" in post.commands


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example.org", Server(host="mail.example.org", port=25, encrypted=False)),
        ("smtp://mail.example.org:587/", Server(host="mail.example.org", port=587, encrypted=False)),
        ("SMTPS://mail.example.org", Server(host="mail.example.org", port=465, encrypted=True)),
        ("smtp://[::1]:2525", Server(host="::1", port=2525, encrypted=False)),
    ],
)
def test_addresses_of_servers(address: str, server: Server) -> None:
    """With the ports that each has where none is named."""
    assert server_of(address) == server


def test_a_login_in_the_address_is_none() -> None:
    """It is not shown, and there is a place for it."""
    with pytest.raises(UsageError, match="username") as caught:
        server_of("smtp://chairs:hunter2@mail.example.org")
    assert "hunter2" not in str(caught.value)
