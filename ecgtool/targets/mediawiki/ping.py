"""Telling a watcher that a run went well: it is asked for an address of its own, and says when that stays away."""

import httpx

from ecgtool.targets.exchange import Encoded, Late, Limits, TooLarge, exchange
from ecgtool.targets.mediawiki.transport import is_loopback, user_agent

_SECONDS = 5.0
_LARGEST = 100_000


def ping(address: str, contact: str, wire: httpx.BaseTransport | None = None) -> str:
    """Ask for ``address`` once; the answer is what went wrong, or empty, and never holds the address, a secret.

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
