"""Where a group's page is, a wiki or a file, as the commands see it: read it, and edit it by a plan."""

from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar


class EditPlan(Protocol):
    """What an edit is to make of a page: its whole ``text``, and a ``summary`` for its history."""

    @property
    def text(self) -> str:
        """The whole page as it should be; the text it was made from, where there is nothing to do."""

    @property
    def summary(self) -> str:
        """What the history of the page says of it."""


P = TypeVar("P", bound=EditPlan)
P_co = TypeVar("P_co", bound=EditPlan, covariant=True)


class Outcome(NamedTuple, Generic[P_co]):
    """How an edit ended: the page says now what ``plan`` says.

    ``written`` is whether this run wrote it, or else found it so; ``revision`` is the number of the revision.
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
        """The text of the page as it is."""

    def edit(self, planner: Callable[[str], P]) -> Outcome[P]:
        """Make the page what ``planner`` says, which makes a plan of the page's text; raises as the planner does.

        It is called again with what the page has become, each time that somebody else was quicker, and raises
        ``Finding`` where a person's word stands.
        """
