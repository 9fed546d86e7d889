"""The pictures are what the tool really prints."""

import pytest

from docs.picture import PICTURES, draw, file_of


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_from_the_real_output(name: str) -> None:
    """Drawing it again gives the picture that is there."""
    assert draw(name) == file_of(name).read_text("utf-8")
