"""The README's picture is what the tool really prints."""

from docs.picture import PICTURE, draw


def test_the_picture_is_drawn_from_the_real_output() -> None:
    """Drawing it again gives the picture that is there."""
    assert draw() == PICTURE.read_text("utf-8")
