"""The wikis that the tests run against; the real one is missing where it is not installed, and must not be in CI."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mediawiki.server import MediaWiki, why_not
from tests.support import missing
from tests.targets.mediawiki.bench import Bench, FakeBench, RealBench, Run


@pytest.fixture(scope="session")
def mediawiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """A real MediaWiki, for the whole session."""
    if reason := why_not():
        missing(reason)
    wiki = MediaWiki(tmp_path_factory.mktemp("mediawiki"))
    try:
        yield wiki.start()
    finally:
        wiki.stop()


@pytest.fixture
def real(mediawiki: MediaWiki) -> Iterator[RealBench]:
    """The real wiki, in good order."""
    mediawiki.switch()
    yield RealBench(mediawiki)
    mediawiki.switch()


KINDS = {"1.28": (1, 28), "1.43": (1, 43), "real": None}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test is run for each kind of wiki; one that asks for a fake, where waiting takes no time, for those alone."""
    if "bench" in metafunc.fixturenames:
        kinds = [
            kind for kind, fake in KINDS.items() if fake or not {"fake", "fake_run"} & set(metafunc.fixturenames)
        ]
        metafunc.parametrize("bench", kinds, indirect=True)


@pytest.fixture
def bench(request: pytest.FixtureRequest) -> Bench:
    """Each kind of wiki."""
    version = KINDS[request.param]
    wiki: Bench = FakeBench(version) if version else request.getfixturevalue("real")
    return wiki


@pytest.fixture
def fake(bench: Bench) -> FakeBench:
    """A wiki in memory, of each kind."""
    assert isinstance(bench, FakeBench)
    return bench


@pytest.fixture
def run(bench: Bench, tmp_path: Path) -> Run:
    """A run on each kind of wiki."""
    return Run(bench, tmp_path)
