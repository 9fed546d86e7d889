"""Ask a list's archive (HyperKitty) whether a mail came out on the list, or still waits for the moderator."""

from base64 import b32encode
from hashlib import sha1
from http import HTTPStatus

import httpx

from ecgtool.errors import RefusedError, UnreachableError
from ecgtool.targets.exchange import Encoded, Late, Limits, Reply, TooLarge, exchange

_SECONDS = 30.0
_REDIRECTS = 5
_LARGEST = 4 * 1024 * 1024


def is_published(archive: str, message_id: str) -> bool:
    """Return whether the archive at the address ``archive`` has the mail with that Message-ID.

    Raises:
        UnreachableError: the archive does not answer, or not now.
        RefusedError: it does not show its mails to everybody.
    """
    name = b32encode(sha1(message_id.strip("<>").encode(), usedforsecurity=False).digest()).decode()
    address = f"{archive.rstrip('/')}/message/{name}/"
    try:
        reply, end = _asked(httpx.URL(address))
    except (httpx.HTTPError, httpx.InvalidURL, Late, TooLarge, Encoded) as error:
        problem = f"the archive is out of reach ({type(error).__name__})"
        raise UnreachableError(problem, "ask again later, or see announce.archive") from error
    status = reply.status
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return False
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        raise UnreachableError(f"the archive answers {status}", "ask again later")
    if status != HTTPStatus.OK or name not in end.path:
        raise RefusedError(f"the archive does not show its mails ({status})", "leave out announce.archive")
    return True


def _asked(url: httpx.URL) -> tuple[Reply, httpx.URL]:
    """Return the archive's answer and the address it came from. All redirects share the time of one request."""
    limits = Limits(
        seconds=_SECONDS / (_REDIRECTS + 1), sent=_SECONDS / (_REDIRECTS + 1), size=_LARGEST, wait=lambda _: None
    )
    with httpx.Client(timeout=_SECONDS, headers={"Accept-Encoding": "gzip"}) as client:
        for _ in range(_REDIRECTS + 1):
            reply = exchange(client, client.build_request("GET", url), limits)
            whereto = reply.headers.get("Location", "")
            if not (whereto and HTTPStatus.MULTIPLE_CHOICES <= reply.status < HTTPStatus.BAD_REQUEST):
                return reply, url
            url = url.join(whereto)
    raise httpx.TooManyRedirects(f"more than {_REDIRECTS}")
