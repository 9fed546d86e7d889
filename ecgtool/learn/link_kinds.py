"""Tell what a link is for: to join a call, to its notes, to a calendar."""

import re
from functools import lru_cache
from typing import Literal

from ecgtool.learn.hosts import (
    find_chat,
    is_calendar,
    is_call_service,
    is_for_documents,
    is_home_page,
    lists_numbers,
    may_hold_notes,
    shows_no_meeting,
)
from ecgtool.learn.passages import Passage
from ecgtool.page.points import Link
from ecgtool.wording.clocks import find_clocks
from ecgtool.wording.page_words import ends_with, find_words, is_only, page_words

LinkKind = Literal["join", "notes", "calendar", "converter", "numbers", "chat", "other", ""]
_HOST = r"://(?:[\w-]+\.)*"
_KINDS: tuple[tuple[LinkKind, str, str], ...] = (
    ("other", "link-away", rf"{_HOST}(?:news|forms?|support|groups|lists?)\.|/mailman/"),
    ("calendar", "link-calendar", r"^webcal:|\.ics\b|agenda\.google"),
    (
        "converter",
        "link-converter",
        rf"timeanddate|worldtime|time\.is|everytimezone|dateful|savvytime|arewemeetingyet|{_HOST}(?:clock|time|times|uhr)\.",
    ),
    (
        "other",
        "link-other",
        rf"youtu\.?be|{_HOST}(?:maps?|osm|openstreetmap|photos?|shop|weather|videos|tube|peertube|media)\.|/rec/|github|gitlab",
    ),
    (
        "notes",
        "link-notes",
        rf"etherpad|hackmd|hedgedoc|cryptpad|{_HOST}(?:notes|pad|md)\.|{_HOST}docs?\.[^/]+/(?:document|d|p)/",
    ),
)
"""What a link is for, by the kind of its words, or by its address."""
_LEADS = r"{link-leads}\s*|\d\s*(?:\w{2,4}\s*)?[(\u2013\u2014-]\s*"
"""How words end before a link to the call: "at 15:00 UTC on [...]"."""
_CALLED = r"{link-join}(?:\s+{link-behind}){0,2}\W*"
"""How words end that call a link that of a call: "Join at https://..."."""
_AT = r"{link-at}\s*"
"""How words end before a bare address of the call. Before a link with words of its own, they may name a hall."""
_NOTES_ARE = r"{notes-said}|{notes-word}\s?[:\uff1a]\W*|{notes-word}(?:.*\W)?{notes-are}\W*"
_HOUR_BEFORE = re.compile(r"\d(?:\s?[ap]\.?m\.?)?(?:\s[\w/]+){0,2}\W*$", re.IGNORECASE)
"""An hour right before a link that is called "here"."""
_LABEL_BEFORE = re.compile(
    r"(?:^|[,(\u2013\u2014-]\s)\W*([^\W\d_]+(?:[ \t-][^\W\d_]+){0,3})\s?[:\uff1a](?!//)[^:\uff1a]*$"
)
"""The label of a part of a line, up to a link: "Tuesdays at noon UTC. Logs: see https://..."."""
_NEAR = 40
"""So many characters before and after a link may tell what it is for."""
_FAR = 400
"""In so many of them its sentence is looked for."""
_CLOCK_ONLY = re.compile(
    r"[\W\d]*(?:\d{1,2}(?:[:.]?\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:UTC|GMT|[A-Z]{2,4})?)[\W\d]*", re.IGNORECASE
)


def kind_of(link: Link, passage: Passage, *, own: bool) -> LinkKind:
    """Return what a link is for. ``own`` is on the rule's line.

    An address that is only that of a calendar or a service for calls says so by itself. Otherwise the words of the
    link go before the title of its line, column or row, that before the address, and that before the words around.
    """
    before, after = _around(passage, link)
    title = _field(link, passage)
    kind = (
        _by_address(link, title)
        or _by_words(link)
        or _by_place(
            link, title, before, after, own=own, says_notes=_ends(_NOTES_ARE, _around(passage, link, _FAR)[0])
        )
    )
    if kind == "chat":
        is_held = (
            _is_place(title) or _is_below_its_name(passage, link) or (own and _is_held_at(passage, link, before))
        )
        return "join" if is_held else "other"
    return "other" if find_words("link-how-to", before) and not is_call_service(link.url) else kind


def is_sure(kind: str, link: Link, passage: Passage) -> bool:
    """Return whether the address of a link or words at it say that it joins a call, or is for notes.

    Where it stands, such as behind "Where:", or on a host for documents of any sort, does not say so.
    """
    before, after = _around(passage, link)
    labelled = _LABEL_BEFORE.search(_sentence_before(passage, link))
    titles = (link.label, labelled[1] if labelled else passage.label, _title(passage, link))
    if kind == "join":
        is_called = any(map(says_join, titles)) or _ends(_CALLED, before)
        return is_call_service(link.url) or (is_called and not find_clocks(link.label))  # else it is the rule
    near = (*titles, before, after, passage.title, passage.above.text if passage.above else "")
    return any(find_words(kind, words) for kind in ("link-notes", "link-log") for words in near)


def may_be_needed(link: Link, passage: Passage, kind: LinkKind, *, own: bool) -> bool:
    """Return whether a link that is not used may have been the call, the notes, a calendar or a way to get them.

    Profiles, code, films, lists and chats beside a rule are none, nor is what has no word on meetings with it.
    """
    field = _field(link, passage)
    if "converter" in {kind, _said(_address(link))}:
        return False
    if kind in {"join", "notes", "numbers", "calendar"} or _is_place(field) or is_form(link, passage):
        return True
    if shows_no_meeting(link.url):
        return False
    talks = find_chat(link.url) or find_chat(link.label)
    if own:
        return not (passage.cells and (talks or kind == "other"))
    if talks or (kind == "other" and not is_home_page(link.url)):
        return False
    is_all = passage.text.strip(" *-") in {link.label, link.url}
    return bool(field) or is_all or any(find_words(words, passage.text) for words in ("link-meets", "invites"))


def _field(link: Link, passage: Passage) -> str:
    """Return what the label before a link, its column or its row calls it; "" for none."""
    labelled = _LABEL_BEFORE.search(_sentence_before(passage, link))
    is_in_label = 0 < link_spans(passage).get(link, (0, 0, 0))[2] <= len(passage.label)
    return labelled[1] if labelled else (passage.label if not is_in_label else "") or _title(passage, link)


def is_form(link: Link, passage: Passage) -> bool:
    """Return whether a link is a form, or to register for a meeting or be invited."""
    return find_words("link-form", f"{link.label} {link.url} {_sentence_before(passage, link)}") is not None


def has_field_for_notes(link: Link, passage: Passage) -> bool:
    """Return whether the label before a link, its column or its row is called the notes."""
    return find_words("notes-word", _field(link, passage)) is not None


def is_old(link: Link, passage: Passage) -> bool:
    """Return whether the words of a link, or those before it, say that it is of earlier meetings, or was in use."""
    before = _sentence_before(passage, link)
    labelled = _LABEL_BEFORE.search(before)
    return ends_with("link-was", before) or any(
        find_words("old-link", text) for text in (link.label, labelled[1] if labelled else "")
    )


def _by_place(link: Link, title: str, before: str, after: str, *, own: bool, says_notes: bool) -> LinkKind:
    """Return what the title of a link's line, column or row, its address and the words around say that it is for."""
    label = link.label
    if own and label and _CLOCK_ONLY.fullmatch(label):
        return "converter"
    notes: LinkKind = "notes" if says_notes else ""
    if find_words("link-kept", label):
        is_notes = "notes" in {notes, _said(title)} and not find_words("link-asks", before)
        return "notes" if is_notes else "other"
    in_address = _said(_address(link))
    is_called = _ends(_CALLED, before) and not (label and shows_no_meeting(link.url))  # "Join us on [X]"
    called: LinkKind = "join" if is_called and in_address not in {"calendar", "converter", "chat"} else ""
    rest = after if not label or find_words("link-place", label) else ""
    joins = _is_place(title) or (
        own
        and (
            _is_rule(label)
            or _ends(_LEADS, before)
            or (not label and _ends(_AT, before))
            or (is_only("link-place", label) and _HOUR_BEFORE.search(before))
        )
    )
    invites = find_words("invites", before) and not find_words("calendar-words", before)  # whom to ask for one
    near = "other" if invites else _said(before)
    are_notes = notes and find_words("notes-word", title) and in_address != "other"  # "Minutes are recorded here"
    said = notes if are_notes else _said(title) or notes or called or in_address or near or _said(rest)
    return said or ("join" if joins else "")


def _by_address(link: Link, title: str) -> LinkKind:
    """Return what an address says that it is for, as far as that is sure."""
    said = _said(link.label)
    if "..." in link.url or is_home_page(link.url):  # a mark for an address that is to come
        return "other"
    if is_calendar(link.url):
        return "calendar"
    if lists_numbers(link.url):
        return "numbers"
    if is_call_service(link.url) and not re.search(r"/rec/|record", link.url + link.label, re.IGNORECASE):
        said = said or (_said(title) if may_hold_notes(link.url) else "")
        is_said = said == "calendar" or (said in {"notes", "other"} and not _is_place(title))
        return said if is_said and not says_join(link.label) else "join"
    return "notes" if is_for_documents(link.url) and (not said or find_words("link-log", link.label)) else ""


def _by_words(link: Link) -> LinkKind:
    """Return what the words of a link say that it is for, and not only where it is kept."""
    said = _said(link.label)
    if said == "other" and find_words("link-kept", link.label):
        return ""
    if said == "other" and find_words("notes-word", link.label):
        return "notes"  # "notes and recordings", "agenda and connection info"
    if re.fullmatch(rf"\W*{page_words('room-of-house')}\s[\w.-]*\d[\w.-]*\W*", link.label, re.IGNORECASE):
        return "other"
    if ends_with("several-calls", link.label) and not find_words("to-join", link.label):
        return said
    return said or (says_join(link.label) and (_said(_address(link)) or "join")) or ""


def _is_place(title: str) -> bool:
    """Return whether a title is that of where the meeting is."""
    rest = re.sub(page_words("link-place"), "", title, flags=re.IGNORECASE)
    is_called = rest != title and not re.search(r"[^\W\d_]{4,}", rest)
    return is_called or says_join(title)


def _is_below_its_name(passage: Passage, link: Link) -> bool:
    """Return whether a link to a chat is all of an item below one that names the chat: "on our Discord server"."""
    name = find_chat(link.url)
    above = passage.above.text.casefold() if passage.above else ""
    return bool(name and name[0].casefold() in above and passage.text == link.url)


def _is_held_at(passage: Passage, link: Link, before: str) -> bool:
    """Return whether a sentence that says when leads up to a link to a chat: "Mondays at 15:00 UTC on [Discord]"."""
    sentence = _sentence_before(passage, link)
    has_hour = re.search(r"\d\s?(?:[:h]\d\d|[ap]\.?m\b|UTC)", sentence, re.IGNORECASE)
    says_when = has_hour or find_words("link-meets", sentence)
    return bool(_ends(_LEADS, before) and says_when and not find_words("link-asks", sentence))


def _ends(form: str, text: str) -> bool:
    """Return whether a text ends as a form says, in which kinds of words stand in braces."""
    words = re.sub(r"\{([a-z-]+)\}", lambda kind: page_words(kind[1]), form)
    return re.search(rf"(?:{words})$", text, re.IGNORECASE) is not None


def says_join(words: str) -> bool:
    """Return whether words say that a link joins a call."""
    return find_words("link-join", words) is not None


def _address(link: Link) -> str:
    return "://" + link.url.partition("://")[2]


def _said(text: str) -> LinkKind:
    """Return what words or an address say that a link is for; "" where they do not say, or say that it is a call."""
    if find_chat(text):
        return "chat"
    by_kind = (
        kind for kind, words, address in _KINDS if find_words(words, text) or re.search(address, text, re.IGNORECASE)
    )
    return next(by_kind, "notes" if is_only("link-doc", text) else "")


def _is_rule(label: str) -> bool:
    """Return whether a link's words are a rule. Such a link leads to the meeting."""
    return bool(find_clocks(label) and re.search(r"[^\W\d_]{5,}", label))


@lru_cache(maxsize=1)  # the links of a passage are asked for one after another
def link_spans(passage: Passage) -> dict[Link, tuple[int, int, int]]:
    """Return where in the text the link before each link ends, where it begins itself, and where it ends."""
    spans: dict[Link, tuple[int, int, int]] = {}
    end = 0
    for link in passage.links:
        shown = link.label or link.url
        if (start := passage.text.find(shown, end)) >= 0:
            spans.setdefault(link, (end, start, start + len(shown)))
            end = start + len(shown)
    return spans


def _around(passage: Passage, link: Link, near: int = _NEAR) -> tuple[str, str]:
    """Return the words right before and after a link in its sentence: "Notes: https://...".

    The words before another link are that one's, unless there is no word between the two.
    """
    last, start, end = _span(passage, link)
    before = _sentence_before(passage, link)
    after = re.split(r"[.;|](?=\s|$)", passage.text[end : end + _FAR])[0]
    between = before[-(start - last) :] if last < start else ""
    return (between if re.search(r"[^\W\d]{4}", between) else before)[-near:], after[:near]


def _sentence_before(passage: Passage, link: Link) -> str:
    """Return the words before a link in its sentence."""
    _, start, _ = _span(passage, link)
    return re.split(r"[.;|](?=\s)", passage.text[max(0, start - _FAR) : start])[-1]


def _span(passage: Passage, link: Link) -> tuple[int, int, int]:
    """Return where a link stands in the text, as ``link_spans`` does, also for one to a page of the same site."""
    start = max(passage.text.find(link.label), 0) if link.label else 0
    return link_spans(passage).get(link, (0, start, start + len(link.label)))


def _title(passage: Passage, link: Link) -> str:
    """Return what a table calls a link: the first cell of a row of two, or the title of its column."""
    row = passage.cells[:1] if len(passage.cells) == 2 and link.label != passage.cells[0] else ()
    cells = zip(passage.titles, passage.cells, strict=False)
    column = [title for title, cell in cells if cell and (cell == link.label or link.url in cell)][:1]
    return next((text for text in (*row, *column) if _said(text) or _is_place(text)), "")
