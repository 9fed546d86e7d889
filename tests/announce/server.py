"""A mail server (aiosmtpd) that does what it should, or fails at one step in one way."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult

STEPS = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "text")
CLOSE, HANG, GARBAGE, DRIP = "close", "hang", "garbage", "drip"


@dataclass
class Post:
    """What a server got: the mails that it took, the texts that came whole, and the commands with their words.

    ``helo`` is whether it takes HELO where it fails at EHLO. ``flaw`` is at which step it fails, and how: by closing,
    by silence, or with that answer.
    """

    flaw: tuple[str, str] = ("", "")
    taken: list[bytes] = field(default_factory=list)
    texts: int = 0
    logins: list[tuple[str, str]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    port: int = 0
    helo: bool = False
    on_step: Callable[[str], None] = field(default=lambda _: None)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take the mail, unless it is the step to fail at; ``close after`` takes it and says nothing."""
        del session
        self.texts += 1
        self.on_step("text")
        step, how = self.flaw
        if step == "text" and how != "close after":
            return await fail(server, how) or ""
        self.taken.append(envelope.content)
        if step == "text":
            server.transport.abort()
        return "250 taken as 4711"


async def fail(server: Any, how: str) -> str | None:
    """Fail on the connection of ``server``; the answer to give, where there is one."""
    if how == CLOSE:
        server.transport.abort()
        return ""
    if how == HANG:
        await asyncio.sleep(60)
        return ""
    if how == DRIP:
        for _ in range(600):
            server.transport.write(b"2")
            await asyncio.sleep(0.1)
        return ""
    return "what is this" if how == GARBAGE else how


class FlawedSmtp(SMTP):
    """A server that fails where its ``Post`` says."""

    async def _handle_client(self) -> None:
        if not await self._failed("connect"):
            await super()._handle_client()

    async def push(self, status: Any) -> None:
        """Answer, unless the connection is gone."""
        if status and self.transport and not self.transport.is_closing():
            await super().push(status)

    async def _failed(self, step: str, words: str | None = None) -> bool:
        post: Post = self.event_handler
        post.commands.append(f"{step} {words or ''}".strip())
        post.on_step(step)
        if post.flaw[0] != step and (post.helo or (post.flaw[0], step) != ("EHLO", "HELO")):
            return False
        await self.push(await fail(self, post.flaw[1]))
        if step == "connect" and self.transport:
            self.transport.close()
        return True


def _failing(step: str) -> Callable[[FlawedSmtp, str | None], Any]:
    async def method(self: FlawedSmtp, arg: str | None) -> None:
        if not await self._failed(step, arg):
            await getattr(super(FlawedSmtp, self), f"smtp_{step}")(arg)

    return method


for _step in ("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"):
    setattr(FlawedSmtp, f"smtp_{_step}", _failing(_step))


@contextmanager
def serving(
    *flaw: str,
    tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    word: str = "",
    host: str = "127.0.0.1",
) -> Iterator[Post]:
    """Run a server on a free port; it takes logins with the password ``word``, or none."""
    post = Post(flaw=(flaw[0], flaw[1]) if flaw else ("", ""))

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        del server, session, envelope, mechanism
        post.logins.append((data.login.decode(), data.password.decode()))
        return AuthResult(success=data.password.decode() == word)

    loop = asyncio.new_event_loop()
    protocols: list[FlawedSmtp] = []

    def factory() -> SMTP:
        protocols.append(
            FlawedSmtp(
                post,
                hostname="mail.example.org",
                tls_context=starttls,
                authenticator=check if word else None,
                auth_require_tls=not word,
                loop=loop,
            )
        )
        return protocols[-1]

    server = loop.run_until_complete(loop.create_server(factory, host, 0, ssl=tls))
    post.port = server.sockets[0].getsockname()[1]
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield post
    finally:
        asyncio.run_coroutine_threadsafe(_ended(server, protocols), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(server: asyncio.Server, protocols: list[FlawedSmtp]) -> None:
    server.close()
    for protocol in protocols:
        if isinstance(protocol.transport, asyncio.Transport):
            protocol.transport.abort()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
