"""Groups are told apart by the headings above their rules, and named by what the page calls them."""

from datetime import date

import pytest

from ecgtool.learn.meetings.names import page_title
from ecgtool.page import parse_page
from tests.learn.test_rules_in_words import drafts_of

_RULE = "* Meeting schedule: Wednesdays at 9am US Central Time"


@pytest.mark.parametrize(
    "titles",
    [
        ("## Kettles", "## Lids"),
        ("### [Kettles](https://example.org/kettles)", "### Lids meeting"),
        ("## Kettles\n### Meetings", "## Lids\n### Meetings"),
    ],
)
def test_one_rule_below_the_names_of_two_groups_is_two_meetings(titles: tuple[str, str]) -> None:
    """Each group is learnt, although their rules are the same."""
    days = [draft.table["schedule"]["on"] for draft in drafts_of("\n\n".join(f"{one}\n\n{_RULE}" for one in titles))]
    assert days == ["Wednesday", "Wednesday"]


@pytest.mark.parametrize(
    "titles",
    [
        ("## About", "## Meetings"),
        ("## How to join", "## Kettles"),
        ("## Kettles", "### Lids"),
        ("## Call", "## Call"),
    ],
)
def test_one_rule_said_twice_is_one_meeting(titles: tuple[str, str]) -> None:
    """A heading that any group may have, or one inside the other's section, tells no second group."""
    assert len(drafts_of("\n\n".join(f"{one}\n\n{_RULE}" for one in titles))) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "## How?\n\nWeavers:\n\n- Pacific time: Mondays 16:00 UTC\n\n## Help?\n\nKettle call Fridays 15:00 UTC.",
            ["Weavers", "Kettle call"],
        ),
        (
            "We host these:\n\n- Asia every Tuesday at 03:00 UTC\n- Europe every Friday at 15:00 UTC",
            ["Asia", "Europe"],
        ),
        (
            "## Kettles\n\n### Meetings\n\nMondays 15:00 UTC\n\n## Lids\n\n### Meetings\n\nFridays 15:00 UTC",
            ["Kettles", "Lids"],
        ),
        (
            "- Community hours: Tuesdays at 12:00 UTC\n- Contributor hours: Thursdays at 12:00 UTC",
            ["Community hours", "Contributor hours"],
        ),
        ("- Until 31 May 2026: Mondays 7:00 UTC\n- On call: Fridays 7:00 UTC", ["Group", "On call"]),
        (
            "1. Hull team meets Mondays 9:00 UTC\n2. Rigging team meets Fridays 9:00 UTC",
            ["Hull team", "Rigging team"],
        ),
        (
            "It starts on a list. Then:\n\n* **Dry dock**, every Monday, 9:00 UTC\n* **Voices**, Fridays, 9:00 UTC",
            ["Dry dock", "Voices"],
        ),
        (
            "The stand-up starts at 09:00 UTC on weekdays. Retrospective: Fridays at 14:00 UTC.",
            ["stand-up", "Retrospective"],
        ),
        ("Monday 10:00 UTC - triage\nFriday 11:00 UTC - design", ["triage", "design"]),
        ("Monday 10:00 UTC - triage, 15 minutes\nFriday 11:00 UTC: design", ["triage", "design"]),
        ("Time zone: UTC\n\n- Mondays, 9:00: hills\n- Fridays, 9:00: coast", ["hills", "coast"]),
        ("- Hull (1st Thu): 13:00 UTC\n- Ropes (weekly): Fri 11:00 UTC", ["Hull", "Ropes"]),
        (
            "| Day | Hour | Team |\n|---|---|---|\n| Monday | 15:00 UTC | Hull |\n| Friday | 16:00 UTC | Ropes |",
            ["Hull", "Ropes"],
        ),
        ("- Early time: Mondays 07:00 UTC\n- Late time: Mondays 18:00 UTC", ["Early time", "Late time"]),
    ],
)
def test_a_group_has_the_name_that_the_page_calls_it(text: str, names: list[str]) -> None:
    """No question, no invitation, and no clock where there is a list's title, a heading or a word for the meeting."""
    assert [draft.name for draft in drafts_of(text)] == names


def test_two_meetings_at_one_time_are_told_apart_by_their_names() -> None:
    """Sentences with the same rule and two names make two groups; a second mention of one makes none."""
    rule = "is every Monday at 17:00 UTC."
    apart = drafts_of(f"# Fens\n\nThe **Editors** meeting {rule}\n\nThe **Security** meeting {rule}\n")
    again = drafts_of(f"# Fens\n\nThe **Editors** meeting {rule}\n\nOur meeting {rule}\n")
    assert (len(apart), len(again)) == (2, 1)


def test_an_invitation_is_no_name_of_a_second_group() -> None:
    """The rule in two sections of one project is one meeting, where one title says no more words than the other."""
    titles = ("## Connect with the Kettle community", "## Join the Kettle project meeting")
    assert len(drafts_of("\n\n".join(f"{one}\n\n{_RULE}" for one in titles))) == 1
    titles = ("## Join the Kettle group", "## Join the Lid group")
    assert len(drafts_of("\n\n".join(f"{one}\n\n{_RULE}" for one in titles))) == 2


@pytest.mark.parametrize("sign", ["=", "*", "#", "-"])
def test_a_line_of_signs_above_a_title_is_no_part_of_it(sign: str) -> None:
    """As reStructuredText has it, in a page that is read as Markdown."""
    line = sign * 8
    assert (
        page_title(parse_page(f"{line}\nKiln folk\n{line}\n\nMondays.\n", "markdown"), date(2026, 3, 2))
        == "Kiln folk"
    )


def test_words_before_a_dash_are_the_name_of_an_item() -> None:
    """Whatever they are, unless they say when."""
    page = "## Evenings\n\n- **Node hour** \u2013 Tuesdays, 20:00 UTC\n- **Roof tour** - first Sunday, 14:00 UTC\n"
    assert [draft.name for draft in drafts_of(page)] == ["Node hour", "Roof tour"]


def test_a_meeting_of_contributors_has_that_name() -> None:
    """It tells not how to contribute."""
    page = "## Talk\n\n### Contributors' meeting\n\nMondays, 15:00 UTC\n\n### Office hours\n\nTuesdays, 15:00 UTC\n"
    assert [draft.name for draft in drafts_of(page)] == ["Contributors' meeting", "Office hours"]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("---\nTitle: 'Kiln folk'\n---\n\n## Meetings\n", "Kiln folk"),
        ("---\ntitle: Kiln call ({{ date }})\n---\n", "Kiln call"),
        ("---\ntitle: Site\n---\n\n# Kiln folk\n", "Kiln folk"),
        ('<h1 align="center">\n  <p>Kiln folk</p>\n</h1>\n\n## About\n', "Kiln folk"),
        ("## Kiln folk\n\nWe fire.\n\n## Meetings\n", "Kiln folk"),
        ("\n<!-- x -->\n## Kiln folk\n", "Kiln folk"),
        ("## Meetings\n\nMondays.\n", ""),
        ("## Aim\n\nWe fire.\n\n## Meetings\n", ""),
        ("## Mondays at 15:00 UTC\n", ""),
        ("We fire.\n\n## Ropes\n", ""),
    ],
)
def test_a_page_has_the_title_that_it_calls_itself(page: str, title: str) -> None:
    """In front matter, in HTML, or in its first heading, unless any page may have that."""
    assert page_title(parse_page(page, "markdown"), date(2026, 3, 2)) == title


@pytest.mark.parametrize(
    "text",
    [
        "**Core**: Mon 9:00 UTC, **Docs**: Tue 10:00 UTC",
        "| Core | Docs |\n|--|--|\n| Mon 9:00 UTC | Tue 10:00 UTC |",
    ],
)
def test_each_meeting_of_a_line_has_its_own_label(text: str) -> None:
    """It stands right before its days, or above their column; and no word of it is in doubt."""
    drafts = drafts_of(text)
    assert [draft.table["name"] for draft in drafts] == ["Core", "Docs"]
    assert not any("schedule.on" in draft.guesses for draft in drafts)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We meet Mondays 18:00 UTC.\n\nThe board meets on the first Friday at 15:00 UTC.", ["board"]),
        (
            "Calls are on the: second Tuesday 15:00 UTC and fourth Thursday 16:00 UTC.",
            ["Group: second Tuesday 15:00"],
        ),
        ("- Check in: Mondays 20:00 UTC\n- Hands on: Tuesdays 20:00 UTC", ["Check in", "Hands on"]),
    ],
)
def test_the_words_that_lead_to_when_are_no_part_of_a_name(text: str, names: list[str]) -> None:
    """A short word that may be a part of it stays where it is alone."""
    assert set(names) <= {draft.table["name"] for draft in drafts_of(text)}
