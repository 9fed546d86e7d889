"""Letters that several clocks share beside places of some who meet, and zones of which a page leaves a choice."""

import pytest

from tests.learn.test_rules_in_words import group_of


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("We meet Wednesdays at 20:00 CST, which is early in Shanghai.", "Asia/Shanghai"),
        ("We meet Wednesdays at 20:00 BST (with Dhaka).", "Asia/Dhaka"),
        ("We meet Wednesdays at 20:00 IST (most of us live in Dublin).", "Europe/Dublin"),
        ("Our members in Dublin meet Wednesdays at 20:00 IST.", "Europe/Dublin"),
        ("Mittwochs um 20:00 Uhr IST, auch für Freunde in Dublin.", "Europe/Dublin"),
        ("Le mercredi à 20h IST (pour nos amis de Dublin).", "Europe/Dublin"),
    ],
)
def test_a_place_of_some_people_is_a_guess(text: str, zone: str) -> None:
    """Where members live, or what the hour is elsewhere, does not say whose clock is meant."""
    table, told = group_of(text)
    assert (table["timezone"], "timezone: by " in told) == (zone, True)


@pytest.mark.parametrize(
    "text",
    [
        "We meet in Dublin, Wednesdays at 20:00 IST.",
        "Wednesdays at 20:00 IST in the library in Dublin.",
        "Dublin: Wednesdays at 20:00 IST.",
        "Wednesdays 20:00 IST, that is the clock of Dublin.",
        "Mittwochs um 20:00 Uhr IST (gemeint ist Dublin).",
        "| Day | Hour | Place |\n|---|---|---|\n| Wednesdays | 20:00 IST | Dublin |",
    ],
)
def test_the_place_of_the_meeting_tells_whose_letters(text: str) -> None:
    """It is where all meet, or stands for the clock itself."""
    table, told = group_of(text)
    assert (table["timezone"], "timezone:" in told) == ("Europe/Dublin", False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Wednesdays at 18:00 Eastern or Pacific, ask the host.", "although “or Pacific”"),
        ("Wednesdays at 18:00 PST or MST.", "although “or MST”"),
        ("Mittwochs um 18 Uhr Berliner Zeit oder Londoner Zeit.", "although “oder Londoner Zeit”"),
        ("Wednesdays at 18:00 UTC or CET.", "although “or CET”"),
        ("Wednesdays at 18:00 PST or PDT.", ""),
        ("Wednesdays at 18:00 UTC or GMT.", ""),
        ("Wednesdays at 18:00 GMT or BST.", ""),
        ("Wednesdays at 18:00 Berlin or Vienna time.", ""),
    ],
)
def test_one_of_two_clocks_is_a_guess(text: str, told: str) -> None:
    """It is none where both are names of one clock."""
    assert ("timezone: " + told if told else "") in group_of(text)[1]
    assert bool(told) == ("timezone:" in group_of(text)[1])


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Nos vemos cada jueves a las 19:00 (hora central de México).", "America/Mexico_City"),
        ("Tuesdays 8:00 Mountain time (Phoenix)", "America/Phoenix"),
        ("Tuesdays 8:00 Central time (Mexico)", "America/Mexico_City"),
        ("Tuesdays 8:00 Mexico Central time", "America/Mexico_City"),
        ("Tuesdays 8:00 Eastern time (Brazil)", "America/Sao_Paulo"),
        ("Tuesdays 8:00 Central (Saskatchewan)", "America/Regina"),
        ("Tuesdays 8:00 Pacific time (Washington)", "America/Los_Angeles"),
        ("Tuesdays 8:00 Eastern time (14:00 Paris)", "America/New_York"),
        ("Tuesdays 8:00 am Eastern (Ada, Boston; Bo, Paris)", "America/New_York"),
        ("We meet in Berlin, Tuesdays 8:00 Eastern (New York)", "America/New_York"),
    ],
)
def test_a_place_tells_which_region_is_meant(text: str, zone: str) -> None:
    """A country or a town right beside "Central time" decides, and not one beside another hour or of a member."""
    assert group_of(text)[0]["timezone"] == zone
