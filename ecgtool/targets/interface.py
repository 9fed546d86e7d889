"""A group's page as the commands see it, on a wiki or in a file: they read it, and edit it by a plan."""

from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar


class EditPlan(Protocol):
    """What an edit is to make of a page: its whole ``text``, and a ``summary`` for its history."""

    @property
    def text(self) -> str:
        """The whole page as it is to be; the text that the plan was made from, where there is nothing to do."""

    @property
    def summary(self) -> str:
        """The edit summary for the page's history."""


P = TypeVar("P", bound=EditPlan)
P_co = TypeVar("P_co", bound=EditPlan, covariant=True)


class Outcome(NamedTuple, Generic[P_co]):
    """How an edit ended: the page is now as ``plan`` wants it.

    ``written`` is False where the page was so already; ``revision`` is the number of the revision, on a wiki.
    """

    plan: P_co
    written: bool
    revision: int | None = None


class Target(Protocol):
    """A page that can be read and edited."""

    @property
    def name(self) -> str:
        """The title of the page, or the name of the file."""

    def read(self) -> str:
        """Return the text of the page as it is."""

    def edit(self, planner: Callable[[str], P]) -> Outcome[P]:
        """Make the page what ``planner`` plans for its text; raises as the planner does.

        The planner is called again with the new text each time that somebody else saved the page first. It raises
        ``Finding`` where a person's edit is to stay.
        """
