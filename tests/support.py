"""What every test may need: a stranger's machine may lack something, the project's own CI may not."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skip a test that needs what is not there, and say how to get it; in CI that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"missing in CI: {reason}")
    pytest.skip(reason)
