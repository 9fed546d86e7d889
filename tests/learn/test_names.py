"""Groups are told apart by the headings above their rules, and named by what the page calls them."""

import pytest

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
