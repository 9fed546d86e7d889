"""A link farther off on the page is a meeting's only where nothing says that it is another one's."""

import pytest

from tests.learn.links.test_of_meeting import learn, links
from tests.learn.test_rules_in_words import group_of

ROOM = "https://zoom.us/j/777"
PAD, OTHER_PAD = "https://pad.example.org/a", "https://pad.example.org/b"
RULE = "Every Monday at 16:00 UTC.\n\n"


@pytest.mark.parametrize(
    "rest",
    [
        f"# Other groups\n\n[Zoom of the board]({ROOM})",
        "# Training\n\nOur [training video call](https://meet.example.org/train) can be booked by schools.",
        f"## Board\n\nThe Board meets by invitation: [Zoom]({ROOM}).",
        f"## News\n\nThe next Steering Committee meeting is announced by mail. [Join here]({ROOM}).",
        f"## Vorstand\n\nDer Vorstand trifft sich auf Einladung: [Zoom]({ROOM}).",
    ],
)
def test_the_call_of_another_group_is_not_taken_but_told(rest: str) -> None:
    """The title above it, the words of the link or what the sentence calls the meeting name that group."""
    (draft,) = learn(RULE + rest).drafts
    assert "call" not in draft.table
    assert any(" into a call" in line or " into the call" in line for line in draft.unknown)


@pytest.mark.parametrize(
    ("title", "told"),
    [("How to join", False), ("Community meeting", False), ("Zoom room", False), ("Harbour", True)],
)
def test_a_call_below_another_title(title: str, told: bool) -> None:
    """It is taken; told where the title has a word that any meeting may not have."""
    (draft,) = learn(f"{RULE}## {title}\n\nUse [Zoom]({ROOM}).").drafts
    assert draft.table["call"]["join"] == ROOM
    assert any("stands apart from the rule" in line for line in draft.unknown) == told


def test_one_word_of_a_name_in_a_long_title_names_no_meeting() -> None:
    """A committee of the network is not the meeting on the network's upgrade."""
    rows = "| Group | When |\n|---|---|\n| Docs | Tuesdays 9am UTC |\n| Network upgrade | Mondays at 15:00 UTC |"
    text = f"{rows}\n\n## Steering Committee of the Lab Network\n\nFor its next meeting [join here]({ROOM})."
    assert links(text) == [("", ""), ("", "")]


def test_what_stands_below_two_other_meetings_may_be_all_of_theirs() -> None:
    """Call and notes are taken for the two and told for them; for the third the call is told."""
    text = (
        "### Plenary\n\nFridays 15:00 UTC\n\n### Triage\n\n**Core**:\n- Mondays 9:00 UTC\n\n**Docs**:\n"
        f"- Tuesdays 9:00 UTC\n\n#### Resources\n\n- Zoom: {ROOM}\n- Meeting notes: https://pad.example.org/p/x"
    )
    plenary, core, docs = learn(text).drafts
    assert "call" not in plenary.table
    assert any("may lead into the call" in line for line in plenary.unknown)
    for draft in (core, docs):
        assert (draft.table["call"]["join"], draft.table["agenda"]["notes"]) == (ROOM, "https://pad.example.org/p/x")
        assert sum("stands apart from the rule" in line for line in draft.unknown) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("via [this link](https://d.example.org/x).", "the call"),
        (".\n\n* Where: [The house](https://house.example.org/)", "the call"),
        (".\n\nAdd your paper to [this file](https://docs.google.com/document/d/1/edit).", "the notes"),
        ("on [Zoom](https://d.example.org/x).", ""),
        (".\n\nMinutes: https://d.example.org/x", ""),
        (".\n\nTagesordnung: https://d.example.org/x", ""),
    ],
)
def test_a_link_taken_by_its_place_alone_is_told(text: str, told: str) -> None:
    """Neither its address nor a word at it says that it joins the call, or is for the notes."""
    (draft,) = learn(f"Every Monday at 16:00 UTC {text}").drafts
    assert "call" in draft.table or "agenda" in draft.table
    assert any(f"is taken for {told or 'the'}" in line for line in draft.unknown) == bool(told)


@pytest.mark.parametrize(
    "rest",
    [
        "It is free of charge by using [Skype](http://www.skype.com).",
        "Most talk is on Slack. You can join [here](https://slack.example.org/).",
        "* Ada: [virtualenv](https://d.example.org/virtualenv)",
        "(Please note: the old list is here: https://d.example.org/list)",
    ],
)
def test_what_is_neither_call_nor_notes(rest: str) -> None:
    """The home of a program, a chat where nobody meets, a word that begins like one on calls, and a remark."""
    (draft,) = learn(RULE + rest).drafts
    assert "call" not in draft.table
    assert "agenda" not in draft.table


def test_the_notes_of_the_group_and_not_of_a_thing_in_a_table() -> None:
    """A row on a project holds its own notes; a sentence may say that they are recorded at an address."""
    rows = "| Name | Page | Notes |\n|---|---|---|\n| Repository | x | [Meeting notes](https://pad.example.org/1) |"
    text = f"{RULE}## Projects\n\n{rows}\n\n## Lists\n\nMeeting minutes are recorded here: https://d.example.org/m"
    (draft,) = learn(text).drafts
    assert draft.table["agenda"]["notes"] == "https://d.example.org/m"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("* First Tuesday, 16:00 UTC, [Zoom]({})", "* Third Tuesday, 17:00 UTC, same link"),
        ("* Erster Dienstag, 16 Uhr UTC, [Zoom]({})", "* Dritter Dienstag, 17 Uhr UTC, gleicher Link"),
        (
            "| Who | When | Where |\n|---|---|---|\n| A | Mondays 9:00 UTC | {} |",
            "| B | Fridays 9:00 UTC | same room |",
        ),
    ],
)
def test_the_same_link_is_that_of_the_line_above(first: str, second: str) -> None:
    """It is taken, and told."""
    lesson = learn(f"{first.format(ROOM)}\n{second}")
    assert [draft.table["call"]["join"] for draft in lesson.drafts] == [ROOM, ROOM]
    assert any("stands apart from the rule" in line for line in lesson.drafts[1].unknown)


_FIRST, _SECOND = "https://docs.google.com/document/d/1/edit", "https://docs.google.com/document/d/2/edit"


def test_the_same_document_twice_is_one() -> None:
    """A place in it makes no second one; that of earlier minutes is another."""
    items = f"* [Current minutes]({_FIRST}#heading=h.1)\n* [Previous minutes]({_SECOND})"
    text = f"{RULE}## Links\n\n{items}\n\n## Meeting notes\n\nThey are in a [Google Doc]({_FIRST})."
    (draft,) = learn(text).drafts
    assert draft.table["agenda"]["notes"] == f"{_FIRST}#heading=h.1"


def test_the_pad_goes_before_where_minutes_are_kept() -> None:
    """Of several links for notes it is the only document."""
    pad, kept = "[this pad](https://pad.example.org/p/1)", "[repository](https://git.example.org/minutes)"
    (draft,) = learn(f"{RULE}## Minutes\n\nMinutes are written in {pad} and archived in the {kept}.").drafts
    assert draft.table["agenda"]["notes"] == "https://pad.example.org/p/1"


def test_a_document_that_was_in_use_is_told() -> None:
    """It may hold the notes of earlier meetings alone."""
    (draft,) = learn(f"Its first home was [Google Docs]({_FIRST}).\n\n{RULE}").drafts
    assert draft.table["agenda"]["notes"] == _FIRST
    assert any("earlier meetings alone" in line for line in draft.unknown)


def test_the_list_of_the_rule_goes_before_another_section_on_the_meeting() -> None:
    """A sentence elsewhere that says how often it meets may be about another group."""
    first = f"We have bi-weekly meetings via Zoom.\n- [Notes of the WG]({_SECOND})"
    text = f"{first}\n\n## Project\n\n* Meetings\n  * Every other Wednesday 16:00 UTC\n  * [Meeting Notes]({_FIRST})"
    (draft,) = learn(text).drafts
    assert draft.table["agenda"]["notes"] == _FIRST


def test_a_list_to_join_is_no_call() -> None:
    """People join a mailing list, a code host and a network too."""
    for words in ("[lab@lists.example.org](https://groups.google.com/g/lab)", "[GitHub](https://github.com/lab)"):
        (draft,) = learn(f"{RULE}Ask to join {words}.").drafts
        assert "call" not in draft.table


def test_a_call_in_the_row_of_each_date_is_the_groups() -> None:
    """In the row of one date alone it is that date's."""
    rows = "\n".join(f"| {day} | 10am PT | [zoom]({ROOM}) |" for day in ("Mar 4", "Mar 18", "Apr 1"))
    (draft,) = learn(f"| Date (Wed) | Time | Room |\n|---|---|---|\n{rows}").drafts
    assert draft.table["call"]["join"] == ROOM


def test_the_first_rule_of_a_meeting_leads_to_its_links() -> None:
    """Another section that says the same instant on another clock comes after it."""
    first = f"* Every Thursday at 9:30AM US Eastern\n  * [Meeting notes]({_FIRST})"
    second = f"### Sub\n\nEvery Thursday, 14:30 GMT [Agenda]({_SECOND})"
    notes = [draft.table["agenda"]["notes"] for draft in learn(f"{first}\n\n{second}").drafts]
    assert notes[0] == _FIRST


def test_a_pad_in_a_list_of_links_is_for_notes() -> None:
    """The only word of the link says so, though its section has no meeting."""
    links = "- [Room](https://meet.example.org/a)\n- [Pad](https://pad.example.org/p/a)\n- [Repo](https://git.example.org/a)"
    table = group_of(f"# Heddles\n\nFridays, 09:00 UTC\n\n## Links\n\n{links}\n")[0]
    assert table["agenda"]["notes"] == "https://pad.example.org/p/a"


def test_a_list_with_a_rule_keeps_its_links_from_the_rules_of_other_lists() -> None:
    """In one section, what stands in the list of a meeting is taken for another one only with a word."""
    text = "- Mondays 15:00 UTC\n\nThe other one:\n\n- Tuesdays 15:00 UTC\n- [Notes]({})"
    first, second = learn(text.format(PAD)).drafts
    assert second.table["agenda"]["notes"] == PAD
    assert "agenda" not in first.table or any("stands apart" in line for line in first.unknown)


def test_a_title_may_say_that_its_links_are_for_all() -> None:
    """As the words at a link may."""
    text = "## Core\n\nMondays 15:00 UTC\n\n## Docs\n\nTuesdays 15:00 UTC\n\n## Links for both\n\n- [Notes]({})"
    drafts = learn(text.format(PAD)).drafts
    assert [draft.table["agenda"]["notes"] for draft in drafts] == [PAD, PAD]
    assert not any("stands apart" in line for draft in drafts for line in draft.unknown)


def test_each_column_of_a_table_on_its_side_has_its_own_links() -> None:
    """The first column names parts of the rule and what links are for, and the words of two links are the same."""
    rows = (
        "| **When** | Tue 15:00 UTC | 1st Wed 16:00 UTC |\n"
        "| **Where** | [join](https://zoom.us/j/1) | [join](https://zoom.us/j/2) |\n"
        f"| **Notes** | [pad]({PAD}) | [pad]({OTHER_PAD}) |"
    )
    assert links(f"| | Weekly sync | Monthly review |\n|---|---|---|\n{rows}") == [
        ("https://zoom.us/j/1", PAD),
        ("https://zoom.us/j/2", OTHER_PAD),
    ]


def test_two_rules_in_a_row_share_the_other_rows_of_a_table_of_facts() -> None:
    """The rows of such a table are not those of single meetings."""
    rows = f"| Forum | [Video]({ROOM}) |\n| Meeting Notes | [Doc]({PAD}) |"
    rule = "| Calls | First Monday, 16:00 UTC / Third Thursday, 16:00 UTC |"
    assert links(f"| Artifact | Link |\n|---|---|\n{rule}\n{rows}") == [(ROOM, PAD), (ROOM, PAD)]


def test_the_link_of_a_sibling_item_that_names_a_meeting_is_that_ones() -> None:
    """It is told, whatever the language of this meeting's own item."""
    text = f"- 社区双周会:\n  - 周四 19:30 (Asia/Shanghai)\n- Community Meeting (English): TODO\n  - [Zoom]({ROOM})"
    (draft,) = learn(text).drafts
    assert "call" not in draft.table
    assert any(f"{ROOM} is not used" in line for line in draft.unknown)


def test_a_calendar_in_another_section_is_told() -> None:
    """The meetings can be learnt from it."""
    url = "https://calendar.google.com/calendar/embed?src=x"
    (draft,) = learn(f"{RULE}## Where to find us\n\nThere is a calendar of the meetings [here]({url}).").drafts
    assert any(f"{url} is a calendar" in line for line in draft.unknown)
