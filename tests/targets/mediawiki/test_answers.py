"""Answers of every shape: whatever a wiki says, a run ends in an outcome or in an error a person can read."""

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.errors import EcgError
from ecgtool.group import PageSettings
from ecgtool.targets.mediawiki.answers import continued, error_code, number, objects, part, strings, table, text
from ecgtool.targets.mediawiki.history import page_revisions
from ecgtool.targets.mediawiki.whoami import standing
from tests.targets.mediawiki.bench import STALE, FakeBench, Run

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), version=st.sampled_from([(1, 28), (1, 43)]))
def test_any_answer_ends_well(data: st.DataObject, version: tuple[int, int]) -> None:
    """With anything in the place of any part of any answer, nothing but an error of ours comes of it."""
    bench = FakeBench(version)
    bench.put(STALE)
    broken = data.draw(st.integers(1, 6))
    change = Change(data.draw(st.lists(st.integers(0, 99), min_size=8, max_size=8)), data.draw(anything))
    answers = iter(range(1, 1000))

    def wire(request: httpx.Request) -> httpx.Response:
        response = bench.wiki.handle(request)
        if next(answers) != broken:
            return response
        return httpx.Response(200, json=change.of(response.json()), headers=response.headers.multi_items()[:0])

    with TemporaryDirectory() as folder:
        run = Run(bench, Path(folder), wire=httpx.MockTransport(wire))
        with suppress(EcgError):
            run.bump()
            with run.connected() as wiki:
                standing(wiki, PageSettings(page=bench.title))
                list(page_revisions(wiki, bench.title, 3))
    assert [saved.user for saved in bench.history()] in (["Chair", "Somebody"], ["Somebody"])


@given(anything)
def test_readers_take_anything(found: object) -> None:
    """Each reader finds what it is for, or nothing, in any JSON."""
    assert part(found, "a", "b") is None or isinstance(found, dict)
    assert isinstance(text(found, "a"), str)
    assert isinstance(number(found, "a"), int)
    assert isinstance(table(found, "a"), dict)
    assert isinstance(objects(found, "a"), list)
    assert isinstance(strings(found, "a"), list)
    assert isinstance(continued(found), dict)
    assert isinstance(error_code(found), str)


class Change(NamedTuple):
    """Something else in the place of one part of an answer, chosen by chance."""

    steps: list[int]
    other: object

    def of(self, answer: object, depth: int = 0) -> object:
        """The answer, changed at the end of the way that ``steps`` lead into it; a multiple of five ends it."""
        step = self.steps[depth] if depth < len(self.steps) else 0
        if isinstance(answer, dict) and answer and step % 5:
            key = sorted(answer)[step % len(answer)]
            return {**answer, key: self.of(answer[key], depth + 1)}
        if isinstance(answer, list) and answer and step % 5:
            return [self.of(answer[0], depth + 1), *answer[1:]]
        return json.loads(json.dumps(self.other))
