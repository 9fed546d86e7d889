"""A whole calendar, as it was looked at once and found good; what changes in it is seen."""

from pathlib import Path

from tests.ical.groups import SHOWN, exported, tea

GOLDEN = Path(__file__).with_name("golden")
FULL = """
until = 2027-12-28
skip = [{ date = 2026-02-02, reason = "snow" }, { from = 2026-12-14, to = 2026-12-28, reason = "end of the year" }]
move = [{ date = 2026-05-18, to = 2026-05-19T09:00:00, reason = "a fair" }]
extra = [{ at = 2026-03-10T09:00:00 }]
change = [{ from = 2027-01-04, on = "Tuesday", at = "07:00" }]
[groups.tea.call]
join = "https://meet.example.org/j/91370675993?pwd=YWJj"
note = "Knock; twice, please."
passcode = "123456"
[groups.tea.agenda]
notes = "https://pad.example.org/tea"
items = ["Cups", "Kännchen 🍵"]
topics = [{ date = 2026-06-15, title = "Spoons" }]
"""


def test_a_group_with_every_kind_of_exception() -> None:
    """Series, overrides, an extra meeting and the change to another day."""
    assert exported(tea(FULL)) == (GOLDEN / "tea.ics").read_bytes().decode()


def test_the_same_with_cancelled_dates_shown() -> None:
    """They are overrides, not exceptions."""
    shown = tea(FULL)._replace(ical=SHOWN)
    assert exported(shown) == (GOLDEN / "shown.ics").read_bytes().decode()
