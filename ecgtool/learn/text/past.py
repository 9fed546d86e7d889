"""Tell what of a page is of the past: by the title above it, the part it is folded away in, its date, its words."""

import re
from datetime import date

from ecgtool.learn.text.found import PlacedClause, Survey
from ecgtool.learn.text.passages import Passage
from ecgtool.page import Page
from ecgtool.wording.grammar.clause import Clause
from ecgtool.wording.grammar.settled_past import may_name
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import find_words, is_only

_FOLD = re.compile(r"<summary\b[^<>]*>(?P<title>[^<>]{1,80})</summary\s*>|</details\s*>", re.IGNORECASE)
"""The title of a part that is folded away, and the end of one."""
_YEAR = re.compile(r"\b20\d\d\b")


def is_in_past_part(page: Page, passage: Passage, today: date) -> bool:
    """Return whether the title of the passage's section, or of the folded part it is in, says that it is of the past.

    The page's own title never does.
    """
    section = passage.section
    title = "" if section is None or section.heading == page.headings[0] else passage.title
    return any(_is_past_title(one) for one in (title, _folded(page, passage))) or _is_of_a_past_year(
        page, title, today
    )


def _is_past_title(title: str) -> bool:
    return bool(find_words("past-title", title)) and len(title.split()) <= 4


def _folded(page: Page, passage: Passage) -> str:
    """Return the title of the folded part in which a passage is; "" where it is in none."""
    marks = list(_FOLD.finditer(page.text, 0, passage.start))
    return (marks[-1]["title"] or "") if marks else ""


def _is_of_a_past_year(page: Page, title: str, today: date) -> bool:
    """Return whether a title has a year that is over, where another one is the same but for a later year."""
    years = [int(year) for year in _YEAR.findall(title)]
    if not years or max(years) >= today.year:
        return False
    alike = (page.title(one) for one in page.headings if _YEAR.sub("", page.title(one)) == _YEAR.sub("", title))
    return any(int(year) > max(years) for one in alike for year in _YEAR.findall(one))


def without_old_news(found: list[PlacedClause], near: date, result: Survey) -> list[PlacedClause]:
    """Return the clauses without dated news of other times, which are told: "2024-05-01: moved to Tuesdays 15:00".

    Of these, the newest holds, unless the page has a rule besides.
    """
    news = [said for said in found if _is_news(said, near)]
    rules = [said for said in found if said not in news and not is_over(said.clause, near) and _is_rule(said)]
    newest = max(news, key=lambda said: said.clause.dates[0].day) if news and not rules else None
    old = [said for said in news if said is not newest]
    result.doubts += [(said, f"it is news of {said.clause.dates[0].day}") for said in old]
    return [said for said in found if said not in old]


def is_over(clause: Clause, near: date) -> bool:
    """Return whether a clause is about the past. "The call of 12 March was moved" is not, before that date."""
    return clause.is_past and not (clause.kinds & {"moved", "off"} and any(one.day >= near for one in clause.dates))


def _is_rule(said: PlacedClause) -> bool:
    return any(part.days and part.hours for part in said.clause.parts)


def _is_news(said: PlacedClause, near: date) -> bool:
    """Return whether a clause is a rule that begins with a date which is over."""
    first = said.clause.tokens[0]
    return first.kind == "date" and said.at == 0 and _is_rule(said) and said.clause.dates[0].day < near


def perhaps_over(said: PlacedClause) -> list[Token]:
    """Return the words by which a whole rule is taken for one of the past, though they may tell of something else.

    "The Monday call at 9:00 was merged" tells of the past, and perhaps not of that of the rule; so does "in the old
    town hall".
    """
    words = said.clause.tokens
    if not any(part.days and part.hours for part in said.clause.parts):
        return []
    past = [(n, token) for n, token in enumerate(words) if token.kind == "past"]
    days = next((n for n, token in enumerate(words) if token.kind == "weekday"), 0)
    place, first = past[0]
    is_behind = is_only("was", first.text) and place > days
    return [first] if past and (is_behind or may_name(words, place)) else []
