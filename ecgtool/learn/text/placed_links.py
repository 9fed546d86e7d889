"""Tell what a link is for where it stands on a page, by its own words and those around it."""

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ecgtool.learn.text.link_kinds import (
    LinkKind,
    find_chat,
    is_calendar,
    is_for_documents,
    is_home_page,
    is_room,
    is_to_register,
    kind_of_address,
    kind_said,
    lists_numbers,
    may_hold_notes,
    names_place,
    says_join,
    shows_no_meeting,
)
from ecgtool.learn.text.passages import Passage
from ecgtool.page.points import Link
from ecgtool.page.sections.call import is_call_service
from ecgtool.wording.clocks import find_clocks
from ecgtool.wording.page_words import ends_with, find_words, is_only, page_words

_LEADS = r"{link-leads}\s*|\d\s*(?:\w{2,4}\s*)?[(\u2013\u2014-]\s*"
"""How words end before a link to the call: "at 15:00 UTC on [...]"."""
_CALLED = r"{link-join}(?:\s+{link-behind}){0,2}\W*"
"""How words end that call a link that of a call: "Join at https://..."."""
_AT = r"{link-at}\s*"
"""How words end before a bare address of the call. Before a link with words of its own, they may name a hall."""
_NOTES_ARE = r"{notes-said}|{notes-word}\s?[:\uff1a]\W*|{notes-word}(?:.*\W)?{notes-are}\W*"
_NOTES_THERE = r"\W*{notes-there}\s+{notes-word}"
_FOR_HOW_TO = r"\W*{link-how-to}"
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


@dataclass(frozen=True, kw_only=True, eq=False)
class PlacedLink:
    """A link and the passage in which it stands."""

    link: Link
    passage: Passage

    @property
    def url(self) -> str:
        """Its address."""
        return self.link.url

    @property
    def span(self) -> tuple[int, int] | None:
        """Where its words stand in the text of the passage; None where they are not found there."""
        known = _spans(self.passage).get(self.link)
        return known[1:] if known else None

    @cached_property
    def _place(self) -> tuple[int, int, int]:
        """Where the link before it ends, and its span, also for one to the same site, which the passage has not."""
        label = self.link.label
        start = max(self.passage.text.find(label), 0)
        return _spans(self.passage).get(self.link, (0, start, start + len(label)))

    @cached_property
    def sentence_before(self) -> str:
        """The words before it in its sentence."""
        _, start, _ = self._place
        return re.split(r"[.;|](?=\s)", self.passage.text[max(0, start - _FAR) : start])[-1]

    @cached_property
    def words_before(self) -> str:
        """The words before it in its sentence, without the last link, and behind it if there are words between."""
        last, start, _ = self._place
        between = self.sentence_before[-(start - last) :] if last < start else ""
        if re.search(r"[^\W\d]{4}", between):
            return between
        own = next((a for _, a, b in _spans(self.passage).values() if b == last), last)
        return self.sentence_before[: -(start - own)] + between if 0 < own < start else self.sentence_before

    @cached_property
    def _before(self) -> str:
        return self.words_before[-_NEAR:]

    @cached_property
    def _after(self) -> str:
        """The words right behind it in its sentence."""
        _, _, end = self._place
        return re.split(r"[.;|](?=\s|$)", self.passage.text[end : end + _FAR])[0][:_NEAR]

    @property
    def sentence(self) -> str:
        """The words of its sentence around it, with its own."""
        return f"{self.sentence_before} {self.link.label} {self._after}"

    @cached_property
    def _label_before(self) -> str:
        """The label of its part of the line, or ""."""
        found = _LABEL_BEFORE.search(self.sentence_before)
        return found[1] if found else ""

    @cached_property
    def _title(self) -> str:
        """What a table calls it, if that says what it is for: the first of two cells, or the title of its column.

        A column of links does not say so where the first cell names something else than a rule: "Twitter".
        """
        passage, label = self.passage, self.link.label
        row = passage.cells[:1] if len(passage.cells) == 2 and label != passage.cells[0] else ()
        cells = zip(passage.titles, passage.cells, strict=False)
        column = [title for title, cell in cells if cell and (cell == label or self.url in cell)][:1]
        if row and column and is_only("link-place", column[0]) and not find_clocks(row[0]):
            column = []
        titles = (*row, *column)
        return next((t for t in titles if kind_said(t) or names_place(t) or find_words("link-log", t)), "")

    @cached_property
    def field(self) -> str:
        """What the label before it, its column or its row calls it; "" for none."""
        is_in_label = 0 < (self.span or (0, 0))[1] <= len(self.passage.label)
        return self._label_before or (self.passage.label if not is_in_label else "") or self._title

    @cached_property
    def _kind_of_field(self) -> LinkKind:
        """What that says that it is for. "Notes & Recordings" are notes, and so is a "Protocol" without a name."""
        said, label = kind_said(self.field), self.link.label
        has_name = re.search(r"[^\W\d_]{4}", label) and not find_words("link-kept", label)
        if not said and find_words("link-log", self.field) and not has_name:
            return "notes"
        return "notes" if said == "other" and find_words("notes-word", self.field) else said

    @property
    def is_for_notes(self) -> bool:
        """Whether the label before it, its column or its row is called the notes."""
        return find_words("notes-word", self.field) is not None

    @property
    def is_form(self) -> bool:
        """Whether it is a form, or to register for a meeting or be invited."""
        return find_words("link-form", f"{self.link.label} {self.url} {self.sentence_before}") is not None

    @cached_property
    def is_guide(self) -> bool:
        """Whether its words, or those right around it, say that it explains something, such as how to join."""
        label, field = self.link.label, self.field
        is_named = is_only("link-explains", label) and not is_call_service(self.url)
        return is_named or is_only("link-guide", label or field) or _form(_FOR_HOW_TO).match(self._after) is not None

    @cached_property
    def is_old(self) -> bool:
        """Whether its words, or those before it, say that it is of earlier meetings, or was in use."""
        titles = (self.link.label, self._label_before)
        return ends_with("link-was", self.sentence_before) or any(find_words("bygone", text) for text in titles)

    def kind(self, *, own: bool) -> LinkKind:
        """Return what it is for. ``own`` is on the rule's line.

        An address that is only that of a calendar or a service for calls says so by itself. Otherwise its words go
        before the title of its line, column or row, that before the address, and that before the words around.
        """
        kind = self._by_address() or self._by_words() or self._by_place(own=own)
        if kind == "chat":
            is_held = names_place(self.field) or self._is_below_its_name() or (own and self._is_held_here())
            return "join" if is_held else "other"
        explains = self.is_guide or (find_words("link-how-to", self._before) and not is_call_service(self.url))
        is_list = shows_no_meeting(self.url) or find_chat(self.url) or self._is_of_a_chat()  # "subscribe", "invite"
        is_none = kind == "calendar" and is_list and not is_calendar(self.url)
        return "other" if explains or is_none else kind

    def is_sure(self, kind: str) -> bool:
        """Return whether its address, or words at it, say that it joins a call, or is for notes.

        Where it stands, such as behind "Where:", or on a host for documents of any sort, does not say so.
        """
        passage, label = self.passage, self.link.label
        titles = (label, self._label_before or passage.label, self._title)
        if kind == "join":
            is_called = any(map(says_join, titles)) or _ends(_CALLED, self._before)
            return is_call_service(self.url) or (is_called and not find_clocks(label))  # else it is the rule
        above = passage.above.text if passage.above else ""
        near = (*titles, self._before, self._after, passage.title, above)
        return any(find_words(kind, words) for kind in ("link-notes", "link-log") for words in near)

    def may_be_needed(self, kind: LinkKind, *, own: bool) -> bool:
        """Return whether it may be the call, the notes, a calendar or a way to get them, although it is not used.

        Profiles, code, films, lists and chats beside a rule are none, nor is what has no word on meetings with it.
        """
        passage, label = self.passage, self.link.label
        if "converter" in {kind, kind_of_address(self.url)}:
            return False
        talks = find_chat(self.url) or find_chat(label)
        is_form = self.is_form and (own or not talks)  # to be invited to a chat is to meet nobody
        if kind in {"join", "notes", "numbers", "calendar"} or names_place(self.field) or is_form:
            return True
        if shows_no_meeting(self.url):
            return False
        if own:
            return is_for_documents(self.url) or not (passage.cells and (talks or kind == "other"))
        if talks or (kind == "other" and not is_home_page(self.url)):
            return False
        is_all = passage.text.strip(" *-") in {label, self.url}
        return bool(self.field) or is_all or any(find_words(kind, passage.text) for kind in ("link-meets", "invites"))

    def _by_address(self) -> LinkKind:
        """Return what its address says that it is for, as far as that is sure."""
        label, url = self.link.label, self.url
        said = kind_said(label)
        if "..." in url or is_home_page(url) or is_to_register(url):  # dots are for an address that is to come
            return "other"
        if is_calendar(url):
            return "calendar"
        if lists_numbers(url):
            return "numbers"
        if is_call_service(url) and not re.search(r"/rec/|/playback/|record", url + label, re.IGNORECASE):
            if is_room(url) and find_words("link-about", label):
                return "join"
            said = said or (self._kind_of_field if may_hold_notes(url) else "")
            is_said = said == "calendar" or (said in {"notes", "other"} and not names_place(self.field))
            return said if is_said and not says_join(label) else "join"
        return "notes" if is_for_documents(url) and (not said or find_words("link-log", label)) else ""

    def _by_words(self) -> LinkKind:
        """Return what its words say that it is for, and not only where it is kept."""
        label = self.link.label
        said = kind_said(label)
        if said == "other" and find_words("link-kept", label):
            return ""
        is_of_notes = find_words("link-about", label) and self.is_for_notes  # "Notes: [Meeting details]"
        if said == "other" and (find_words("notes-word", label) or is_of_notes):
            return "notes"  # "notes and recordings", "agenda and connection info"
        if said == "notes" and shows_no_meeting(self.url) and not find_words("notes-word", label):
            said = ""  # the code of a program that is called a pad
        if re.fullmatch(rf"\W*{page_words('room-of-house')}\s[\w.-]*\d[\w.-]*\W*", label, re.IGNORECASE):
            return "other"
        if ends_with("several-calls", label) and not find_words("to-join", label):
            return said
        if not said and says_join(label) and self._is_of_a_chat():
            return "chat"
        return said or (says_join(label) and (kind_of_address(self.url) or "join")) or ""

    def _by_place(self, *, own: bool) -> LinkKind:
        """Return what the title of its line, column or row, its address and the words around say that it is for."""
        label, title, before = self.link.label, self.field, self._before
        if own and label and _CLOCK_ONLY.fullmatch(label):
            return "converter"
        is_here = is_only("link-place", label) and not find_words("link-asks", before)
        are_notes = bool(_ends(_NOTES_ARE, self.words_before) or _form(_NOTES_THERE).match(self._after))
        notes: LinkKind = "notes" if are_notes or (is_here and ends_with("notes-word", self.words_before)) else ""
        if find_words("link-kept", label):
            is_notes = "notes" in {notes, self._kind_of_field} and not find_words("link-asks", before)
            return "notes" if is_notes else "other"
        in_address = kind_of_address(self.url)
        if notes and find_words("notes-word", title) and in_address != "other":  # "Minutes are recorded here"
            return notes
        is_called = _ends(_CALLED, before)
        if shows_no_meeting(self.url):  # "Join us on [X]", "Watch old calls at https://youtube.com/x"
            is_called = is_called and not label and find_words("to-join", before) is not None
        called: LinkKind = "join" if is_called and in_address not in {"calendar", "converter", "chat"} else ""
        invites = find_words("invites", before) and not find_words("calendar-words", before)  # whom to ask for one
        rest = self._after if not label or find_words("link-place", label) else ""
        near = "other" if invites else kind_said(before)
        said = self._kind_of_field or notes or called or in_address or near or kind_said(rest)
        if not said and self._is_below_notes() and not find_words("link-asks", before):
            return "notes"
        return said or ("join" if names_place(title) or (own and self._ends_a_rule()) else "")

    def _is_below_notes(self) -> bool:
        """Return whether a title says notes above a link "here" or alone, or the line above its item its link."""
        is_item = self.passage.text == self.link.label and not re.search(r"\d", self.link.label)
        above = self.passage.announced if is_item else ""
        is_all = not self.link.label and self.passage.text.strip() == self.url
        title = self.passage.title if is_all or is_only("link-place", self.link.label) else ""
        return find_words("notes-word", f"{above} {title}") is not None

    def _is_of_a_chat(self) -> bool:
        """Return whether the words before it, or a title that names no call, name a chat: "Slack: [join us]"."""
        title = self.passage.title
        return bool(find_chat(self.words_before) or (find_chat(title) and not says_join(title)))

    def _ends_a_rule(self) -> bool:
        """Return whether it is the words of the rule, or these lead up to it: "at 15:00 UTC on [...]"."""
        label = self.link.label
        is_rule = find_clocks(label) and re.search(r"[^\W\d_]{5,}", label)
        is_here = is_only("link-place", label) and _HOUR_BEFORE.search(self._before)
        is_of_rule = re.search(r"\d", self.sentence_before) or find_words("link-meets", self.sentence_before)
        leads = is_of_rule and (_ends(_LEADS, self._before) or (not label and _ends(_AT, self._before)))
        return bool(is_rule or is_here or leads)

    def _is_below_its_name(self) -> bool:
        """Return whether a chat's address is all of an item below one that names it: "on our Discord server"."""
        name = find_chat(self.url)
        above = self.passage.above.text.casefold() if self.passage.above else ""
        return bool(name and name[0].casefold() in above and self.passage.text == self.url)

    def _is_held_here(self) -> bool:
        """Return whether a sentence that says when leads up to a link to a chat: "Mondays at 15:00 UTC on [...]"."""
        sentence = self.sentence_before
        has_hour = re.search(r"\d\s?(?:[:h]\d\d|[ap]\.?m\b|UTC)", sentence, re.IGNORECASE)
        says_when = has_hour or find_words("link-meets", sentence)
        name = find_chat(self._before)
        rest = self._before[name.end() :] if name else ""  # "on IRC in [#channel]"
        leads = _ends(_LEADS, self._before) or (name and not re.search(r"\w", rest)) or _ends(_AT, self._before)
        return bool(leads and says_when and not find_words("link-asks", sentence))


@cache
def _form(form: str) -> re.Pattern[str]:
    """Return an expression in which kinds of words stand in braces."""
    return re.compile(re.sub(r"\{([a-z-]+)\}", lambda kind: page_words(kind[1]), form), re.IGNORECASE)


def _ends(form: str, text: str) -> bool:
    """Return whether a text ends as a form says."""
    return _form(rf"(?:{form})$").search(text) is not None


@lru_cache(maxsize=1)  # the links of a passage are asked for one after another
def _spans(passage: Passage) -> dict[Link, tuple[int, int, int]]:
    """Return where in the text the link before each link ends, where it begins itself, and where it ends."""
    spans: dict[Link, tuple[int, int, int]] = {}
    end = 0
    for link in passage.links:
        shown = link.label or link.url
        if (start := passage.text.find(shown, end)) >= 0:
            spans.setdefault(link, (end, start, start + len(shown)))
            end = start + len(shown)
    return spans
