"""Servers on this computer that mean harm: they drip, they say too much, they pack it small."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Answer = Callable[[socket.socket], None]


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """The address of a server that answers each request by ``answer``, until the end of the test."""
    server = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def talk(client: socket.socket) -> None:
        with client, suppress(OSError):
            if client.recv(65536):
                answer(client)
                client.shutdown(socket.SHUT_WR)
                while client.recv(65536):  # closed with words unread, a connection breaks before the answer is there
                    pass

    def serve() -> None:
        while not ended.is_set():
            with suppress(OSError):
                client, _ = server.accept()
                threading.Thread(target=talk, args=(client,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
    finally:
        ended.set()
        server.close()


def dripping(text: bytes, seconds: float = 0.2) -> Answer:
    """One byte after another, for as long as somebody listens."""

    def answer(client: socket.socket) -> None:
        client.sendall(text)
        while True:
            client.sendall(b"x")
            time.sleep(seconds)

    return answer


def saying(headers: str, body: bytes) -> Answer:
    """An answer with these headers."""

    def answer(client: socket.socket) -> None:
        client.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n{headers}\r\n\r\n".encode() + body)

    return answer


def bomb(times: int) -> bytes:
    """Many megabytes of spaces, packed so often."""
    packed = b" " * 100_000_000
    for _ in range(times):
        packed = gzip.compress(packed, 9)
    return packed
