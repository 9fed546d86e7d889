"""What ``ecgtool.targets.exchange`` tells of a request that is just about to be sent when the time is over."""

import time
from threading import Event, current_thread, main_thread

import httpx
import pytest

from ecgtool.targets import exchange
from ecgtool.targets.exchange import Late, Limits


class SlowEvent(Event):
    """An event that the thread of the exchange takes its time to set."""

    def set(self) -> None:
        """Set it, in that thread after the time is over."""
        if current_thread() is not main_thread():
            time.sleep(0.3)
        super().set()


class Sending(httpx.BaseTransport):
    """A transport that tells that it begins to send, as httpcore does, and has no answer for a while."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send, and wait."""
        request.extensions["trace"]("http11.send_request_headers.started", {})
        time.sleep(0.3)
        return httpx.Response(200)


def test_what_is_about_to_be_sent_is_told_as_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the thread has seen that it may send, nobody is told that nothing was sent."""
    monkeypatch.setattr(exchange, "Event", SlowEvent)
    limits = Limits(seconds=0.1, sent=0.1, size=100, wait=lambda _seconds: None)
    with httpx.Client(transport=Sending()) as client, pytest.raises(Late) as late:
        exchange.exchange(client, client.build_request("GET", "http://wiki.example.org/"), limits)
    assert late.value.sent
