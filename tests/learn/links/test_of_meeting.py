"""Each link of a page goes to the meeting that it is for, as what it is, or is told."""

from datetime import date

import pytest

from ecgtool.learn.page import Lesson, learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import parse_page


def learn(text: str) -> Lesson:
    """What a page in Markdown with a section of that ``text`` teaches."""
    page = parse_page(f"# Lab\n\n## Times\n\n{text}\n", "markdown")
    return learn_page(
        PageSource(page=page, title="Lab", target={"file": "p"}, today=date(2026, 3, 1), syntax="markdown")
    )


ROOM = "https://zoom.us/my/room"


@pytest.mark.parametrize(
    ("text", "joins"),
    [
        (
            """- Time: Tuesdays at 9am Pacific (here's [a link](https://s.example.org/x) to a public calendar).
- Location: Zoom - [https://zoom.us/my/room](https://zoom.us/my/room)""",
            [ROOM],
        ),
        ("Tuesdays at noon EST. [Details](https://events.example.org/x), [Invite](https://zoom.us/m/ics?a)", [""]),
        (f"Tuesdays at 14:00 UTC via [this link]({ROOM}). Drafts are [published](https://d.example.org/).", [ROOM]),
        ("Tuesdays at 14:00 UTC via [this link](https://d.example.org/room).", ["https://d.example.org/room"]),
        (f"Tuesdays at 14:00 UTC on [Zoom][z].\n\n[z]: {ROOM}\n[n]: https://zoom.us/zoomconference", [ROOM]),
        (
            "[Tuesdays](https://zoom.us/j/1) at 12:00 Eastern and [Thursdays](https://zoom.us/j/2) at 20:00 Eastern",
            ["https://zoom.us/j/1", "https://zoom.us/j/2"],
        ),
        (f"* Tuesdays at 14:30 UTC\n* Thursdays at 15:00 UTC\n\n- [Meeting Link]({ROOM})", [ROOM, ROOM]),
        (
            """* Tuesdays at 14:30 UTC
* Thursdays at 15:00 UTC

- [A](https://zoom.us/j/1)
- [B](https://zoom.us/j/2)""",
            ["", ""],
        ),
        (
            "**[直播入口](https://meetings.example.org/s/x)**\n\nTuesdays at 14:30 UTC",
            ["https://meetings.example.org/s/x"],
        ),
    ],
)
def test_a_link_is_for_what_stands_around_it(text: str, joins: list[str]) -> None:
    """Calendars, details and drafts are no calls; a link on a rule's words is that rule's, one of a section all's."""
    assert [draft.table.get("call", {}).get("join", "") for draft in learn(text).drafts] == joins


def test_the_list_of_numbers_is_no_call() -> None:
    """The page with the numbers to dial is that, wherever it stands."""
    (draft,) = learn(
        "Tuesdays at 14:00 UTC, [dial in](https://zoom.us/u/abc), [call](https://c.example.org/1)"
    ).drafts
    call = draft.table["call"]
    assert (call["join"], call["find_number"]) == ("https://c.example.org/1", "https://zoom.us/u/abc")


def test_every_link_of_a_rule_is_learnt_or_told() -> None:
    """What a rule's line links to and nothing is made of is named with its line."""
    (draft,) = learn("Tuesdays at 14:00 UTC for [members](https://m.example.org/list)").drafts
    assert "line 5: https://m.example.org/list is not used" in draft.unknown


def test_the_notes_beside_the_next_meeting_come_before_those_of_all_the_page() -> None:
    """A page keeps pads of old meetings too, and speaks of them as it does of a call."""
    (draft,) = learn(
        "==== Radio Hour ====\n'''Next meeting: March 27th, 2026 at 1300 UTC'''\n"
        "* [https://meetpad.example.org/radio Conference call]\n* [https://etherpad.example.org/p/radio Notes]\n\n"
        "==== 2018 ====\n* [https://etherpad.example.org/p/old Proposal etherpad to meet up in 2018]\n"
    ).drafts
    assert draft.table["agenda"]["notes"] == "https://etherpad.example.org/p/radio"


def test_a_table_of_meetings_is_no_note_of_the_call() -> None:
    """A section called "Calls" with the meetings in a table is neither the call's section nor its note."""
    rows = "| Who | Day | Time |\n|---|---|---|\n| Core | Wed | 16:00 UTC |\n| Docs | Thu | 15:00 UTC |"
    table = learn(f"## Calls\n\n{rows}").drafts[0].table
    assert "note" not in table.get("call", {})
    assert "sections" not in table["wiki"]


@pytest.mark.parametrize(
    "link",
    [
        "followed by [the newcomers](https://example.org/newcomers)",
        "([meeting rules](https://example.org/rules))",
        "in the [shed](https://example.org/shed)",
        "([map](https://maps.example.org/room3))",
        "and [join us](https://example.org/membership)",
        "members find the link in the [members' area](https://example.org/members)",
        "others may [write to us](https://example.org/contact)",
    ],
)
def test_a_link_on_the_rule_that_no_word_calls_the_call(link: str) -> None:
    """It is told, and not taken for where the meeting is."""
    (draft,) = learn(f"Tuesdays at 14:00 UTC {link}.").drafts
    told = [line for line in draft.unknown if line.endswith("is not used")]
    assert ("call" in draft.table, len(told)) == (False, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays at 14:00 UTC. Minutes are in [the log](https://pad.example.org/x).",
        "| When | What was said |\n|---|---|\n| Tuesdays at 14:00 UTC | https://pad.example.org/x |",
    ],
)
def test_a_log_at_a_host_of_notes(text: str) -> None:
    """It is that of the notes, whatever it is called."""
    assert learn(text).drafts[0].table["agenda"]["notes"] == "https://pad.example.org/x"


def test_a_comment_in_markdown_is_no_meeting() -> None:
    """A definition without an address is how people write what nobody is to see."""
    assert len(learn("Tuesdays, 13:00 UTC.\n\n[comment]: <> (every Friday at 08:00 UTC)").drafts) == 1


def links(text: str) -> list[tuple[str, str]]:
    """The call and the notes of each group that a section of that ``text`` teaches."""
    tables = [draft.table for draft in learn(text).drafts]
    return [(one.get("call", {}).get("join", ""), one.get("agenda", {}).get("notes", "")) for one in tables]


@pytest.mark.parametrize(
    "link",
    [
        "See the [public\n  calendar](https://zoom.us/meeting/lab) for dates.",
        "Find the link [here](https://zoom-of.example.org/meetings/lab).",
        "All dates: https://zoom-of.example.org/meetings/lab?view=week",
    ],
)
def test_a_calendar_at_a_service_for_calls(link: str) -> None:
    """Words that break over two lines are a link's words, and a list of meetings is no call."""
    (draft,) = learn(f"* Tuesdays at 14:00 UTC\n* {link}").drafts
    told = [line for line in draft.unknown if "is a calendar" in line]
    assert ("call" in draft.table, len(told)) == (False, 1)


@pytest.mark.parametrize(
    "text",
    [
        "* Tuesdays at 14:00 UTC\n* Recordings and minutes are [for everyone](https://lists.example.org/x)",
        "| **When** | Tuesdays at 14:00 UTC |\n|---|---|\n| **Agenda** | [Topics](https://lists.example.org/x) |",
        "| What | Link |\n|---|---|\n| When | Tuesdays, 14:00 UTC |\n| Minutes | https://lists.example.org/x |",
        "Tuesdays at 14:00 UTC.\n\n**Meeting agenda:** see the [board](https://lists.example.org/x)",
    ],
)
def test_what_is_called_the_notes_is_that_at_any_address(text: str) -> None:
    """The words of its sentence, and the title of its row or line, say so."""
    assert links(text) == [("", "https://lists.example.org/x")]


@pytest.mark.parametrize("link", ["[Website](https://docs.example.org)", "[Docs](https://docs.example.org/latest/)"])
def test_the_documentation_is_no_notes(link: str) -> None:
    """Neither its host nor its name says that anybody takes notes there."""
    assert links(f"Tuesdays at 14:00 UTC\n\n{link}") == [("", "")]


A, B = "https://x.example.org/a", "https://zoom.us/j/2"
ONE = "https://pad.example.org/1"


@pytest.mark.parametrize(
    ("east", "west"),
    [
        ("- 英语\uff1a每周二 10:00 UTC\uff0c[会议链接]({})", "- 中文\uff1a每周三 10:00 UTC\uff0c[会议链接]({})"),
        (
            "- 英語\uff1a毎週火曜日 10:00 UTC、[ミーティングリンク]({})",
            "- 中国語\uff1a毎週水曜日 10:00 UTC、[入会]({})",
        ),
        ("- Ost: dienstags 10:00 UTC, [Besprechung]({})", "- West: mittwochs 9:00 UTC, [Konferenz]({})"),
        ("East: Tuesdays 10:00 UTC ([call]({})),", "west: Wednesdays 9:00 UTC ([call]({}))."),
        (
            "East meets every Tuesday at 10:00 UTC.\n\n- [Call]({})\n",
            "West meets on Fridays at 9:00 UTC.\n\n- [Call]({})",
        ),
        ("- East: Tuesdays 10:00 UTC\n  - [Join]({})", "- West: Fridays 10:00 UTC\n  - [Join]({})"),
    ],
)
def test_each_of_several_meetings_has_its_own_links(east: str, west: str) -> None:
    """Its own line goes before all others, what is below its rule before what is below another."""
    assert links(f"{east.format(A)}\n{west.format(B)}") == [(A, ""), (B, "")]


@pytest.mark.parametrize(
    ("words", "told"), [("Join [the call]", True), ("Both are in [the call]", False), ("All meetings: [call]", False)]
)
def test_a_link_below_the_last_rule_is_lent_to_the_first(words: str, told: bool) -> None:
    """It may be for the last alone, so that it is told, unless its words say that it is for all."""
    east, west = learn(
        f"East meets on Tuesdays at 9:00 UTC.\n\nWest meets on Fridays at 9:00 UTC.\n\n{words}({B})"
    ).drafts
    assert (east.table["call"]["join"], west.table["call"]["join"]) == (B, B)
    assert [any("stands apart from the rule" in line for line in one.unknown) for one in (east, west)] == [
        told,
        False,
    ]


def test_the_links_of_items_with_rules_are_told_once() -> None:
    """Each is learnt for its own meeting, and no word is lost about it for the others."""
    lesson = learn(
        "\n".join(f"- Meeting {n}\n  - Tuesdays {n}:00 UTC\n  - [Join](https://zoom.us/j/{n})" for n in (10, 11))
    )
    assert [draft.table["call"]["join"] for draft in lesson.drafts] == [
        "https://zoom.us/j/10",
        "https://zoom.us/j/11",
    ]
    assert [line for draft in lesson.drafts for line in draft.unknown if "https:" in line] == []


def test_a_link_below_another_item_is_of_that() -> None:
    """An item that names another meeting, without a time, keeps its link, which is told with its line."""
    (draft,) = learn(
        f"- Weekly meeting (east)\n  - Tuesdays 10:00 UTC\n- Weekly meeting (west): to be found\n  - [Join]({B})"
    ).drafts
    assert "call" not in draft.table
    assert f"line 8: {B} is not used" in draft.unknown


def test_a_link_below_another_part_of_the_meeting() -> None:
    """Items that are called by what they hold are parts of one meeting."""
    assert links(
        f"- Our meeting\n  - Tuesdays 10:00 UTC\n- Meeting link\n  - [Zoom]({B})\n- Meeting notes\n  - [Here]({ONE})"
    ) == [(B, ONE)]


@pytest.mark.parametrize("label", ["**Video**: ", "**Call**\n: ", "**Where**\n: "])
def test_the_label_of_a_bare_address(label: str) -> None:
    """It says that a host of videos is where the call is, on the line above as well."""
    assert links(f"Tuesdays 10:00 UTC\n\n{label}https://video.example.org/box") == [
        ("https://video.example.org/box", "")
    ]


def test_a_section_named_for_the_call_may_have_nothing_of_it() -> None:
    """The number and the code below the rule are learnt though a section before it is called "Logistics"."""
    page = parse_page(
        """# Lab

## Logistics

* Papers: https://example.org/papers

## Meetings

* Tuesdays at 9am Pacific

1. Join from PC, Mac

https://zoom.us/j/123456789

Meeting ID: 123456789

Meeting Passcode: 555012
""",
        "markdown",
    )
    (draft,) = learn_page(
        PageSource(page=page, title="Lab", target={"file": "p"}, today=date(2026, 3, 1), syntax="markdown")
    ).drafts
    call = draft.table["call"]
    assert (call["join"], call["meeting_id"], call["passcode"]) == (
        "https://zoom.us/j/123456789",
        "123456789",
        "555012",
    )


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("[RSVP](https://rsvp.example.org/x)", "not used"),
        ("an invite by [this form](https://forms.example.org/x)", "not used"),
        ("[call](https://meet.example.org/...)", "not used"),
        ("[all dates](https://lists.example.org/g/lab/calendar)", "a calendar"),
        ("[agenda van het lab](https://lab.example.org/groups/7/events)", "a calendar"),
    ],
)
def test_what_is_neither_the_call_nor_a_calendar(link: str, told: str) -> None:
    """A form, an address that is to come and a mailing list are told as that; a list's calendar is one."""
    (draft,) = learn(f"Tuesdays at 14:00 UTC ({link}).").drafts
    assert "call" not in draft.table
    assert [told in line for line in draft.unknown] == [True]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Minutes are in the [wiki]", True),
        ("**Notes:** [on GitHub]", True),
        ("[Recordings and minutes]", True),
        ("**Agenda:** write to the [mailing list]", False),
    ],
)
def test_where_notes_are_kept(text: str, notes: bool) -> None:
    """A wiki or a list has them where the words before say so, and not where people are asked to write."""
    assert links(f"Tuesdays at 14:00 UTC\n\n{text}({A})") == [("", A if notes else "")]


@pytest.mark.parametrize(("words", "told"), [("All calls are on", False), ("We are on", True)])
def test_a_link_in_a_section_of_its_own_is_for_each_meeting(words: str, told: bool) -> None:
    """It is told where no word says that it is for all."""
    lesson = learn(
        f"Tuesdays at 14:00 UTC.\n\n## Office hours\n\nFridays at 9:00 UTC.\n\n## Access\n\n{words} [Zoom]({B})."
    )
    assert [draft.table["call"]["join"] for draft in lesson.drafts] == [B, B]
    assert any("stands apart from the rule" in line for line in lesson.drafts[1].unknown) == told


def test_a_row_of_another_thing_lends_its_link_to_no_meeting() -> None:
    """In a table of several meetings, and in a sentence on another group's next one, a link is of that thing."""
    rows = "| A | Tuesdays at 14:00 UTC | |\n| B | Fridays at 14:00 UTC | |\n| C | on request | https://zoom.us/j/1 |"
    other = "\n\n## Board\n\nThe next board meeting is on March 12, 2026. For all meetings [join here](https://zoom.us/j/2)."
    assert links(f"| Who | When | Call |\n|---|---|---|\n{rows}{other}") == [("", ""), ("", "")]


@pytest.mark.parametrize(
    "text",
    [
        "* Core: Mondays 15:00 UTC\n* Docs: Tuesdays 15:00 UTC\n\n## Links\n\n* Core: {}\n* Docs: {}",
        "* Core: Mondays 15:00 UTC\n* Docs: Tuesdays 15:00 UTC\n\n## Core call\n\n{}\n\n## Docs call\n\n{}",
        "1. Core: Mondays 15:00 UTC\n\n   Join: {}\n\n2. Docs: Tuesdays 15:00 UTC\n\n   Join: {}",
    ],
)
def test_a_link_goes_to_the_meeting_that_is_named_with_it(text: str) -> None:
    """By the label of its item, the title of its section, or the item that its paragraph is part of."""
    first, second = "https://zoom.us/j/1", "https://zoom.us/j/2"
    assert links(text.format(first, second)) == [(first, ""), (second, "")]


def test_a_call_that_no_group_has_is_told() -> None:
    """Wherever on the page it stands."""
    (draft,) = learn("Mondays 15:00 UTC on https://zoom.us/j/1\n\n## Board\n\n* [Room](https://zoom.us/j/2)").drafts
    assert any("https://zoom.us/j/2" in line for line in draft.unknown)


def test_a_call_below_the_section_of_another_meeting_is_told() -> None:
    """It is that meeting's, and may be for the others too."""
    text = "### Core\n\nMondays 15:00 UTC\n\n### Docs\n\nTuesdays 15:00 UTC\n\n#### Details\n\nhttps://zoom.us/j/1"
    core, docs = learn(text).drafts
    assert ("call" in core.table, docs.table["call"]["join"]) == (False, "https://zoom.us/j/1")
    assert "line 15: https://zoom.us/j/1 may lead into the call as well" in core.unknown


def test_a_form_in_the_section_of_the_rule_is_told() -> None:
    """It may be how to get an invitation."""
    (draft,) = learn("Mondays 15:00 UTC\n\nTo be invited, use [this form](https://forms.example.org/x).").drafts
    assert "line 7: https://forms.example.org/x is not used" in draft.unknown


def test_notes_of_an_occasion_that_the_rules_paragraph_names_are_not_the_groups() -> None:
    """They are told; a word in another sentence of the rule's paragraph names the meeting no more than any other."""
    text = "Our weekly call is on Tuesdays at 15:00 UTC. Some of it may be sprint planning.\n\nSee also:\n\n"
    (draft,) = learn(text + f"* [Sprint planning notes]({A})").drafts
    assert "agenda" not in draft.table
    assert f"line 9: {A} is not used" in draft.unknown


def test_notes_above_several_meetings_are_told_of_each() -> None:
    """A name with a digit in it is no date, and a word such as "all" is the link's only in its own sentence."""
    head = f"All are welcome in op1st. Meeting Agenda docs can be found [here]({A})."
    drafts = learn(f"{head}\n\n## Times\n\n* Core: Mondays 15:00 UTC\n* Docs: Tuesdays 15:00 UTC").drafts
    assert [draft.table["agenda"]["notes"] for draft in drafts] == [A, A]
    assert [any("stands apart from the rule" in line for line in draft.unknown) for draft in drafts] == [True, True]
