"""Where init advises to put the line of the next meeting, nothing of the page is broken by it."""

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecgtool.cli.learning import from_page
from tests.learn.advice import advised_line, is_whole

RULE = "Mondays at 15:00 UTC"
BLOCKS = {
    ".md": (
        "{}, all\nare welcome.", "- {}\n- b", "- {}\n\n- b\n\n  more of b", "- a\n  - {}\n\n    more\n  - c",
        "> {}\n> b",
        "| When | Where |\n|---|---|\n| {} | x |\n| b | c |", "{} on [the\ncall](https://meet.example.org/a)",
        "1. {}\n2. b\n\n   ```\n   # no heading\n   ```", "**When:** {}", "a\n\n<div>\n{}\n</div>",
    ),
    ".wiki": (
        "{}, all\nare welcome.", "* {}\n* b", "* a\n** {}\n** c", ": {}\n: b", "; When\n: {}",
        "{{|\n|-\n| {}\n| x\n\nmore\n|-\n| b || c\n|}}", "{{|\n! When\n| {}\n|}}\nafter it",
        "{} {{{{note\n| a\n| b\n}}}} more",
        "<div>\n{}\n</div>",
    ),
}  # fmt: skip
OTHERS = ("Some words.", "", "Two lines\nof words.")


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """A page with a rule in a block of some kind and more before and after it, and its file's ending."""
    ending = draw(st.sampled_from(sorted(BLOCKS)))
    title = "# Lab" if ending == ".md" else "= Lab ="
    around = [draw(st.sampled_from(OTHERS)) for _ in range(2)]
    blocks = [around[0], draw(st.sampled_from(BLOCKS[ending])).format(RULE), around[1]]
    return ending, "\n\n".join([title, *filter(None, blocks)]) + draw(st.sampled_from(["\n", ""]))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages())
def test_the_advised_line_breaks_nothing(tmp_path: Path, page: tuple[str, str]) -> None:
    """With the heading where init says, every table, list, paragraph, link and template is as it was."""
    ending, text = page
    path = tmp_path / f"page{ending}"
    path.write_text(text, encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    advised = advised_line(text, f"to do: {learnt.place(learnt.drafts[0])}")
    assert advised.line is not None
    assert is_whole(path, text, advised), advised.text
