"""MediaWiki's action API: one request, and an answer or a typed failure (https://www.mediawiki.org/wiki/API:Main_page).

HTTP 200 comes with every error of the API, and other answers than the API's come with any status; so an answer
counts only where it is JSON that says what it should.
"""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ecgtool.errors import EcgError, RefusedError, UsageError
from ecgtool.targets.mediawiki.answers import Answer, error_code, garbled, part
from ecgtool.targets.mediawiki.failures import Busy, Unknown
from ecgtool.targets.mediawiki.refusals import failure, plain
from ecgtool.targets.mediawiki.transport import Reply, Transport
from ecgtool.targets.mediawiki.waiting import Clock, retry_after

LONGEST_ADDRESS = 2000
"""Bytes of parameters beyond which a question goes into the body."""

_FORM = {"formatversion": "2", "format": "json"}
"""Last in every address: 1.28 mistakes one that ends like a file's name for an attack on Internet Explorer 6."""


class Api:
    """The API behind a transport; ``bearer`` is an OAuth 2 token, sent with each request, or empty."""

    def __init__(self, transport: Transport, clock: Clock, bearer: str = "") -> None:
        self.host = transport.url.host
        self.address = str(transport.url)
        self._transport = transport
        self._clock = clock
        self._bearer = bearer

    def forget(self) -> None:
        """Log out as far as this computer is concerned."""
        self._transport.forget()

    def query(self, **params: str) -> Answer:
        """The answer to a question; nothing on the wiki changes.

        Raises:
            Temporary: asking again may help.
            EcgError: as ``refusals.failure`` has it.
        """
        asked = {"action": "query", **params, **_FORM}
        short = sum(len(value.encode()) for value in asked.values()) < LONGEST_ADDRESS
        send = self._transport.get if short else self._transport.post
        answer = self._answer(send(asked, self._bearer), writes=False)
        if not isinstance(part(answer, "query"), dict):
            raise garbled("answer to the question")
        return answer

    def post(self, **params: str) -> Answer:
        """The answer to an order, which may change something on the wiki; raises as ``query`` does.

        Raises:
            Unknown: it may have been carried out, or not.
        """
        return self._answer(self._transport.post({**_FORM, **params}, self._bearer), writes=True)

    def _answer(self, reply: Reply, *, writes: bool) -> Answer:
        content = _parsed(reply.body)
        after = retry_after(reply.headers.get("Retry-After"), self._reply_time(reply))
        if content is None:
            raise self._stranger(reply, after, writes=writes)
        if code := error_code(content):
            raise failure(code, after)
        if reply.status >= 400:
            raise self._stranger(reply, after, writes=writes)
        return content

    def _stranger(self, reply: Reply, after: float | None, *, writes: bool) -> EcgError:
        """What an answer that is not the API's means."""
        problem = f"{self.host} answers with HTTP {reply.status} and not as an API"
        if reply.status in {408, 425, 429}:
            return Busy(problem, after=after, pause=5)
        if reply.status in {401, 403, 413}:
            return RefusedError(problem, "ask the wiki's admin what stands before the API and stops ecg")
        if reply.status >= 500:
            return Unknown(problem, after=after)
        if writes:
            return Unknown(problem)
        if 300 <= reply.status < 500:
            return UsageError(problem + _whereto(reply), "write the address of its api.php into wiki.api")
        return Unknown(problem, "run it again later, and see whether wiki.api is the address of its api.php", tries=3)

    def _reply_time(self, reply: Reply) -> datetime:
        try:
            return parsedate_to_datetime(reply.headers["Date"]).astimezone(UTC)
        except (KeyError, ValueError, OverflowError):
            return self._clock.now()


def _parsed(body: bytes) -> Answer | None:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _whereto(reply: Reply) -> str:
    target = plain(reply.headers.get("Location", "")).partition("?")[0]
    return f" but leads to {target}" if target else ""
