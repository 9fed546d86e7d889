"""What a link is for, by its words, its label, its address and where it stands; each is learnt or told."""

from datetime import date

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import Syntax, parse_page
from tests.learn.test_rules_in_words import group_of


def learn(text: str, syntax: Syntax = "markdown") -> tuple[str, str, list[str]]:
    """The link to join and the notes of the one group of a page, and what is told of its links."""
    page = parse_page(text, syntax)
    source = PageSource(page=page, title="Lab", target={"file": "p"}, today=date(2026, 3, 1), syntax=syntax)
    (draft,) = learn_page(source).drafts
    told = [line for line in draft.unknown if "not used" in line or "may" in line or "site" in line]
    return draft.table.get("call", {}).get("join", ""), draft.table.get("agenda", {}).get("notes", ""), told


ROOM, PAD = "https://room.example.org/x", "https://pad.example.org/x"
CHAT = "https://matrix.to/#/#lab:example.org"


@pytest.mark.parametrize(
    ("text", "join"),
    [
        (f"on [Discord]({ROOM})", ROOM),
        (f"in #lab on [Libera.Chat]({ROOM})", ROOM),
        (f"\n\n- Where: [Slack huddle]({ROOM})", ROOM),
        (f". Ask on [Slack]({ROOM})", ""),
        (f". We talk to the [village teams]({ROOM})", ""),
        (f" on [Microsoft Teams]({ROOM})", ROOM),
        (f". [Join our Discord]({ROOM}) to chat", ""),
        (f". [Join the club]({ROOM})", ""),
        (f". Join at {ROOM}", ROOM),
        (". Join at https://lists.example.org/call", "https://lists.example.org/call"),
        (". Logs: https://meetings.example.org/lab", ""),
        (". See [a video of last time](https://video.example.org/x)", ""),
        (". Watch our calls at https://www.youtube.com/lab", ""),
        (f" in\n[#lab:example.org]({CHAT}) (Matrix)", CHAT),
        (f" in the training channel [#lab]({CHAT}) on [Slack](https://example.org/chat/)", CHAT),
        (f" en el canal [#lab]({CHAT})", CHAT),
        (". 1. Join the CNCF workspace: [go](https://communityinviter.com/apps/x)", ""),
        (f". See our [roadmap vision]({ROOM})", ""),
        (", run as [Gallery mode in Zoom](https://support.zoom.us/hc/x)", ""),
        (f". The Slack workspace is open: [join!]({ROOM})", ""),
        (f". Bring tea.\n\n# Slack\n\n[Join us]({ROOM})", ""),
        (
            "\n\n| Platform | Link |\n|---|---|\n| Twitter | [@lab](https://twitter.com/lab) |",
            "",
        ),
        (", held on IRC in [#lab](https://web.libera.chat/#lab)", "https://web.libera.chat/#lab"),
        (f"in [room 12]({ROOM})", ""),
        ("\n\n- Where: [press](https://meet.example.org/press)", "https://meet.example.org/press"),
        (f'on <a href="{ROOM}">Zoom</a>', ROOM),
        ("on `https://meet.example.org/x`", "https://meet.example.org/x"),
        ("\n\n```\nhttps://meet.example.org/x\n```", "https://meet.example.org/x"),
        (f"[here]({ROOM})", ROOM),
        ("on our Discord server.\n  - https://discord.gg/x", "https://discord.gg/x"),
        ("\n\nVoice channel: https://discord.gg/x", "https://discord.gg/x"),
        (f". All are invited to the [Fair]({ROOM})", ""),
        ("on [Zoom](https://zoom.us/)", ""),
        (f"\n\n- Demonstration link: [Silk]({ROOM})", ""),
        (".\n\nFormer room: https://meet.example.org/old", ""),
        (".\n\nTraining video: https://meet.example.org/training", ""),
        (".\n\nSee https://meet.example.org/help for how to set up your microphone", ""),
        (f". See [how to join]({ROOM})", ""),
        (f". [How do I join?]({ROOM})", ""),
        (f". Photographs are on [the album]({ROOM})", ""),
        (f". [Where to find the call link]({ROOM})", ""),
        (f". [Request a Zoom invitation]({ROOM})", ""),
        (f". [Comment participer à l'appel]({ROOM})", ""),
        (". [How to join](https://meet.example.org/x)", "https://meet.example.org/x"),
    ],
)
def test_a_link_joins_where_the_sentence_says_that_the_meeting_is_there(text: str, join: str) -> None:
    """A chat is a place to meet where the sentence or the label says so, and else one to ask; code is read too."""
    assert learn(f"- We meet on Tuesdays at 14:00 UTC {text}")[0] == join


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Minutes: [wiki](https://github.com/example/lab/wiki)", "https://github.com/example/lab/wiki"),
        (f"A [shared folder]({PAD}) contains our minutes and agendas.", PAD),
        (f"See [this page]({PAD}) for the minutes.", PAD),
        (f"Ein [Ordner]({PAD}) enthält alle Protokolle.", PAD),
        (f"## Minutes\n\nThey are kept [here]({ROOM}).", ROOM),
        ("Browse past minutes and meeting agendas [here](https://github.com/x/i).", "https://github.com/x/i"),
        ("Calls are transcribed and [published](https://github.com/x/t).", "https://github.com/x/t"),
        ("Programs such as [Peer Pad](https://github.com/x/peer-pad).", ""),
        ("[Meeting Agenda](https://example.feishu.cn/docx/x)", "https://example.feishu.cn/docx/x"),
        (f"**Call notes:**\n\n* [The Lab's folder][f]\n\n[f]: {ROOM}", ROOM),
        (
            f"To view notes and agendas, view our [current](https://github.com/x/i) and [past]({ROOM}) issues.",
            "https://github.com/x/i",
        ),
        ("- **Notes & Recordings**: [Wiki](https://github.com/x/wiki)", "https://github.com/x/wiki"),
        ('Minutes: <a href="https://wiki.example.org/lab">wiki</a>', "https://wiki.example.org/lab"),
        (f"Agenda pad: `{PAD}`", PAD),
        (f"[Previous notes](https://docs.example.org/d/old)\n\n[Notes]({PAD})", PAD),
        (f"| Call | Protocol |\n|---|---|\n| Tuesdays | [P1]({PAD}) |", PAD),
        ("| Call | Protocol |\n|---|---|\n| Tuesdays | [HTTP](https://proto.example.org/http) |", ""),
        (f"- [All protocols]({PAD})", PAD),
        ("Das Protokoll liegt im [Wiki](https://wiki.example.org/lab).", "https://wiki.example.org/lab"),
    ],
)
def test_notes_are_found_by_their_label(text: str, notes: str) -> None:
    """Those of earlier meetings are not taken where there are others."""
    assert learn(f"Tuesdays at 14:00 UTC.\n\n{text}")[1] == notes


@pytest.mark.parametrize(
    ("text", "syntax", "told"),
    [
        (
            f"[Previous notes]({PAD})\n\n[Notes](notes/2026.md)",
            "markdown",
            ["line 5: notes/2026.md is a page of the same site, of which the address is not known"],
        ),
        (
            "The minutes are found [here](./meetings/)",
            "markdown",
            ["line 3: ./meetings/ is a page of the same site, of which the address is not known"],
        ),
        (
            "[Minutes]\n\n[Minutes]: ./minutes.md",
            "markdown",
            ["line 5: ./minutes.md is a page of the same site, of which the address is not known"],
        ),
        (
            "## Minutes\n\nThey are kept [here](minutes.md)",
            "markdown",
            ["line 5: minutes.md is a page of the same site, of which the address is not known"],
        ),
        (
            "Notes: [[Lab/2026]]",
            "wikitext",
            ["line 3: Lab/2026 is a page of the same site, of which the address is not known"],
        ),
        (
            f"Read the notes from [past meetings]({PAD}).",
            "markdown",
            [f"line 3: {PAD} may be the notes of earlier meetings alone"],
        ),
        (f"[Past notes]({PAD})", "markdown", [f"line 3: {PAD} may be the notes of earlier meetings alone"]),
    ],
)
def test_notes_without_an_address_are_told(text: str, syntax: Syntax, told: list[str]) -> None:
    """A page of the same site has none that is known here; what may be old is told as that."""
    join, notes, lines = learn(f"Tuesdays at 14:00 UTC.\n\n{text}", syntax)
    assert (join, notes, lines) == ("", PAD if "may" in told[0] else "", told)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("[calendar](webcal://example.org/x.ics)", "is a calendar, from which the meetings can be learnt as well"),
        ("[#lab](irc://irc.example.org/lab)", "is not used"),
    ],
)
def test_a_link_that_is_no_web_address_is_told(link: str, told: str) -> None:
    """A calendar to subscribe to and a chat, with the line on which it stands in a wrapped paragraph."""
    page = parse_page(f"Tuesdays at 14:00 UTC\nfor all of\nus: {link}\n", "markdown")
    source = PageSource(page=page, title="Lab", target={"file": "p"}, today=date(2026, 3, 1), syntax="markdown")
    (draft,) = learn_page(source).drafts
    url = link.partition("(")[2].rstrip(")")
    assert f"line 3: {url} {told}" in draft.unknown


@pytest.mark.parametrize("label", ["Lugar", "Ort", "Lieu", "Luogo", "Local", "Plaats"])
def test_a_chat_is_where_people_meet_under_a_label_of_any_language(label: str) -> None:
    """The words of a label are those of all languages, as the page's own may be unknown."""
    chat = "https://example.slack.com/archives/C0555"
    assert learn(f"- Tuesdays, 14:00 UTC\n- {label}: [Slack Documents]({chat}).")[0] == chat


def test_what_is_labelled_as_the_place_is_told() -> None:
    """Where films are shown is no call, and may be where the meeting is."""
    told = learn("**When**: Tuesdays at 14:00 UTC\n\n**Where**: [Live stream](https://www.youtube.com/lab)")[2]
    assert told == ["line 3: https://www.youtube.com/lab is not used"]


def test_a_list_to_subscribe_to_is_no_calendar() -> None:
    """It is told beside the rule only as a link that is not used."""
    told = learn("- Tuesdays at 14:00 UTC\n- [Subscribe](https://groups.google.com/g/lab)")[2]
    assert not any("calendar" in line for line in told)


def test_every_link_of_a_list_with_the_rule_is_told() -> None:
    """Up to eight of them one by one, and how many more there are."""
    items = "\n".join(f"- [Film {number}](https://v.example.org/{number})" for number in range(12))
    _, _, told = learn(f"- Tuesdays at 14:00 UTC\n{items}")
    assert told[0] == "line 2: https://v.example.org/0 is not used"
    assert told[8:] == ["line 10 and below: 4 more links are not used"]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("| Date | Minutes |\n|---|---|\n| 2026-02-12 | [pad](https://pad.example.org/12) |", ""),
        (f"| Date | Minutes |\n|---|---|\n| always | [pad]({PAD}) |", PAD),
        ("- 12 February 2026: [minutes](https://pad.example.org/12)", ""),
        ("It lasts 50 minutes, in [the hall](https://map.example.org/x).", ""),
        ("- [Governance Document](https://g.example.org/x)", ""),
        (f"- [Doc]({PAD})", PAD),
        (f"[Agenda and connection info]({PAD})", PAD),
        ("## Live notes\n\nThey are kept at\nhttps://hackmd.io/2x", "https://hackmd.io/2x"),
        (f"## Help\n\nFor more on how to host meetings click [here]({PAD}).", ""),
        (f"## Help\n\nThe [rules]({PAD}) of all meetings.", ""),
    ],
)
def test_notes_of_one_date_are_not_the_notes(text: str, notes: str) -> None:
    """A link in the row of a date is that meeting's; minutes may be a length, and a document anything."""
    assert learn(f"Tuesdays at 14:00 UTC.\n\n{text}")[1] == notes


@pytest.mark.parametrize(
    "text",
    [
        "(see [Rule #6 of ours](https://example.org/rules))",
        "\n\n- [Work Items](https://example.org/items) of the call",
        "\n\n- [Special Work Calls](https://example.org/calls)",
    ],
)
def test_a_link_with_a_number_or_calls_in_its_words_is_no_call(text: str) -> None:
    """A rule has an hour; a link at the beginning of an item is not called by the words behind it."""
    assert learn(f"Tuesdays at 14:00 UTC {text}.")[0] == ""


def test_a_sentence_on_the_meeting_makes_no_call_of_its_links() -> None:
    """The groups that meet are linked to their own pages."""
    text = "The [Lab](https://example.org/lab) and the [Circle](https://example.org/c) meet on Tuesdays at 14:00 UTC."
    assert learn(text)[0] == ""


@pytest.mark.parametrize(
    "text",
    [
        "Register at https://zoom.example.org/meeting/register/abc to get the link.",
        "Where: [Zoom](https://zoom.example.org/webinar/register/WN_abc)",
    ],
)
def test_an_address_to_register_at_is_no_call(text: str) -> None:
    """It is told instead."""
    table, told = group_of(f"Mondays at 15:00 UTC.\n\n{text}")
    assert "join" not in table.get("call", {})
    assert "register" in told
