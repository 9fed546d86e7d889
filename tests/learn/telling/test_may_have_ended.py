"""A page that may say that its group meets no more makes its rule a guess, in words that no list foresaw."""

import pytest

from ecgtool.learn.page import Lesson, learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page.model import parse_page
from tests.learn.test_rules_in_words import TODAY


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
        "{{Notice|This group was closed on 30 June 2025. Its work goes on elsewhere.}}",
        "Status: concluded",
        "- Topic: whistles\n- State: on the shelf",
    ],
)
def test_what_may_be_an_end_makes_the_rule_a_guess(text: str) -> None:
    """A sentence on the group with an end or a past year, a box with one, and a state that is no running one."""
    (draft,) = _lesson(text).drafts
    assert text.splitlines()[-1].removeprefix("- ")[:40] in draft.guesses["schedule.every"]


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
    ],
)
def test_what_tells_of_something_else_makes_no_guess(text: str) -> None:
    """History, the subject of the group's work, what may be, and a running state."""
    (draft,) = _lesson(text).drafts
    assert "schedule.every" not in draft.guesses
