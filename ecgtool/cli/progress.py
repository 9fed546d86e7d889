"""A terminal's last line with what a run is doing: shown from the third second on, gone before other output."""

import threading
from typing import ClassVar, TextIO

_PATIENCE = 2.0
"""Seconds after which a person wonders what the run is doing."""
_WIPE = "\r\x1b[K"


class Progress:
    """The line on ``stream``, a terminal, that shows what a run is doing."""

    latest: ClassVar["Progress | None"] = None
    """The line of this run: a terminal has one."""

    def __init__(self, stream: TextIO, width: int, patience: float = _PATIENCE) -> None:
        self._stream, self._width = stream, width
        self._words = ""
        self._shown = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._begin)
        self._timer.daemon = True
        self._timer.start()
        Progress.latest = self

    def at(self, words: str) -> None:
        """Show ``words`` from now on, at once if the first seconds are over."""
        with self._lock:
            self._words = words
            if self._shown:
                self._write()

    def clear(self) -> None:
        """Wipe the line off before other output; the next words appear below that."""
        with self._lock:
            if self._shown and self._words:
                self._stream.write(_WIPE)
                self._stream.flush()
                self._words = ""

    def forget(self) -> None:
        """Wipe the line off before a question, and show nothing while somebody thinks about the answer."""
        self.clear()
        self._words = ""

    def end(self) -> None:
        """Wipe the line off for good."""
        self._timer.cancel()
        self.clear()

    def _begin(self) -> None:
        with self._lock:
            self._shown = True
            if self._words:
                self._write()

    def _write(self) -> None:
        text = self._words if len(self._words) < self._width else f"{self._words[: self._width - 2]}…"
        self._stream.write(f"{_WIPE}{text}")
        self._stream.flush()
