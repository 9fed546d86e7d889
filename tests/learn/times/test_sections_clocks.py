"""Whose clock a section's meetings go by, and words that are no clock: peoples, names in capitals, "Réunion"."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of


@pytest.mark.parametrize("says", ["Zone: {} time", "Times are {} time."])
def test_each_section_has_its_own_clock(says: str) -> None:
    """A zone in a paragraph of its own is that of the meetings above it, and not of those in another section."""
    europe = f"## Europe\n\nTuesdays 10:00\n\n{says.format('Berlin')}\n"
    drafts = drafts_of(f"{europe}\n## America\n\nWednesdays 11:00\n\n{says.format('Chicago')}\n")
    assert [one.table["timezone"] for one in drafts] == ["Europe/Berlin", "America/Chicago"]


def test_a_section_without_a_clock_has_that_of_the_page() -> None:
    """A zone that stands in no meeting's section is for those without one; of another section it is a guess."""
    page = "## Europe\n\nTuesdays 10:00\n\n## Asia\n\nFridays 12:00\n\nTimes are Tokyo time.\n"
    both = drafts_of(f"{page}\n## All\n\nTimes are Berlin time.\n")
    assert [one.table["timezone"] for one in both] == ["Europe/Berlin", "Asia/Tokyo"]
    several = drafts_of(f"{page}\n## America\n\nMondays 9:00\n\nTimes are Lima time.\n")
    assert several[0].guesses["timezone"].startswith("by “Tokyo time” in another section")


def test_a_sentence_with_two_clocks_is_a_guess() -> None:
    """Which is for which meeting is not read."""
    text = "Tuesdays 10:00, Wednesdays 11:00. Berlin time for the first, Chicago time for the second."
    assert "timezone: by “Berlin time for the first" in group_of(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "| Day | Hour | Language |\n|---|---|---|\n| Tuesdays | 19:00 | Spanish |\n\nAll times are London time.",
        "Tuesdays at 19:00 (German).\n\nAll times are London time.",
        "ART meets Tuesdays 19:00 at the ART room.\n\nAll times are London time.",
        "The CAT meets every Tuesday at 19:00.\n\nAll times are London time.",
        "LA RÉUNION EST LE MARDI À 19H.\n\nHeure de Londres.",
        "Le mardi à 19h Réunion.\n\nHeure de Londres.",
    ],
)
def test_peoples_and_names_are_no_clocks(text: str) -> None:
    """A language, a group's name or the French word for a meeting beside an hour does not say whose hour it is."""
    assert group_of(text)[0]["timezone"] == "Europe/London"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Tuesdays 20:00-20:45 Norwegian time", "Europe/Oslo"),
        ("Tuesdays 20:00 (Reykjavík time)", "Atlantic/Reykjavik"),
        ("Tuesdays 20:00 German time", "Europe/Berlin"),
        ("Tuesdays at 20:00 (CAT)", "Africa/Maputo"),
        ("Wednesdays at 1:00 PM US Eastern time, 10:00 AM US Western time", "America/New_York"),
        ("Time: 06:00 PM London Every week on Tue", "Europe/London"),
        ("Encontros à 4.ª-feira às 19:00, hora de Lisboa.", "Europe/Lisbon"),
    ],
)
def test_clocks_of_peoples_and_towns(text: str, zone: str) -> None:
    """Before a word for time a people's name is a clock, and a town's is one before "Every", as in a pasted text."""
    assert group_of(text)[0]["timezone"] == zone


@pytest.mark.parametrize("text", ["Jeden Montag 17 Uhr c.t., Berliner Zeit.", "Mondays, 5pm c.t. Berlin time"])
def test_an_academic_quarter_is_told(text: str) -> None:
    """With "c.t." people begin a quarter of an hour later."""
    assert "gives no exact time" in group_of(text)[1]
