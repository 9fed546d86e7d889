"""Tell what stands on a page of the past: below a title that says so, or in a part that is folded away."""

import re
from datetime import date

from ecgtool.learn.passages import Passage
from ecgtool.page import Page
from ecgtool.wording.page_words import find_words

_FOLD = re.compile(r"<summary\b[^<>]*>(?P<title>[^<>]{1,80})</summary\s*>|</details\s*>", re.IGNORECASE)
"""The title of a part that is folded away, and the end of one."""
_YEAR = re.compile(r"\b20\d\d\b")


def is_of_the_past(page: Page, passage: Passage, today: date) -> bool:
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
