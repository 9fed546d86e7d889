"""Take the picture of a page before and after its blocks are filled: ``python -m docs.blocks_picture``."""

import tempfile
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from docs.site_picture import ROOT, take
from ecgtool import config
from ecgtool.group import Agenda, Topic
from ecgtool.render.blocks import BlockRenderer
from ecgtool.render.user_template import fill_template
from ecgtool.upkeep.blocks import BlockSettings
from ecgtool.upkeep.bump import Bumper

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
PAGE = """\
# Gardeners' Radio Hour

We bring people who keep gardens together, to swap what works.

<!-- ecg:next -->
<!-- /ecg:next -->

## Coming hours

<!-- ecg:meetings -->
<!-- /ecg:meetings -->

Bring your own seeds.
"""
_STYLE = """
body { font: 14px/1.5 sans-serif; margin: 16px; display: grid; grid-template-columns: 1fr 1fr; gap: 12px 24px }
h1 { font-size: 22px; margin: 0 } h2 { font-size: 17px; margin: 12px 0 4px } table { border-collapse: collapse }
td, th { border: 1px solid #d0d7de; padding: 4px 9px; text-align: left } pre { margin: 0; white-space: pre-wrap }
section { border: 1px solid #d0d7de; border-radius: 6px; padding: 12px 16px } .wide { grid-column: 1 / 3 }
"""


def filled() -> str:
    """Return the page after a bump."""
    group = config.load(ROOT / "examples" / "ecg.toml", {}).groups["radio"]
    topics = (Topic(date(2026, 4, 24), "Slugs, and who eats them"),)
    group = group._replace(agenda=Agenda(notes="https://pad.example.org/p/radio-hour", topics=topics))
    settings = BlockSettings(
        groups={"radio": group}, here=["radio"], owner="radio", write=BlockRenderer(NOW, fill_template)
    )
    return Bumper([group], NOW, "markdown", lambda: settings).plan(PAGE).text


if __name__ == "__main__":
    shown = MarkdownIt().enable("table").render(filled())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(
            f"<!DOCTYPE html><meta charset=utf-8><title>Blocks</title><style>{_STYLE}</style>"
            f"<section><pre>{escape(PAGE)}</pre></section><section><pre>{escape(filled())}</pre></section>"
            f"<section class=wide>{shown}</section>",
            "utf-8",
        )
        take(page, ROOT / "docs" / "blocks.png", zone="UTC", width=1120, height=1120)
