"""Where init advises to put the line of the next meeting, nothing of the page is broken by it."""

from datetime import date
from pathlib import Path

import pytest
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
        "1. {}\n2. b\n\n   ```\n   # no heading\n   ```",
        "1. a\n\n   {}\n\n   more\n\n2. b", "- **a**\n  {}\n\n- b", "{}, if:\n\n- b\n- c",
        "**When:** {}", "a\n\n<div>\n{}\n</div>",
    ),
    ".wiki": (
        "{}, all\nare welcome.", "* {}\n* b", "* a\n** {}\n** c", ": {}\n: b", "; When\n: {}",
        "{}\n{{|\n| a\n|}}", "{{{{Meeting\n| day = Monday\n| time = 15:00 UTC\n| note = {}\n}}}}",
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


@pytest.mark.parametrize("fence", ["---", "+++"])
@pytest.mark.parametrize("text", ["{}\n\nMore.\n", "\n# Lab\n\nWords.\n"])
def test_the_front_matter_stays_at_the_top(tmp_path: Path, fence: str, text: str) -> None:
    """It is none any more below a heading: the place is behind the paragraph of the rule, or behind it."""
    rule = "" if "{}" in text else f"when: {RULE}\n"
    path = tmp_path / "page.md"
    path.write_text(f"{fence}\ntitle: Lab\n{rule}{fence}\n{text.format(RULE)}", encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    advised = advised_line(path.read_text(encoding="utf-8"), f"to do: {learnt.place(learnt.drafts[0])}")
    assert advised.line == (4 if not rule else 6)


def test_the_words_of_the_place_are_those_of_its_line(tmp_path: Path) -> None:
    """Whoever looks for the words finds the line after which the heading goes, not the first of the table."""
    path = tmp_path / "page.md"
    path.write_text(f"# Lab\n\n- {RULE}\n- b\n- c, the last one\n", encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    assert "after line 5 (“c, the last one”)" in learnt.place(learnt.drafts[0])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"<details>\n<summary>When</summary>\n\n- {RULE}\n- b\n</details>\n\nMore.\n", 9),
        (f"{RULE}\n<br/>\n<p>more</p>\n\nMore.\n", 6),
        (f"The calls ({RULE}) are as follows:\n\n| a | b |\n|---|---|\n| c | d |\n\nMore.\n", 7),
        (f"{RULE}, at this place:\n\nRoom A\n\nMore.\n", 5),
        (f"{RULE}, at this place:\n\n```\na\n\nb\n```\n\nMore.\n", 9),
    ],
)
def test_the_place_is_behind_html_and_what_a_colon_announces(tmp_path: Path, text: str, line: int) -> None:
    """HTML ends at an empty line, before which no heading is read; what a colon announces stays with it."""
    path = tmp_path / "page.md"
    path.write_text(f"# Lab\n\n{text}", encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    advised = advised_line(path.read_text(encoding="utf-8"), f"to do: {learnt.place(learnt.drafts[0])}")
    assert advised.line == line
    assert is_whole(path, path.read_text(encoding="utf-8"), advised)


def test_at_the_end_of_html_and_page_an_empty_line_is_asked_for(tmp_path: Path) -> None:
    """Without one the heading would be text of the HTML."""
    path = tmp_path / "page.md"
    path.write_text(f"# Lab\n\n<details>\n\n{RULE}\n</details>\n", encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    assert "with an empty line between" in learnt.place(learnt.drafts[0])


def test_below_a_heading_with_the_rule_the_line_is_a_level_deeper(tmp_path: Path) -> None:
    """Else what stands below that heading would come to stand below the next meeting."""
    path = tmp_path / "page.md"
    path.write_text(f"# Lab\n\n### Calls, {RULE}\n\n#### Links\n\nNone.\n", encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    assert "“#### Next meeting: TBD” after line 3" in learnt.place(learnt.drafts[0])


def test_the_words_of_the_place_are_as_they_stand_on_the_page(tmp_path: Path) -> None:
    """With their marks: what is struck out is not shown as live."""
    path = tmp_path / "page.md"
    path.write_text("# Lab\n\nMondays at ~~9am~~ 10am Pacific Time.\n", encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    assert "(“Mondays at ~~9am~~ 10am Pacific Time.”)" in learnt.place(learnt.drafts[0])


def test_a_comment_below_the_rule_stays_with_it(tmp_path: Path) -> None:
    """What is in it may be about the rule; a block's own comment is none."""
    path = tmp_path / "page.wiki"
    path.write_text(f"= Lab =\n{RULE}\n<!--\n* Tuesdays?\n-->\n\nMore.\n", encoding="utf-8")
    learnt = from_page(path, tmp_path, date(2026, 3, 2))
    assert learnt.place is not None
    assert "after line 5 (“-->”)" in learnt.place(learnt.drafts[0])
