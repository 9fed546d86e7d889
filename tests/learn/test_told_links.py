"""Which links that are not used are told: those that may have been the call, the notes or a calendar."""

import pytest

from tests.learn.links.test_of_meeting import learn

RULE = "Every Monday at 16:00 UTC"


def told_of(text: str) -> list[str]:
    """What is told of links, for all groups of a page."""
    return [line for draft in learn(text).drafts for line in draft.unknown if "://" in line]


@pytest.mark.parametrize(
    "item",
    [
        "[Ada](https://www.linkedin.com/in/ada)",
        "[Chat](https://lab.slack.com/archives/C1)",
        "[Mailing list](https://groups.google.com/g/lab)",
        "Code: [lab](https://github.com/lab/lab)",
        "[#12](https://github.com/lab/lab/pull/12): the new door",
        "Recordings: https://www.youtube.com/playlist?list=1",
        "Read the [code of conduct](https://example.org/conduct) first",
        "The [roadmap](https://example.org/roadmap) shows where we go",
        "[![Slack](https://img.example.org/badge/slack-join-blue)](https://lab.slack.com/archives/C1)",
        "[![Build](https://img.example.org/badge/calendar-green)](https://ci.example.org/lab)",
        "![the hall](https://meet.example.org/hall.png)",
        "Slack: [invite](https://join.slack.com/t/lab/shared_invite/zt-1)",
        "[Subscribe](https://groups.google.com/g/lab)",
    ],
)
def test_a_link_that_no_chair_needs_here_is_not_told(item: str) -> None:
    """People, chats, lists, code, films, and pages on something else beside the rule."""
    assert told_of(f"* {RULE}\n* {item}") == []


@pytest.mark.parametrize(
    "item",
    [
        "[RSVP](https://rsvp.example.org/x)",
        "Where: [YouTube](https://www.youtube.com/@lab/streams) and [Zoom](https://zoom.us/j/1)",
        "Platform: https://house.example.org/x",
        "[Folder](https://drive.google.com/drive/folders/1)",
        "Before we meet, see [our page](https://house.example.org/x)",
    ],
)
def test_a_link_that_may_be_how_to_take_part_is_told(item: str) -> None:
    """A form, a link behind a label, one that is all of an item, and one in a sentence on meetings."""
    assert told_of(f"* {RULE}\n* {item}")


def test_a_link_for_all_groups_is_told_once() -> None:
    """The calendar of a page is no group's."""
    text = f"[Calendar](https://calendar.example.org/x)\n\n* Core: {RULE}\n* Docs: Tuesdays at 9:00 UTC"
    assert len(told_of(text)) == 1


def test_the_cells_of_a_row_with_a_rule() -> None:
    """The chat and the code of a group stand in its row, and are told as little."""
    row = f"| Core | [core](https://github.com/lab/core) | [Discord](https://discord.com/channels/1) | {RULE} |"
    assert told_of(f"| Name | Label | Contact | Meeting |\n|---|---|---|---|\n{row}") == []


def test_a_link_on_the_words_of_a_rule_is_told_where_no_word_calls_it_the_call() -> None:
    """The name of the meeting before it is none, and a converter with a label is no place."""
    own = told_of("* Board Meeting: [Mondays at 16:00 UTC](https://git.example.org/board#meetings)")
    converter = told_of("* Board Meeting: Mondays at [16:00 UTC](https://www.thetimezoneconverter.com/?t=16%3A00)")
    assert ["is taken for the call" in line for line in own] == [True]
    assert not any("is not used" in line for line in converter)


def test_a_badge_is_the_link_around_it() -> None:
    """Its words are those of the image, and the address of the image leads nowhere."""
    badge = "[![Join us on Zoom](https://img.example.org/badge/zoom-join)](https://zoom.us/j/98765432101)"
    (draft,) = learn(
        f"{badge}\n[![Calendar](https://img.example.org/cal.svg)](https://calendar.example.org/x)\n\n{RULE}"
    ).drafts
    assert draft.table["call"]["join"] == "https://zoom.us/j/98765432101"
    assert [line.split()[2] for line in draft.unknown if "://" in line] == ["https://calendar.example.org/x"]


def test_calendars_are_told_at_once() -> None:
    """The address is that of one that a program can read; where the others stand is told beside it."""
    shown = "[shown](https://calendar.example.org/x)"
    text = f"* {RULE}\n* Calendar: {shown}\n* [subscribe](https://example.org/lab.ics)"
    (told,) = told_of(text)
    assert "https://example.org/lab.ics is a calendar (more in line " in told


def test_calls_that_may_be_meant_are_told_at_once() -> None:
    """Those of earlier dates, each with its own, are one sentence."""
    calls = "\n".join(f"* [Zoom](https://zoom.us/j/{n})" for n in range(3, 7))
    assert len([line for line in told_of(f"* {RULE}\n{calls}") if "may lead into the call" in line]) == 1
