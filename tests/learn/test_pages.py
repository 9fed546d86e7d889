"""Pages as groups write them, each learnt as what it says, or with a word about what was not."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.learn.scoring import RIGHT, WRONG, score

OWN = Path(__file__).with_name("pages")
GIVEN = Path(os.environ.get("ECG_LEARN_PAGES", "none"))


def entries(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """The pages of a folder, each with what is expected of it."""
    return list(json.loads((folder / "expected.json").read_text("utf-8")).items())


@pytest.mark.parametrize(
    ("name", "expected"), entries(OWN), ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_page_of_our_own_is_learnt(name: str, expected: dict[str, Any], tmp_path: Path) -> None:
    """All that the page says is learnt, or told where a key cannot say it, and two bumps keep its lines true."""
    (tmp_path / "work").mkdir()
    result = score(OWN / name, expected, tmp_path / "work")
    assert result.points == expected.get("points", RIGHT), "\n".join(result.why)


@pytest.mark.skipif(not GIVEN.is_dir(), reason="ECG_LEARN_PAGES names no folder with pages")
def test_none_of_the_given_pages_is_wrong_in_silence(tmp_path: Path) -> None:
    """Of the pages that ``ECG_LEARN_PAGES`` names none is wrong without a word, and nine in ten points are there."""
    scores = {}
    for number, (name, expected) in enumerate(entries(GIVEN)):
        (tmp_path / str(number)).mkdir()
        scores[name] = score(GIVEN / "pages" / name, expected, tmp_path / str(number))
    assert [name for name, one in scores.items() if one.points == WRONG] == []
    assert sum(one.points for one in scores.values()) >= 0.9 * len(scores)
