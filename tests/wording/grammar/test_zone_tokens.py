"""Zones in lines: abbreviations, offsets, regions, cities and countries in several languages."""

from datetime import date, datetime, timedelta

import pytest

from ecgtool.wording.clocks import find_clocks
from ecgtool.wording.grammar.zone_tokens import zones


@pytest.mark.parametrize(
    ("text", "language", "key", "sure"),
    [
        ("10:00 AM Pacific", "en", "America/Los_Angeles", True),
        ("8 pm UTC+8", "en", "Etc/GMT-8", False),
        ("9:30 (GMT-5)", "en", "Etc/GMT+5", False),
        ("10:00 +09:00", "en", "Etc/GMT-9", False),
        ("10:30 (UTC +5:30)", "en", "Asia/Kolkata", False),
        ("9.30 London time", "en", "Europe/London", True),
        ("at 10:00 Toronto", "en", "America/Toronto", True),
        ("Hours are local to Denver.", "en", "America/Denver", True),
        ("10:00 Istanbul time", "en", "Europe/Istanbul", True),
        ("10:00 Nicosia time", "en", "Asia/Nicosia", True),
        ("17:00 CE(S)T", "en", "Europe/Berlin", True),
        ("10am CE(s)T", "en", "Europe/Berlin", True),
        ("8:00 PM local time (Toronto)", "en", "America/Toronto", True),
        ("3pm US East", "en", "America/New_York", True),
        ("mittwochs 19.30 Uhr, Ortszeit Wien", "de", "Europe/Vienna", True),
        ("All times are US Eastern.", "en", "America/New_York", True),
        ("18 Uhr Berliner Zeit", "de", "Europe/Berlin", True),
        ("à 21 h, heure de Paris", "fr", "Europe/Paris", True),
        ("à 18h et à 19h, heure de Paris", "fr", "Europe/Paris", True),
        ("La réunion de 18h est à l'heure de Paris", "fr", "Europe/Paris", True),
        ("um 18 Uhr ist Treffen, Berliner Zeit", "de", "Europe/Berlin", True),
        ("a las 19:00, hora de Madrid", "es", "Europe/Madrid", True),
        ("10:00(日本時間)", "ja", "Asia/Tokyo", True),
        ("20:00 北京时间", "zh", "Asia/Shanghai", True),
        ("当前在北京时间,每周三的上午10:00", "zh", "Asia/Shanghai", True),
        ("de 9 h 30 à 10 h 30 HE", "fr", "America/Toronto", True),
        ("à 9 h (HNE)", "fr", "America/Toronto", True),
        ("à 11 h (heure de l'Est)", "fr", "America/New_York", True),
        ("10 h, heure avancée du Pacifique", "fr", "America/Los_Angeles", True),
        ("18:00, hora del Este", "es", "America/New_York", True),
        ("12:00 GMT", "en", "UTC", False),
        ("17:00 (GMT in winter, BST in summer)", "en", "Europe/London", True),
        ("18:00 GMT in winter and 18:00 BST in summer", "en", "Europe/London", True),
        ("18:00 GMT, IST in summer", "en", "Europe/Dublin", True),
        ("18:00 GMT (19:00 BST)", "en", "UTC", False),
        ("18:30-19:30 (UTC+1, UTC+2 in summer)", "en", "Europe/Berlin", False),
        ("18:30 (UTC-5, or UTC-4 during daylight saving time)", "en", "America/New_York", False),
        ("18:30 (GMT+1/GMT+2)", "en", "Europe/Berlin", False),
        ("20:00 BST", "en", "Europe/London", False),
        ("9:30am MST", "en", "America/Denver", False),
        ("9:30am PST", "en", "America/Los_Angeles", True),
    ],
)
def test_a_zone_is_found(text: str, language: str, key: str, sure: bool) -> None:
    """Where others may be meant, that is said."""
    guessed = zones(text, find_clocks(text), language)[0].guess(date(2026, 3, 2))
    assert guessed
    assert (guessed.zone.key, not guessed.why) == (key, sure)


@pytest.mark.parametrize("offset", ["-4:30", "-3:30"])
def test_an_offset_that_no_clock_keeps_is_no_zone(offset: str) -> None:
    """Caracas gave its half hour up in 2016, and St. John's is half a year at another one."""
    text = f"10:00 UTC{offset}"
    assert zones(text, find_clocks(text))[0].guess(date(2026, 3, 2)) is None


@pytest.mark.parametrize("hours", [3.5, 4.5, 5.5, 5.75, 6.5, 9.5])
@pytest.mark.parametrize("month", [1, 7])
def test_the_zone_of_an_odd_offset_has_it_all_year(hours: float, month: int) -> None:
    """A fixed offset is never taken for a clock with summer time."""
    text = f"10:00 UTC+{int(hours)}:{hours % 1 * 60:.0f}"
    guessed = zones(text, find_clocks(text))[0].guess(date(2026, 3, 2))
    assert guessed
    assert datetime(2026, month, 15, tzinfo=guessed.zone).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["Pacific rim at 06:00", "Central questions", "the Paris agreement", "A CAT scan"])
def test_other_words_name_none(text: str) -> None:
    """Regions and cities count only where hours are near, or the word "time"."""
    assert [one for one in zones(text, find_clocks(text)) if one.label != "CAT"] == []
