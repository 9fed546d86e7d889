"""How long the properties look: as long here as there, and in CI always at the same examples."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from ecgtool.schedule.zone_data import use_newest

use_newest(os.environ)  # as the program does, before the first zone is made
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True, scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no run of a test be remembered beside the real ones of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield
