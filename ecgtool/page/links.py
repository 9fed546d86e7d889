"""The links in a line of a page: labelled as wikitext or Markdown has it, or bare."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ecgtool.page.model import HIDDEN, OPAQUE, VERBATIM, Page

_STOP = rf"\s\[\]<>\"{HIDDEN}{OPAQUE}{VERBATIM}"
_LABEL = r"[^\[\]\n]*"
_LINK = re.compile(
    rf"\[(?P<wiki>(?:https?:)?//[^{_STOP}]+)(?:[ \t]+(?P<wiki_label>{_LABEL}))?\]"
    rf"|\[(?P<label>{_LABEL})\]\(<?(?P<markdown>https?://(?:[^{_STOP}()]|\([^{_STOP}()]*+\))++)>?(?:\s[^()\n]*+)?\)"
    rf"|(?P<bare>https?://(?:(?!''|\*\*)[^{_STOP}{{}}|])++)",
    re.IGNORECASE,
)
_AFTER = ",;.:!?*_'`\\"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to ``url``; ``label`` is what is shown for it, empty for a bare one."""

    url: str
    label: str = ""


def links(page: Page, start: int, end: int) -> Iterator[Link]:
    """The links to web addresses in a part of a line, in order, without those that are commented out."""
    for match in _LINK.finditer(page.mask, start, end):
        if match["bare"]:
            yield Link(_url(_bare(match["bare"])))
        else:
            group = "wiki_label" if match["wiki"] else "label"
            label = page.plain(*match.span(group)).strip() if match[group] else ""
            yield Link(_url(match["wiki"] or match["markdown"]), label)


def _url(text: str) -> str:
    return html.unescape(f"https:{text}" if text.startswith("//") else text)


def _bare(text: str) -> str:
    """Without the punctuation after it, which is the sentence's (Parser::makeFreeExternalLink)."""
    return text.rstrip(_AFTER if "(" in text else f"{_AFTER})")
