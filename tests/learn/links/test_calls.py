"""The numbers and codes of a call go to the meetings of that call, or are told."""

from datetime import date
from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import parse_page


def learn(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The call of each group that a page in Markdown teaches, and what it tells."""
    page = parse_page(f"# Lab\n\n{text}\n", "markdown")
    source = PageSource(page=page, title="Lab", target={"file": "p"}, today=date(2026, 3, 1), syntax="markdown")
    drafts = learn_page(source).drafts
    return [draft.table.get("call", {}) for draft in drafts], [line for draft in drafts for line in draft.unknown]


def codes(text: str) -> list[tuple[str, str, str]]:
    """The link, the meeting ID and the pass code of each group."""
    return [tuple(call.get(key, "") for key in ("join", "meeting_id", "passcode")) for call in learn(text)[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            """## Core

Mondays at 15:00 UTC

Zoom: https://zoom.us/j/101
Passcode: 111222

## Docs

Thursdays at 16:00 UTC

Zoom: https://zoom.us/j/102
Meeting ID: 102 555
Passcode: 333444""",
            [("https://zoom.us/j/101", "", "111222"), ("https://zoom.us/j/102", "102 555", "333444")],
        ),
        (
            """## Core

### When

Mondays at 15:00 UTC

### Where

https://zoom.us/j/101, passcode: 111222

## Docs

### When

Thursdays at 16:00 UTC

### Where

https://zoom.us/j/102, passcode: 333444""",
            [("https://zoom.us/j/101", "", "111222"), ("https://zoom.us/j/102", "", "333444")],
        ),
        (
            """* Core: Mondays at 15:00 UTC
  * [Zoom](https://zoom.us/j/101), passcode: 111222
* Docs: Thursdays at 16:00 UTC
  * [Zoom](https://zoom.us/j/102), passcode: 333444""",
            [("https://zoom.us/j/101", "", "111222"), ("https://zoom.us/j/102", "", "333444")],
        ),
        (
            """* Core: Mondays at 15:00 UTC
* Docs: Thursdays at 16:00 UTC

Both are at https://zoom.us/j/101, passcode: 111222.""",
            [("https://zoom.us/j/101", "", "111222"), ("https://zoom.us/j/101", "", "111222")],
        ),
        (
            """Mondays at 15:00 UTC

## How to get in

https://zoom.us/j/101

Passcode: 111222""",
            [("https://zoom.us/j/101", "", "111222")],
        ),
    ],
)
def test_codes_are_those_of_the_link_that_they_stand_with(text: str, found: list[tuple[str, str, str]]) -> None:
    """Each of several meetings has its own; one link for all has the same for all."""
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "* Zoom: https://zoom.us/j/101 PW: 77777",
        "| Asset | Link |\n|---|---|\n| Link & Password | **Zoom: https://zoom.us/j/101 ** <br>**Passcode:** 77777 |",
    ],
)
def test_a_pass_code_behind_the_link(text: str) -> None:
    """The first label of a line may be that of all of it, and has no code itself."""
    assert codes(f"Mondays at 15:00 UTC\n\n{text}") == [("https://zoom.us/j/101", "", "77777")]


def test_a_code_that_a_sentence_describes_is_none() -> None:
    """A number of two digits with words behind it is no pass code."""
    assert codes("Mondays at 15:00 UTC, [details](https://zoom.us/j/5550101010) (pass code is 20 three times)") == [
        ("https://zoom.us/j/5550101010", "", "")
    ]


def test_codes_under_their_chinese_names() -> None:
    """Behind a colon of full width."""
    items = "- 会议链接: https://meeting.tencent.com/dm/x\n- 会议号: 555-010-999\n- 会议密码: 1234"
    text = f"每周四 20:00 (北京时间) 召开例会。\n\n{items}".replace(": ", "\uff1a")
    assert codes(text) == [("https://meeting.tencent.com/dm/x", "555-010-999", "1234")]


def test_an_address_that_is_defined_goes_before_the_one_that_is_shown() -> None:
    """Markdown leads there, with the pass code that the words leave out; a tag of the site generator is no note."""
    text = "## Call\n\n[https://zoom.us/j/5550101010][zoom]\n\n{% include acronyms.md in full here %}\n\n"
    definition = "[zoom]: https://zoom.us/j/5550101010?pwd=x"
    assert learn(f"Mondays at 15:00 UTC\n\n{text}{definition}")[0] == [{"join": "https://zoom.us/j/5550101010?pwd=x"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("* Meeting link: TBD, password: 77777", "line 4: a pass code stands there, which is not used"),
        ("## Board\n\nMeeting ID: 555 010 555", "line 6: a meeting ID stands there, which is not used"),
        ("Passcode: Shared in the channel", ""),
        ("Meeting number 12 is on Docs.", ""),
    ],
)
def test_a_code_that_no_group_has_is_told(text: str, told: str) -> None:
    """Its line is named, and the code itself is not written again."""
    calls, lines = learn(f"Mondays at 15:00 UTC\n{text}")
    assert ([line for line in lines if "stands there" in line], calls) == ([told] if told else [], [{}])


def test_a_rule_is_no_note_on_the_call() -> None:
    """In the section on the call, a sentence that says when would be false after the clocks change."""
    calls, _ = learn("## Logistics\n\nBring your own tea with you.\n\nThe call is on Mondays at 1pm PST.")
    assert calls == [{"note": "Bring your own tea with you."}]


def test_codes_of_one_call_are_not_joined_to_the_link_of_another() -> None:
    """Of calls in turn, one is learnt with its own numbers; a link that says its meeting ID has no other one."""
    item = "{}. {}, every 6 weeks on Tuesdays at {} UTC\n   Zoom: https://zoom.us/j/{}\n   Meeting ID: {}\n"
    text = item.format(1, "East", "9:00", "95550100111", "955 5010 0111") + item.format(
        2, "West", "16:00", "95550100222", "955 5010 0222"
    )
    assert [(join[-3:], number[-3:]) for join, number, _ in codes(text)] == [("111", "111"), ("222", "222")]
    assert codes("Mondays at 15:00 UTC: https://zoom.us/j/95550100111\n\nMeeting ID: 955 5010 0222") == [
        ("https://zoom.us/j/95550100111", "", "")
    ]


@pytest.mark.parametrize("title", ["Telcon Info", "Numbers"])
def test_a_call_by_phone_may_have_a_section_of_its_own(title: str) -> None:
    """Of the only meeting of a page; a service's front page beside the numbers is no link to join."""
    calls, lines = learn(
        f"Mondays at 15:00 UTC\n\n## {title}\n\n**Toll-free dial-in number (U.S. and Canada):** +1(800) 555-0100\n\n"
        "**Conference code:** 5550109\n\nAnyone can call in by using [Skype](https://www.skype.com)."
    )
    assert calls == [
        {
            "meeting_id": "5550109",
            "dial_in": [{"number": "+1(800) 555-0100", "label": "Toll-free (U.S. and Canada)"}],
        }
    ]
    assert not any("stands there" in line for line in lines)


def test_an_invitation_of_teams_is_read_whole() -> None:
    """Its links to pages on how to use the service join no call, and none of them is told."""
    teams = "https://teams.microsoft.com"
    calls, lines = learn(
        f"Mondays at 15:00 UTC\n\nMicrosoft Teams meeting\n\n[Join the meeting now]({teams}/l/meetup-join/1)\n\n"
        "Meeting ID: 321 555 010 99\n\nPasscode: aBcD12\n\n"
        "[Download Teams](https://www.microsoft.com/en-us/microsoft-teams/download-app)\n\n"
        "[Find a local number](https://dialin.teams.microsoft.com/x)\n\n"
        f"[Meeting options]({teams}/meetingOptions/?x=1)"
    )
    assert calls == [
        {
            "join": f"{teams}/l/meetup-join/1",
            "meeting_id": "321 555 010 99",
            "passcode": "aBcD12",
            "find_number": "https://dialin.teams.microsoft.com/x",
        }
    ]
    assert lines == []
