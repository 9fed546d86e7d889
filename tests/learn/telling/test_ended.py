"""Tests of ``ecgtool.learn.telling.ended``: where a page says, or may say, that its group meets no more."""

import pytest

from ecgtool.learn.page import Lesson, learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import Syntax, parse_page
from tests.learn.test_rules_in_words import TODAY, lesson_of

_RULE = "Mondays, 17:00 UTC."


def _refusal(text: str, syntax: Syntax) -> str:
    """Why nothing is learnt from a page; "" for one from which something is."""
    page = parse_page(text, syntax)
    return learn_page(PageSource(page=page, title="Group", target={"file": "page"}, today=TODAY)).refusal


@pytest.mark.parametrize(
    "text",
    [
        "> **Closed.** The task force delivered its report in March 2024 and was dissolved. Thanks to all!",
        "The project graduated in May 2024 and the incubator group was shut down then.",
        "**State:** concluded (charter ended 31 December 2024)",
        "The work of this group is complete and no further calls are planned.",
        "This group is asleep.",
        "For reference only: the group does not exist any more.",
        "> **This page describes a group that is no longer running.**",
        "Our calls ended in 2024.",
        "There will be no more.",
        "Committee status: finished",
        "The group's task is done, thank you all!",
        "After ten years the club was wound up in 2023.",
        "Nobody meets here any more.",
        "The group met for the last time in May 2024.",
        "This working group is no more: it became part of the Paper group in 2024.",
        "This meeting is no longer active.",
        "Note: The Group meetings are currently inactive.",
        "> **DEPRECATED**: This meeting is deprecated and no longer active.",
        "*Historical page.*",
        "Inactive page.",
        "Retired project.",
        "We are a retired project.",
        "State of the group: dissolved on 1 February 2026",
    ],
)
def test_a_group_that_meets_no_more(text: str) -> None:
    """Whichever part of the sentence, or label, says so."""
    assert "says that it does not meet" in lesson_of(f"{text}\n\n{_RULE}")[1]


@pytest.mark.parametrize(
    "text",
    [
        "[RETIRED] Sheepdog whistles",
        "RETIRED: Sheepdog whistles",
        "Sheepdog whistles \u2013 retired",
        "Sheepdog whistles (closed 2024)",
        "Sheepdog whistles (historical page)",
        "Sheepdog whistles \u2014 group disbanded",
    ],
)
def test_a_title_that_says_so(text: str) -> None:
    """At either end, in any brackets."""
    assert "says that it does not meet" in _refusal(f"# {text}\n\n{_RULE}\n", "markdown")


@pytest.mark.parametrize(
    "template",
    [
        "{{Notice|This group was closed on 30 June 2025. Its work goes on in the Street Furniture group.}}",
        "{{Ambox|type=notice|text=We ended our calls in 2024.}}",
        "{{Closed}}",
        "{{Historical|date=May 2024}}",
    ],
)
def test_a_template_that_says_so(template: str) -> None:
    """By its name, or in a sentence in it."""
    assert "says that it does not meet" in _refusal(f"== Group ==\n{template}\n\n* {_RULE}\n", "wikitext")


@pytest.mark.parametrize(
    "text",
    ["Our last call was on 3 June 2023.", "The old working group was closed in 2023. This is its successor."],
)
def test_an_end_that_may_be_of_another_leaves_a_guess(text: str) -> None:
    """Or one that only follows from a year."""
    schedule, told = lesson_of(f"{text}\n\n{_RULE}")
    assert schedule["on"] == "Monday"
    assert f"schedule.every: although line 3: “{text.partition('. ')[0].rstrip('.')}" in told


@pytest.mark.parametrize(
    "text",
    [
        "No longer maintained projects (not recommended): [old kiln](https://example.org/old)\n\n",
        "We archive old minutes, and archived notes are in the attic.",
        "We retired the old wiki in 2024.",
        "The committee finished the second draft in 2024.",
        "The team is complete, so we are happy.",
        "Our work is done on the mailing list.",
        "Our meetings are over by six.",
        "Our last call was on 23 February 2026.",
    ],
)
def test_an_end_of_something_else(text: str) -> None:
    """It leaves the rule as it is."""
    schedule, told = lesson_of(f"{text} {_RULE}")
    assert schedule["on"] == "Monday"
    assert "schedule.every" not in told


def test_what_is_talked_over_is_not_past() -> None:
    """But what people held is."""
    assert lesson_of("Next steps are talked over every Monday at 17:00 UTC.")[0]["on"] == "Monday"
    for text in ("We held open studios every Monday", "Years ago some of us would get together on Mondays"):
        assert "it tells of what was" in lesson_of(f"{text} at 17:00 UTC.")[1]


def test_the_day_that_it_no_longer_is() -> None:
    """The other one is learnt, and this one told."""
    schedule, told = lesson_of(
        "As from this year the call is on Thursdays, 18:00 UTC, and not on Fridays, 18:00 UTC."
    )
    assert schedule["on"] == "Thursday"
    assert "not on Fridays" in told


def _lesson(text: str, title: str = "Whistles") -> Lesson:
    """What is learnt from a page with a title, a text and the same rule below it."""
    page = parse_page(f"# {title}\n\n{text}\n\n## Meetings\n\nMondays, 17:00 UTC.\n", "markdown")
    return learn_page(PageSource(page=page, title=title, target={"file": "page.md"}, today=TODAY, syntax="markdown"))


@pytest.mark.parametrize(
    "text",
    [
        "The project graduated in May 2024 and the incubator group was shut down then.",
        "The work of this group is complete and no further calls are planned.",
        "This group is asleep.",
        "## Status\n\nThe group has not met since 2023 and will not meet again.",
        "In spring 2024 we handed the lists to the county, and so it rests.",
        "Our committee reported to the council in 2023.",
        "The dew pond group closed its books at the end of 2024.",
        "{{Notice|This group was closed on 30 June 2025. Its work goes on elsewhere.}}",
        "Status: concluded",
        "- Topic: whistles\n- State: on the shelf",
        "There are no meetings now.",
        "We hold no meetings at present.",
        "This is how it was until the hall burned down.",
        "That was so until the end of 2024.",
        "The last of these evenings was held in 2024; there will be no more.",
    ],
)
def test_what_may_be_an_end_makes_the_rule_a_guess(text: str) -> None:
    """A sentence on the group with an end or a past year, a box with one, and a state that is no running one."""
    (draft,) = _lesson(text).drafts
    assert text.splitlines()[-1].removeprefix("- ")[:40] in draft.guesses["schedule.every"]


def test_what_may_have_ended_among_several_is_told_once() -> None:
    """A sentence that is about one meeting of an unknown name makes no guess of each of the others."""
    text = "As of November 2024 the Asia group is on hiatus.\n\n- Glaze: Tuesdays 11:00 UTC"
    drafts = _lesson(text).drafts
    told = [sentence for draft in drafts for sentence in (*draft.unknown, *draft.guesses.values())]
    assert len(drafts) == 2
    assert len([sentence for sentence in told if "Asia" in sentence]) == 1


@pytest.mark.parametrize(
    "title", ["[RETIRED] Whistles", "Whistles (archived)", "RETIRED: Whistles", "Whistles - closed"]
)
def test_a_title_says_that_the_group_is_over(title: str) -> None:
    """A word for it in any part of the title, before or behind a sign."""
    assert "says that it does not meet" in _lesson("", title).refusal


@pytest.mark.parametrize(
    "text",
    [
        "We scan the ledgers of closed quarries and put them online.",
        "We read section 4.2 of the 2021 edition.",
        "The group was founded in 2016 and meets since 2017.",
        "Bats sleep; we don't.",
        "The old mailing list was shut down; please use the forum.",
        "French burr, and what replaced it.",
        "An existing group can be dissolved.",
        "Status: active",
        "{{Notice|We have a new room.}}",
        "The team is spread over the globe.",
        "Once the time has elapsed, the group dissolves or is re-chartered.",
        "Sometimes a project may cease to be useful.",
        "The Group Committee is officially a Graduated-level group within the Clay Foundation.",
        "This committee is approved by the board as of May 9, 2022.",
        "Minutes from past meetings are archived at https://example.org/minutes.",
        "In the case of a team getting dissolved, the board has its archives.",
    ],
)
def test_what_tells_of_something_else_makes_no_guess(text: str) -> None:
    """History, the subject of the group's work, what may be, and a running state."""
    (draft,) = _lesson(text).drafts
    assert "schedule.every" not in draft.guesses
