"""Tests of ``ecgtool.errors``: an error is a value, which several groups may share."""

import pytest

from ecgtool.errors import ConfigError, EcgError, SeveralProblems, UnreachableError
from ecgtool.targets.mediawiki.failures import Busy, Unknown

ERRORS = [
    EcgError("a", "b"), ConfigError(["a", "b"]), SeveralProblems(["a"], 5), Busy("a", pause=2), Unknown("a", tries=3)
]  # fmt: skip


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_never_changes(error: EcgError) -> None:
    """Neither what it tells nor what it says of itself; Python may note where it was raised."""
    before = (str(error), error.lines, error.exit_code)
    for name in ("args", *vars(error)):
        with pytest.raises(AttributeError, match="never changes"):
            setattr(error, name, ("other",))
    with pytest.raises(EcgError) as caught:
        raise error from ValueError("why")
    assert caught.value is error
    assert (str(error), error.lines, error.exit_code) == before


def test_a_hint_follows_the_problem() -> None:
    """One line, with what to do behind a colon."""
    error = UnreachableError("the wiki\n is down", "wait")
    assert (error.problem, error.hint, error.lines) == ("the wiki\n is down", "wait", ("the wiki is down: wait",))
