"""A page in a file of this computer."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ecgtool import files
from ecgtool.errors import PageError
from ecgtool.page import Syntax, syntax_of
from ecgtool.targets.interface import Outcome, P


class FileTarget(NamedTuple):
    """A page in a file, as ``target`` has it."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the file."""
        return str(self.path)

    @property
    def syntax(self) -> Syntax:
        """What the page is written in."""
        return syntax_of(self.path)

    def read(self) -> str:
        """The text of the page, every byte of it; what is no UTF-8 is kept in surrogates (PEP 383).

        Raises:
            PageError: there is no such file, or it is too large.
        """
        return files.read(self.path, PageError).decode(errors="surrogateescape")

    def edit(self, planner: Callable[[str], P]) -> Outcome[P]:
        """Make the file what ``planner`` says, in one step; raises as reading, planning and writing do."""
        text, plan = "", None
        while plan is None or self.read() != text:  # somebody may have written while the plan was made
            text = self.read()
            plan = planner(text)
        return Outcome(
            plan, plan.text != text and files.replace(self.path, plan.text.encode(errors="surrogateescape"))
        )
