"""Tell what a thing does on its days, such as "Logs are rotated", from what people meet for.

No list of verbs can do that: the subject decides, and that another line of the page plainly is the meeting. Where a
thing is all that a page tells of, it may be how people say that they meet.
"""

import re
from collections.abc import Sequence

from ecgtool.learn.found import Found, PlacedClause

_OF_A_RULE = frozenset({
    "weekday", "weekdays", "interval", "unsure interval", "every", "other", "ordinal", "clock", "date", "month",
    "number", "of-month", "zone",
})  # fmt: skip
_PEOPLE = re.compile(
    r"\b(?:we|us|you|they|i|who|everybody|everyone|any(?:body|one)|all|people|folks?|friends|members?|maintainers?|"
    r"guests?|visitors?|ask|welcome|invited|"
    r"contributors?|developers?|editors?|users|organi[sz]ers?|newcomers?|beginners|players|readers|volunteers|staff|"
    r"groups?|subgroups?|teams?|board|committees?|councils?|circles?|choirs?|crews?|clubs?|bands?|community|chapters?|"
    r"society|association|forces?|forum|panel|sigs?|wgs?|join|come|talk)\b",
    re.IGNORECASE,
)
_GATHERINGS = re.compile(
    r"\b(?:meet\w*|calls?|syncs?|sessions?|gather\w*|stand-?ups?|hangouts?|triages?|reviews?|planning|retros?\w*|clinics?|"
    r"workshops|class(?:es)?|lessons?|courses?|rehearsals?|practices?|training|seminars?|lectures?|talks|discussions?|chats?|"
    r"demos?|socials?|(?<!an\s)(?<!half\s)(?<!\d\s)hours?|rounds?|plenar\w+|assembl\w+|walks?|tours?|games?|nights?|evenings?|mornings?|breakfasts?|"
    r"lunch(?:es)?|dinners?|coffee|tea|concerts?|parties|party|sprints?|hackathons?|q&a|together|takes?\splace|happens?|occurs?)\b",
    re.IGNORECASE,
)
_IS_DONE = re.compile(
    r"\b(?:is|are|gets?|will\sbe)\s(?:\w+ly\s)?(?!(?:held|hosted|chaired|convened|scheduled|planned|organi[sz]ed|moderated|"
    r"led|streamed|discussed|run|always|usually|normally|typically|now|still|on|at|from|in|an?|the|our|there)\b)[a-z]",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:the|an?)\s(?:[\w-]+\s){1,3}(?!is\b|has\b|was\b)[a-z]+s(?:\s(?:on|up|off|out|down|in|again|(?:the|an?)\s.*))?",
    re.IGNORECASE,
)
_MAY_DO = re.compile(r"(?:[\w-]+\s)?[\w-]+s\s[a-z]+(?<!s)(?:\s(?:on|up|off|out|down|in|again))?", re.IGNORECASE)
"""Things and what may be their verb: "New images appear", and "Board games night"."""

_MACHINES = re.compile(
    r"(?:(?:the|an?|our|each|every)\s)?(?:[\w-]+\s){0,2}(?:automations?|builds?|jobs?|bots?|scripts?|workflows?|pipelines?|servers?|"
    r"releases?|deployments?|crawlers?|imports?|exports?|scans?)\s(?:starts?|begins?|ends?|stops?|happens?)",
    re.IGNORECASE,
)
"""What is no meeting even where a page has no other: "The build starts"."""


def things(meetings: Sequence[Found]) -> list[Found]:
    """Return those of a page's meetings that are what a thing does; only those of machines where all of them are."""
    found = [one for one in meetings if _is_of_a_thing(one)]
    machines = [one for one in found if _MACHINES.fullmatch(_subject(one.said[0]))]
    return found if len(found) < len(meetings) else machines


def may_be_a_thing(found: Found, meetings: Sequence[Found]) -> str:
    """Return the words by which a meeting beside others may be what a thing does; "" for none."""
    subject = _subject(found.said[0]) if found.said and len(meetings) > 1 else ""
    return subject if _MAY_DO.fullmatch(subject) else ""


def _is_of_a_thing(one: Found) -> bool:
    subject = _subject(one.said[0]) if one.said else ""
    return any((_IS_DONE.search(subject), _DOES.fullmatch(subject), _MACHINES.fullmatch(subject)))


def _subject(said: PlacedClause) -> str:
    """Return what a sentence says before its rule, or in the same breath after it.

    "" where it names people or a gathering, or begins with a label.
    """
    rule = [token for token in said.clause.tokens if token.kind in _OF_A_RULE]
    if not rule or said.passage.cells or any(words.search(_affirmed(said.text)) for words in (_PEOPLE, _GATHERINGS)):
        return ""
    first, last = (place - said.clause.start for place in (rule[0].start, rule[-1].end))
    before = re.sub(
        r"(?:(?:^|[\s,]+)(?:on|at|from|in|since|until))*[\s,]*$", "", said.text[:first], flags=re.IGNORECASE
    )
    after = re.match(r"(?:\s[\w-]+){4,}", said.text[last:])
    subject = before or (after[0] if after else "")
    return "" if ":" in subject else subject.strip(" -*#>•")


def _affirmed(text: str) -> str:
    """Return a text as far as it says what there is."""
    return re.split(r"\b(?:no|not|without|never)\b", text)[0]
