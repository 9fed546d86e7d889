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


OF_THE_TESTS = {"ECG_GOLDEN", "ECG_LEARN_PAGES", "ECG_TEST_FEED", "ECG_TEST_MEDIAWIKI"}


@pytest.fixture(autouse=True, scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no setting of whoever runs the tests reach them, nor a run of theirs be remembered beside the real ones."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - OF_THE_TESTS:
            if name.startswith("ECG_") or name == "FORCE_COLOR":
                patch.delenv(name)
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp(name)))
        yield
