"""Telling a monitoring service that a run went well: it waits for a request, and warns people when none comes."""

import httpx

from ecgtool.targets.exchange import Encoded, Late, Limits, TooLarge, exchange
from ecgtool.targets.mediawiki.transport import is_loopback, user_agent

_SECONDS = 5.0
_LARGEST = 100_000


def ping(address: str, contact: str, wire: httpx.BaseTransport | None = None) -> str:
    """Request ``address`` once, and return what went wrong, or "". The address is a secret, so it is never in there.

    ``wire`` takes the place of the network in tests.
    """
    limits = Limits(seconds=_SECONDS, sent=_SECONDS, size=_LARGEST, wait=lambda _left: None)
    try:
        url = httpx.URL(address)
        trusts = not is_loopback(url.host)
        with httpx.Client(transport=wire, timeout=_SECONDS, trust_env=trusts) as client:
            headers = {"User-Agent": user_agent(contact), "Accept-Encoding": "identity"}
            answer = exchange(client, client.build_request("GET", url, headers=headers), limits)
    except (Late, TooLarge, Encoded, httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
    return "" if 200 <= answer.status < 400 else f"HTTP {answer.status}"
