"""What README and docs show is what the tool prints."""

from pathlib import Path

import pytest

from tests.docs.shown import ROOT, as_it_is, pages


@pytest.mark.parametrize("page", list(pages()), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_shown_output_is_the_real_one(page: Path) -> None:
    """Each command of a page prints what the page says it prints."""
    assert as_it_is(page) == page.read_text("utf-8")
