"""The line for the next date of another body, or of an event, is not taken for the group's."""

from datetime import date

import pytest

from ecgtool.learn.page import Lesson, learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import parse_page

RULE = "We meet every Monday at 15:00 UTC."


def learn(text: str, title: str = "Kiln tools") -> Lesson:
    """What a page in Markdown teaches."""
    page = parse_page(text, "markdown")
    source = PageSource(page=page, title=title, target={"file": "p"}, today=date(2026, 3, 1), syntax="markdown")
    return learn_page(source)


@pytest.mark.parametrize(
    "text",
    [
        f"# Kiln\n\n{RULE}\n\nThe next board meeting is on March 20, 2026 at 10:00 UTC.\n",
        f"# Kiln\n\n{RULE}\n\nThe next meeting of the TSC is on March 12, 2026 at 10:00 UTC.\n",
        f"# Kiln\n\n{RULE}\n\n**Next in-person conference:** June 3, 2026, Berlin\n",
        f"# Kiln\n\n{RULE}\n\n**Next Brickfair meetup:** January 30, 2027\n",
        f"# Kiln\n\n{RULE}\n\n## Board\n\nAnn, Bob\n\n**Next meeting:** March 20, 2026, 18:00 UTC\n",
        f"# Kiln\n\n{RULE}\n\n- Bricks: 108\n- Next trip: March 30, 2026, 8 am\n",
        f"# Kiln\n\n{RULE}\n\nNext fair: March 31, 2026, 10:00\n",
        "# Ofen\n\nWir sind montags um 18 Uhr (Berlin) da.\n\n**Nächste Vorstandssitzung:** 12. März 2026, 19 Uhr\n",
        "# Four\n\nRéunion le lundi à 15 h (Paris).\n\n**Prochaine réunion du conseil :** jeudi 12 mars 2026, 18 h\n",
    ],
)
def test_the_date_of_others_is_told_and_left(text: str) -> None:
    """No template is made of it, init says so, and the group gets the usual line and advice."""
    lesson = learn(text)
    (draft,) = lesson.drafts
    assert not lesson.has_line
    assert lesson.block_after is None
    assert "2026" not in str(draft.table["wiki"]["heading"]) + str(draft.table["schedule"])
    assert any("is about another meeting" in one for one in draft.unknown)


@pytest.mark.parametrize(
    "text",
    [
        f"# Kiln Steering Committee\n\n{RULE}\n\n**Next Steering Committee call:** March 2, 2026, 15:00 UTC\n",
        "# Kiln\n\nThe TSC meets every Monday at 15:00 UTC.\n\n**Next TSC meeting:** March 2, 2026, 15:00 UTC\n",
        "# Kiln\n\nOur workshop is every Monday at 15:00 UTC.\n\n**Next workshop:** March 2, 2026, 15:00 UTC\n",
        f"# Kiln\n\n{RULE}\n\n**Next Glaze call:** March 2, 2026, 15:00 UTC\n",
        f"# Kiln\n\n{RULE}\n\n**Next walk: March 2, 2026, 15:00 UTC**\n",
        f"# Kiln\n\n{RULE}\n\n## Next Kiln conference call\n\nMarch 2, 2026, 15:00 UTC\n",
    ],
)
def test_a_body_that_the_rule_or_the_title_names_is_the_group(text: str) -> None:
    """So is any name beside a date that the rule has."""
    lesson = learn(text, "Kiln Steering Committee" if "Steering" in text else "Kiln")
    assert lesson.has_line
    assert "another meeting" not in str(lesson.drafts[0].unknown)


@pytest.mark.parametrize(
    "sentence",
    [
        "The next summer camp session is near,\nso come.",
        "The next meetings matter,\nsay all.",
        "Next to the call: tea.",
    ],
)
def test_a_sentence_without_a_date_is_no_line(sentence: str) -> None:
    """It has no name that ends in a colon, and would be spoilt by a date."""
    assert not learn(f"# Kiln\n\n{RULE}\n\n{sentence}\n").has_line


def test_a_date_with_words_of_a_second_one_is_not_written() -> None:
    """A year that no field writes would stay behind each new date."""
    lesson = learn(f"# Kiln\n\n{RULE}\n\n**Next meeting:** Monday, March 2nd 16, 2026\n")
    assert "heading" not in lesson.drafts[0].table["wiki"]["manage"]


def test_a_line_like_that_of_another_body_has_the_name_of_its_group() -> None:
    """Else a bump would take the other body's line for it."""
    lesson = learn(f"# Kiln\n\n{RULE}\n\n## Board\n\n**Next meeting:** March 20, 2026, 18:00 UTC\n")
    assert lesson.drafts[0].table["wiki"]["heading"].startswith("Next meeting (Kiln tools): {weekday}")


def test_each_of_several_groups_has_a_line_of_its_own() -> None:
    """The usual one with the group's name; the first keeps the line that the page has."""
    rules = "# Guild\n\n## Glaze\n\nMondays at 15:00 UTC\n\n## Clay\n\nTuesdays at 16:00 UTC\n"
    headings = [draft.table["wiki"]["heading"].partition("{")[0] for draft in learn(rules).drafts]
    assert headings == ["Next meeting (Glaze): ", "Next meeting (Clay): "]
    line = "\n## Next meeting: Monday, March 2, 2026, 15:00 UTC\n"
    headings = [draft.table["wiki"]["heading"].partition("{")[0] for draft in learn(rules + line).drafts]
    assert headings == ["Next meeting: ", "Next meeting (Clay): "]
