"""Answers of every shape: whatever a wiki says, a run ends in an outcome or in an error a person can read."""

import json
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from ecgtool.errors import EcgError
from ecgtool.group import PageSettings
from ecgtool.targets.mediawiki.answers import continued, error_code, number, part, rows, table, text, words
from ecgtool.targets.mediawiki.history import revisions
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
    answers = iter(range(1, 1000))

    def wire(request: httpx.Request) -> httpx.Response:
        response = bench.wiki.handle(request)
        if next(answers) != broken:
            return response
        return httpx.Response(200, json=_changed(response.json(), data), headers=response.headers.multi_items()[:0])

    with TemporaryDirectory() as folder:
        run = Run(bench, Path(folder), wire=httpx.MockTransport(wire))
        with suppress(EcgError):
            run.bump()
            with run.connected() as wiki:
                standing(wiki, PageSettings(page=bench.title))
                list(revisions(wiki, bench.title, 3))
    assert [saved.user for saved in bench.history()] in (["Chair", "Somebody"], ["Somebody"])


@given(anything)
def test_readers_take_anything(found: object) -> None:
    """Each reader finds what it is for, or nothing, in any JSON."""
    assert part(found, "a", "b") is None or isinstance(found, dict)
    assert isinstance(text(found, "a"), str)
    assert isinstance(number(found, "a"), int)
    assert isinstance(table(found, "a"), dict)
    assert isinstance(rows(found, "a"), list)
    assert isinstance(words(found, "a"), list)
    assert isinstance(continued(found), dict)
    assert isinstance(error_code(found), str)


def _changed(answer: object, data: st.DataObject) -> object:
    """The answer with something else in the place of one of its parts."""
    if isinstance(answer, dict) and answer and data.draw(st.integers(0, 4)):
        key = data.draw(st.sampled_from(sorted(answer)))
        return {**answer, key: _changed(answer[key], data)}
    if isinstance(answer, list) and answer and data.draw(st.integers(0, 4)):
        return [_changed(answer[0], data), *answer[1:]]
    return json.loads(json.dumps(data.draw(anything)))
