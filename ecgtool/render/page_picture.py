"""What ``ecg wiki`` says of a page, in the colours of a terminal."""

from rich.console import Group, RenderableType
from rich.text import Text

from ecgtool.render.plain import one_line

_STYLES = {"---": "bold", "+++": "bold", "@@ ": "cyan"}
_CHANGED = {"+": "green", "-": "red"}


def page_picture(text: str) -> RenderableType:
    """A difference with what goes in red and what comes in green; other lines as they are."""
    return Group(*(Text(one_line(line), style=_style(line)) for line in text.splitlines()))


def _style(line: str) -> str:
    return _STYLES.get(line[:3]) or _CHANGED.get(line[:1], "")
