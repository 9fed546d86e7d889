"""Tell which meeting the words around a link name: this one, another of the page, or one of somebody else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ecgtool.learn.found import Found
from ecgtool.learn.passages import Passage
from ecgtool.page import Page
from ecgtool.wording.page_words import find_words, is_only

_NAME = re.compile(r"[^\W\d_]{3,}")
_CAPITALS = re.compile(r"(?:\b[^\W\d_a-z][\w-]*\s)+[\w-]+")
"""Words in capitals and the one behind them: "The Next Steering Committee meeting"."""


class LinkNames:
    """What the meetings of a page are called, and what else is called beside its links."""

    def __init__(self, meetings: Sequence[Found], page: Page) -> None:
        self.meetings = meetings
        self.page = page

    def other_names(self, passage: Passage, found: Found) -> set[str]:
        """Return the words by which the titles above a passage, and what it says of a meeting, name another one.

        Not those of the meeting itself, of the titles above its rule, or that tell no group from another.
        """
        around = [(one, self.page.title(one.heading)) for one in self.page.sections]
        own = self._own_titles(found)
        apart = [title for one, title in around if one.start <= passage.start < one.end and title not in own]
        held = [text[0] for text in _CAPITALS.finditer(passage.text) if find_words("link-meets", text[0])]
        return self.strange_words((*apart, *held, *(link.label for link in passage.links)), found)

    def names_another(self, words: str, found: Found) -> bool:
        """Return whether words name a group or an occasion that is not this meeting: "Sprint planning notes"."""
        return any(map(is_group, self.strange_words([words], found)))

    def _own_titles(self, found: Found) -> list[str]:
        """Return the titles above the rule of a meeting."""
        rules = [said.passage.start for said in found.said]
        return [
            self.page.title(one.heading)
            for one in self.page.sections
            if any(one.start <= rule < one.end for rule in rules)
        ]

    def strange_words(self, texts: Iterable[str], found: Found) -> set[str]:
        """Return the words of texts that are not the meeting's own, and that tell one group from another."""
        own = (*self._own_titles(found), *_called(found), *(said.passage.text for said in found.said))
        known = set(_NAME.findall(" ".join(own).casefold()))
        plain = ("any-group", "link-join", "link-place", "link-behind", "for-all", "notes-word")
        words = set(_NAME.findall(" ".join(texts).casefold()))
        return {word for word in words - known if not any(is_only(kind, word) for kind in plain)}

    def meetings_named(self, passage: Passage) -> set[int]:
        """Return the ids of the meetings that the label, the item above or the title of a passage names."""
        for text in (passage.label, passage.above.text if passage.above else "", passage.title):
            words = {word for word in _NAME.findall(text.casefold()) if not is_only("any-group", word)}
            if found := {one for one, names in self._names.items() if 2 * len(names & words) >= max(len(words), 1)}:
                return found
        return set()

    @cached_property
    def _names(self) -> dict[int, set[str]]:
        """The words that each meeting is called by, and no other."""
        words = {id(one): set(_NAME.findall(" ".join(_called(one)).casefold())) for one in self.meetings}
        return {
            one: own - set().union(*(others for other, others in words.items() if other != one))
            for one, own in words.items()
        }


def _called(found: Found) -> Iterator[str]:
    """Yield what a meeting may be called: its labels, the first cells of its rows, the items above, its sections."""
    for passage in (said.passage for said in found.said):
        yield from (passage.label, *passage.cells[:1], passage.above.text if passage.above else "", passage.title)


def is_group(word: str) -> bool:
    """Return whether a word is one for people who meet, or for what they meet for."""
    return is_only("people", word) or is_only("gatherings", word)
