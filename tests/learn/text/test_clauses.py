"""Tests of ``ecgtool.learn.text.clauses``: what of a passage is read."""

import pytest

from ecgtool.learn.page import learn_page
from ecgtool.learn.page_reading import PageSource
from ecgtool.page import parse_page
from tests.learn.test_rules_in_words import TODAY, lesson_of


@pytest.mark.parametrize(
    ("title", "text", "on"),
    [
        ("Second Tuesday Club", "The Second Tuesday Club meets, all the same, on the third Tuesday", "third Tuesday"),
        ("Tuesday Club", "The Tuesday Club meets every Thursday", "Thursday"),
        ("Tuesday Club", "Tuesday Club", "Tuesday"),
    ],
)
def test_a_day_in_the_name_of_the_group_is_none_beside_others(title: str, text: str, on: str) -> None:
    """The days of the title are those of the rule only where a sentence has no others."""
    page = parse_page(f"# {title}\n\n{text}, 19:30 UTC.\n", "markdown")
    (draft,) = learn_page(PageSource(page=page, title=title, target={"file": "page.md"}, today=TODAY)).drafts
    assert draft.table["schedule"]["on"] == on


@pytest.mark.parametrize(
    "text",
    [
        "Montags um 14:00 Uhr (Berlin) statt (z. B. Planung), wobei gesetzliche Feiertage ausgenommen sind.",
        "Le lundi à 14h00 (Paris), p. ex. Ondes, sauf les jours fériés.",
        "Los lunes a las 14:00 (Madrid), p. ej. Radio, salvo festivos.",
        "Elke maandag om 14:00 uur (Amsterdam), d.w.z. Radio, behalve op feestdagen.",
        "Mondays at 14:00 UTC, e. g. Radio, except on holidays.",
    ],
)
def test_the_dot_of_an_abbreviation_ends_no_sentence(text: str) -> None:
    """What stands behind it is still said of the rule, and told."""
    told = lesson_of(text)[1]
    assert "is not left out" in told or "exception is not learnt" in told
