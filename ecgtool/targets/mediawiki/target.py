"""A group's page on a wiki, as a ``Target``; the pages of one wiki share one connection."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ecgtool.errors import EcgError
from ecgtool.files import LockWait, file_name_of, locked
from ecgtool.group import PageSettings
from ecgtool.targets.interface import Outcome, P
from ecgtool.targets.mediawiki.client import Wiki, found
from ecgtool.targets.mediawiki.pages import PageRevision
from ecgtool.targets.mediawiki.saving import PageEdit

_TO_FINISH = 5.0
"""Seconds that are left for this run's own edit after another's."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaWikiTarget:
    """The page of ``settings`` on ``wiki``; ``state`` returns the folder for locks.

    ``first`` is the page as a query for many pages found it; an edit begins from that.
    """

    wiki: Wiki
    settings: PageSettings
    state: Callable[[], Path]
    first: PageRevision | EcgError | None = None

    @property
    def name(self) -> str:
        """The title of the page."""
        return self.settings.page

    def read(self) -> str:
        """Return the text of the page; raises as ``Wiki.read_page`` does."""
        return (found(self.first) if self.first else self.wiki.read_page(self.name)).text

    def edit(self, planner: Callable[[str], P]) -> Outcome[P]:
        """Make the page what ``planner`` plans; raises as ``PageEdit.carry_out`` does."""
        edit = PageEdit(self.wiki, planner, self._lock, minor=self.settings.minor, bot=self.settings.bot)
        return edit.carry_out(self.name, found(self.first) if self.first else None)

    def _lock(self, title: str) -> AbstractContextManager[bool]:
        name, patience = file_name_of(f"{self.wiki.api.address}\n{title}"), self.wiki.patience
        seconds = max(0.0, patience.time_left() - _TO_FINISH)

        def tell(sentence: str) -> None:
            patience.log(sentence)
            patience.tell(f"another ecg that is at work on “{title}”", seconds)

        turn = LockWait(f"at work on “{title}”", seconds, tell)
        return locked(self.state() / "locks" / f"{name}.lock", turn)
