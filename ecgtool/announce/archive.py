"""The list's archive in HyperKitty: whether a mail came out on the list, or waits for the moderator."""

from base64 import b32encode
from hashlib import sha1
from http import HTTPStatus

import httpx

from ecgtool.errors import RefusedError, UnreachableError

_SECONDS = 10
_REDIRECTS = 5


def is_published(archive: str, message_id: str) -> bool:
    """Return whether the archive at ``archive`` has the mail; no more than the head of its answer is read.

    Raises:
        UnreachableError: it does not answer, or not now.
        RefusedError: it does not show its mails to everybody.
    """
    name = b32encode(sha1(message_id.strip("<>").encode(), usedforsecurity=False).digest()).decode()
    address = f"{archive.rstrip('/')}/message/{name}/"
    try:
        with (
            httpx.Client(timeout=_SECONDS, follow_redirects=True, max_redirects=_REDIRECTS) as client,
            client.stream("GET", address) as answer,
        ):
            status, end = answer.status_code, answer.url.path
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        problem = f"the archive is out of reach ({type(error).__name__})"
        raise UnreachableError(problem, "ask again later, or see announce.archive") from error
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return False
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS:
        raise UnreachableError(f"the archive answers {status}", "ask again later")
    if status != HTTPStatus.OK or name not in end:
        raise RefusedError(f"the archive does not show its mails ({status})", "leave out announce.archive")
    return True
