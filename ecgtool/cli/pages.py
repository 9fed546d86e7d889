"""The page of a group, as the commands read and edit it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ecgtool import files
from ecgtool.cli.session import Session
from ecgtool.errors import PageError, UsageError
from ecgtool.group import Group
from ecgtool.page import Syntax, syntax_of
from ecgtool.target import Outcome, P, Target


class FilePage(NamedTuple):
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


def page_of(session: Session, group: Group) -> tuple[Target, Syntax]:
    """The group's page, and what it is written in.

    Raises:
        UsageError: the group has none, or the address of its wiki is not fit for use.
    """
    target = group.wiki
    if target is None or not (target.file or (target.api and target.page)):
        raise UsageError(f"{group.key} has no page", "name it in wiki.file, or in wiki.api and wiki.page")
    if target.file is None:
        return session.wikis.page(group, target), "wikitext"
    page = FilePage(target.file)
    return page, page.syntax
