"""Everything that can go wrong for a user, each with the exit code it ends in.

EcgError
 ├─ Finding          1  something was found or would change, or a person's edit was left as it is
 │   └─ NoMeeting    1  no meeting is to come
 ├─ UsageError       2  the command line asks for something that does not exist
 │   └─ ConfigError  2  the configuration file has faults
 ├─ PageError        3  the page is not as expected; nothing was written
 ├─ RefusedError     4  credentials, permission, protection, block or filter; nothing was written
 ├─ UnreachableError 5  out of reach for now, after the retries; nothing was lost
 └─ SeveralProblems     the lines that a run ends with, and the exit code of the worst
"""

from collections.abc import Sequence


class EcgError(Exception):
    """A problem that a person can act on: what is wrong, and what to do about it, in one line.

    It never changes once it is made, as several groups may share one.
    """

    exit_code: int = 1

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute for the first time.

        Raises:
            AttributeError: it is set already.
        """
        if name == "args" or name in vars(self):
            raise AttributeError(f"{name} of an error never changes once it is made")
        super().__setattr__(name, value)

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(f"{problem}: {hint}" if hint else problem)
        self.problem = problem
        self.hint = hint

    @property
    def lines(self) -> Sequence[str]:
        """What to show the person: a line for each thing that is wrong."""
        return (" ".join(str(self).split()),)


class Finding(EcgError):
    """A check found something, a change is outstanding, or no meeting is to come."""


class NoMeeting(Finding):
    """No meeting is to come; ``why`` is the reason."""

    def __init__(self, why: str = "the schedule has ended, or everything in it is cancelled") -> None:
        super().__init__("no meeting to come", why)


class UsageError(EcgError):
    """The command line asks for something that does not exist or does not go together."""

    exit_code: int = 2


class ConfigError(UsageError):
    """The configuration file cannot be used; ``faults`` has every fault in it, not just the first."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)

    @property
    def lines(self) -> Sequence[str]:
        """One line for each fault."""
        return tuple(" ".join(fault.split()) for fault in self.faults)


class PageError(EcgError):
    """The page is missing, has no such line or two of them, or a conflict on it cannot be settled."""

    exit_code: int = 3


class RefusedError(EcgError):
    """The other side understood and said no; asking again would not help."""

    exit_code: int = 4


class UnreachableError(EcgError):
    """The other side could not be reached, or not written to, for as long as the run could wait."""

    exit_code: int = 5


class SeveralProblems(EcgError):
    """What a run ends with: the lines to tell the person, and the exit code of the worst of them."""

    def __init__(self, lines: Sequence[str], exit_code: int) -> None:
        super().__init__("; ".join(lines))
        self.exit_code = exit_code
        self._lines = tuple(lines)

    @property
    def lines(self) -> Sequence[str]:
        """One line for each problem."""
        return self._lines
