"""Tell which meetings of a page may be those of others, by whom its sentence or its row names.

A group writes of itself as "we", or names nobody. Beside such a meeting, one of a body with a name, or of whom
"its own" is said, may be another's.
"""

import re
from collections.abc import Sequence

from ecgtool.learn.text.found import Found
from ecgtool.learn.text.labels import before_rule
from ecgtool.wording.page_words import begins_with, find_words, is_only, page_words


def words_of_others(found: Found, meetings: Sequence[Found], titles: Sequence[str], language: str) -> str:
    """Return the words by which a meeting beside others may be that of another group or of a person; "" for none."""
    if len(meetings) < 2:
        return ""
    return (
        _body_of_others(found, titles, language)
        or _people_named(found, meetings, language)
        or _owner_named(found, language)
    )


def _body_of_others(found: Found, titles: Sequence[str], language: str) -> str:
    """Return another group's name, of no title, at whose meeting something is done: "at the weekly Clay meeting"."""
    text = found.said[0].text
    if re.match(rf"\W*we\s(?:\w+\s)?{page_words('meets', language)}", text, re.IGNORECASE):
        return ""
    known = " ".join(titles).lower()
    for match in re.finditer(
        r"\b(?:at|in|during|to|of|with)\sthe\s(?:[a-z-]+\s){0,3}(?P<name>[A-Z][\w-]*)(?P<rest>.*)", text
    ):
        named = begins_with("body-of-others", match["rest"], language)
        if named and match["name"].lower() not in known:
            return f"{match['name']}{named[0]}".strip()
    return ""


def _people_named(found: Found, meetings: Sequence[Found], language: str) -> str:
    """Return the words by which a meeting may be that of another group, or the hours of a person; "" for none.

    "The docs team meets on Tuesdays" beside "We meet on Mondays" may be, and a row below "Person" and "Hours".
    """
    said = found.said[0]
    titles = said.passage.titles[: len(said.passage.cells)]
    if person := next((title for title in titles[:1] if is_only("person-title", title, language)), ""):
        is_of_a_meeting = any(find_words("meeting-column", title) for title in titles)
        elsewhere = any(one.said and one.said[0].passage.block != said.passage.block for one in meetings)
        return "" if is_of_a_meeting or not elsewhere else person
    subject = "" if said.is_loose else before_rule(said.text, said.clause, language)
    named = begins_with("another-group", subject, language)
    others = [one.said[0] for one in meetings if one.said and one is not found]
    is_beside_own = any(
        is_only("we", one.clause.tokens[0].text, language) or not before_rule(one.text, one.clause, language)
        for one in others
    )
    is_ours = find_words("ours", said.text, language) and not find_words("neighbours", subject, language)
    return named[0].strip() if named and is_beside_own and not is_ours else ""


def _owner_named(found: Found, language: str) -> str:
    """Return the words by which a sentence tells whose meeting it is, "whose own round", or what is done meanwhile.

    None where it is of "us", or goes on about the group.
    """
    said = found.said[0]
    before = "" if said.is_loose else before_rule(said.text, said.clause, language)
    if own := find_words("of-its-own", said.text, language):
        return own[0]
    if find_words("ours", before, language) or any(
        begins_with(one, before, language) for one in ("subject", "people")
    ):
        return ""
    if theirs := find_words("not-ours", before, language):
        return theirs[0]
    done = find_words("is-done", before, language)
    subject = before[: done.start()] if done else ""
    head, behind = subject.partition(" of ")[0], said.text[len(before) :]  # "are answered on Mondays in the call"
    is_of_people = any(find_words(kind, head, language) for kind in ("gatherings", "people"))
    is_of_people = is_of_people or find_words("gatherings", behind, language) is not None
    return f"{subject}{done[0]}" if done and subject.strip() and not is_of_people else ""
