"""Misspelt words of a rule are read as what they may mean, and doubted; other words that are like these are not."""

from datetime import date

import pytest

from ecgtool.wording.grammar.misspelt import meant_by
from ecgtool.wording.grammar.sentence import read_sentence

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("language", "word", "meant"),
    [
        ("en", "monly", "monthly"), ("en", "Motnhly", "monthly"), ("en", "biweeky", "biweekly"),
        ("en", "bi-weelky", "biweekly"),
        ("en", "Wedensdays", "Wednesdays"), ("en", "Febuary", "February"), ("en", "untill", "until"),
        ("de", "wöchendlich", "wöchentlich"), ("de", "Mitwochs", "Mittwochs"), ("fr", "hebdomadare", "hebdomadaire"),
        ("es", "quicenal", "quincenal"), ("pt", "quinzenl", "quinzenal"), ("it", "settimnale", "settimanale"),
        ("nl", "wekeljks", "wekelijks"),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_the_known_one_that_it_is_nearest_to(language: str, word: str, meant: str) -> None:
    """A letter too many, too few or in another's place, in each language, or two left out of a long word."""
    assert meant_by(word, language).casefold() == meant.casefold()


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "early"), ("en", "mostly"), ("en", "nearly"), ("en", "only"), ("en", "weekly"), ("en", "Sundry"),
        ("en", "expect"),
        ("es", "manual"), ("fr", "manuel"), ("ja", "Monthly"), ("en", "evry"),
    ],
)  # fmt: skip
def test_a_word_of_its_own_is_no_misspelling(language: str, word: str) -> None:
    """Words a letter or two from those of a rule, and short ones that stand before no day, mean what they say."""
    assert not meant_by(word, language)


@pytest.mark.parametrize(
    ("text", "on", "every"),
    [
        ("The thrid Wenesday of the month at 15:00 UTC", ("third Wednesday",), "month"),
        ("Evry other Tusday at 15:00 UTC", ("Tuesday",), "2 weeks"),
        ("Community call on Wedensdays at 15:00 UTC", ("Wednesday",), "week"),
    ],
)
def test_days_of_misspelt_words_are_in_doubt(text: str, on: tuple[str, ...], every: str) -> None:
    """The days are read, and the doubt names the word and what it may mean."""
    (clause,) = read_sentence(text, TODAY)
    days = clause.parts[0].days
    assert days is not None
    assert (days.on, days.every) == (on, every)
    assert "may mean “" in days.doubt


def test_an_interval_of_a_misspelt_word_is_in_doubt() -> None:
    """How often is read from the word that is meant, and is in doubt; the days are not."""
    (clause,) = read_sentence("We host monly office hours on Wednesday at 17:30 UTC", TODAY)
    assert (clause.terms.interval, clause.terms.interval_doubt) == ("month", "“monly” may mean “monthly”")
