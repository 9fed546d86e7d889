"""MediaWiki's action API: one request, and an answer or a typed failure (https://www.mediawiki.org/wiki/API:Main_page).

HTTP 200 comes with every error of the API, and other answers than the API's come with any status. So an answer
counts only where it is JSON of the form that was asked for.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from ecgtool.errors import EcgError, RefusedError, UsageError
from ecgtool.targets.exchange import Reply
from ecgtool.targets.mediawiki.answers import Answer, error_code, error_text, garbled, is_own, parse_answer, part
from ecgtool.targets.mediawiki.failures import Stranger, Unknown
from ecgtool.targets.mediawiki.refusals import UNKNOWN_ERROR, failure
from ecgtool.targets.mediawiki.strangers import stranger
from ecgtool.targets.mediawiki.transport import Transport
from ecgtool.targets.mediawiki.waiting import RunClock, retry_after

LONGEST_ADDRESS = 2000
"""Bytes of parameters beyond which a query goes into the body, by POST."""

_FORM = {"formatversion": "2", "format": "json"}
"""Last in every address: 1.28 mistakes one that ends like a file's name for an attack on Internet Explorer 6."""


class Api:
    """The API behind a transport; ``bearer`` is an OAuth 2 token, sent with each request, or empty."""

    def __init__(self, transport: Transport, clock: RunClock, bearer: str = "") -> None:
        self.host = transport.url.host
        self.address = str(transport.url)
        self._transport = transport
        self._clock = clock
        self._bearer = bearer

    def forget(self) -> None:
        """Drop the session on this computer, which is its cookies."""
        self._transport.forget()

    def query(self, **params: str) -> Answer:
        """Return the answer to a question; nothing on the wiki changes.

        Raises:
            Temporary: asking again may help.
            ReadDenied: whoever asks may not read that.
            EcgError: what ``refusals.failure`` or ``strangers.stranger`` returns.
        """
        asked = {"action": "query", **params, **_FORM}
        short = sum(len(value.encode()) for value in asked.values()) < LONGEST_ADDRESS
        send = self._transport.get if short else self._transport.post
        answer = self._answer(
            send(asked, self._bearer), reads=True, nobody={"assert", "assertuser"}.isdisjoint(params)
        )
        if not isinstance(part(answer, "query"), dict):
            raise garbled("answer to the question")
        return answer

    def log_in(self, **params: str) -> Answer:
        """Return the answer to a login; raises as ``query`` does."""
        return self._answer(self._transport.post({**_FORM, "action": "login", **params}, self._bearer))

    def edit(self, **params: str) -> Answer:
        """Return the answer to an edit, which changes something on the wiki; raises as ``query`` does.

        Raises:
            Unknown: it is not known whether the edit was made. An answer that is not the API's means that too, since
                a proxy before the wiki may spoil the answer to an edit that was made.
        """
        reply = self._transport.post({**_FORM, "action": "edit", **params}, self._bearer)
        try:
            return self._answer(reply)
        except (Stranger, UsageError) as error:
            raise Unknown(error.problem, refusal=_written_nothing(error)) from None

    def _answer(self, reply: Reply, *, reads: bool = False, nobody: bool = False) -> Answer:
        content = parse_answer(reply.body)
        after = retry_after(reply.headers.get("Retry-After"), self._reply_time(reply))
        code = error_code(content)
        if content is None or not is_own(content) or (reply.status >= 400 and code in {"", UNKNOWN_ERROR}):
            raise stranger(reply, self.host, after)
        if code:
            raise failure(code, after, said=error_text(content), reads=reads, nobody=nobody)
        return content

    def _reply_time(self, reply: Reply) -> datetime:
        try:
            return parsedate_to_datetime(reply.headers["Date"]).astimezone(UTC)
        except (KeyError, ValueError, OverflowError):
            return self._clock.now()


def _written_nothing(error: EcgError) -> RefusedError:
    return RefusedError(error.problem, f"nothing was written; {error.hint}")
