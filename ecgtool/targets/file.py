"""A page in a file of this computer."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ecgtool import files
from ecgtool.errors import PageError
from ecgtool.targets.interface import Outcome, P

_PATIENCE = 60
"""Seconds to wait for another run that edits the page."""


class FileTarget(NamedTuple):
    """A page in a file, as a ``Target``; ``tell`` is called with a sentence when another run is waited for."""

    path: Path
    tell: Callable[[str], None] = files.say_nothing

    @property
    def name(self) -> str:
        """The name of the file."""
        return str(self.path)

    def read(self) -> str:
        """Return the text of the page, every byte of it; what is no UTF-8 is kept in surrogates (PEP 383).

        Raises:
            PageError: there is no such file, or it is too large.
        """
        return files.read(self.path, PageError).decode(errors="surrogateescape")

    def edit(self, planner: Callable[[str], P]) -> Outcome[P]:
        """Make the file what ``planner`` plans, in one step; raises as reading, planning, waiting and writing do.

        The lock keeps other runs of ecg away, from reading to writing. An editor knows no lock, so the text is read
        once more before it is replaced.
        """
        if self.path.exists() and not files.is_regular(self.path):
            raise PageError(f"{self.path} is no file that keeps a page", "name a regular file")
        text = self.read()
        plan = planner(text)
        if plan.text == text:
            return Outcome(plan, written=files.replace(self.path, text.encode(errors="surrogateescape")))
        with files.edited(self.path, files.LockWait(f"editing {self.path}", _PATIENCE, self.tell)):
            while (now := self.read()) != text:
                text, plan = now, planner(now)
            return Outcome(plan, written=files.replace(self.path, plan.text.encode(errors="surrogateescape")))
