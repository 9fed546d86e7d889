"""Blocks of a page: what stands between two comments, which its editors place and ``ecg`` fills.

The comments are ``<!-- ecg:NAME -->`` and ``<!-- /ecg:NAME -->``, each on a line of its own. The first may name a
group, and after the block has been filled it ends with a digest of what was written. Where the text between the
comments no longer has that digest, a person wrote there.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import NoReturn

from ecgtool.errors import PageError
from ecgtool.page.model import BLOCK_MARK, HIDDEN, Page, Span
from ecgtool.text_edit import Edit

BLOCK_NAMES = ("next", "meetings", "schedule", "call", "groups")
_COMMENT = re.compile(r"<!--[ \t]*(?P<closing>/?)ecg:(?P<words>[^\r\n]*?)[ \t]*-->")
_DIGEST = re.compile(r"(?:(?P<group>.*?)[ \t]+)?(?P<digest>[0-9a-f]{8})")
_SHOWN = 60


class BrokenBlock(PageError):
    """The comments of a page's blocks do not match, so nothing is written. ``what`` is wrong in ``line``."""

    def __init__(self, line: int, problem: str, hint: str) -> None:
        super().__init__(f"line {line}: {problem}", hint)
        self.line, self.what = line, problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A block: ``whole`` is its lines with those of both comments, ``inner`` the lines between them.

    ``group`` is the key that its first comment names, or "". ``digest`` is "" before the block was filled for the
    first time; ``digest_at`` is its place, where it is still to come too. ``indent`` is the blanks before the first
    comment in Markdown, where they keep the block in a list item.
    """

    name: str
    group: str
    digest: str
    line: int
    whole: Span
    inner: Span
    digest_at: Span
    indent: str


def find_blocks(page: Page, groups: Collection[str] | None = None) -> tuple[Block, ...]:
    """Return the blocks of a page, in order; ``groups`` are the keys that they may name, None for any.

    Raises:
        BrokenBlock: a comment shares its line, two do not match, or a name is not known.
    """
    found: list[Block] = []
    opened: re.Match[str] | None = None
    for comment in _comments(page):
        line = page.line_number(comment.start())
        words = comment["words"]
        if not comment["closing"]:
            if opened:
                _refuse(line, f"a block “{words}” begins within the one of line {page.line_number(opened.start())}")
            opened = comment
        elif opened is None:
            _refuse(line, f"a block “{words}” ends here that does not begin")
        else:
            block = _block(page, opened, comment, groups)
            if block.name != words:
                _refuse(line, f"the block “{block.name}” of line {block.line} ends as “{words[:_SHOWN]}”")
            found.append(block)
            opened = None
    if opened:
        _refuse(page.line_number(opened.start()), f"the block “{opened['words'][:_SHOWN]}” does not end")
    return tuple(found)


def block_spans(page: Page) -> tuple[Span, ...]:
    """Return where blocks stand on a page, of known names or not; none where a comment shares its line."""
    try:
        places = [comment.span() for comment in _comments(page)]
    except BrokenBlock:
        return ()
    return tuple((start, page.line_end(end)) for (start, _), (_, end) in zip(places[::2], places[1::2], strict=False))


def without_blocks(page: Page) -> Page:
    """Return the page as if its blocks were comments: no line, item, table or heading is in them. Positions stay."""
    spans = block_spans(page)
    if not spans:
        return page
    parts: list[str] = []
    done = 0
    for start, end in spans:
        last = end - (page.mask[end - 1] == "\n")
        parts += (page.mask[done:start], HIDDEN * (last - start))
        done = last
    shown = type(page)(page.text)
    shown.mask = mask = "".join((*parts, page.mask[done:]))
    lines = ((one, slice(one.start, one.line_end)) for one in page.headings)
    shown.headings = tuple(one for one, line in lines if mask[line] == page.mask[line])
    return shown


def _refuse(line: int, problem: str, hint: str = "mend its comments: nothing was written") -> NoReturn:
    raise BrokenBlock(line, problem, hint)


def _comments(page: Page) -> Iterator[re.Match[str]]:
    """Yield the comments of blocks, without those that are shown as text, or are in a template or another comment."""
    if BLOCK_MARK not in page.text:
        return
    for comment in _COMMENT.finditer(page.text):
        start, end = comment.span()
        outside = page.text[max(start - 3, 0) : start] == "-->" or page.text[start - 1 : start] in {"", "\ufeff"}
        if page.mask[start] != HIDDEN or (page.mask[start - 1 : start] == HIDDEN and not outside):
            continue
        before, after = page.text[page.line_start(start) : start], page.text[end : page.line_end(end)]
        if before.strip(" \t\ufeff") or after.strip():
            _refuse(page.line_number(start), "the comment of a block shares its line", "give it a line of its own")
        yield comment


def _block(page: Page, opening: re.Match[str], closing: re.Match[str], groups: Collection[str] | None) -> Block:
    line = page.line_number(opening.start())
    name, _, rest = opening["words"].partition(" ")
    if name not in BLOCK_NAMES:
        _refuse(line, f"there is no block “{name[:_SHOWN]}”", f"one of {', '.join(BLOCK_NAMES)}")
    group, digest, place = rest.strip(), "", opening.end("words")
    dated = None if groups and group in groups else _DIGEST.fullmatch(group)
    if dated:
        group, digest = dated["group"] or "", dated["digest"]
        place -= len(digest)
    if group and groups is not None and group not in groups:
        _refuse(line, f"there is no group “{group[:_SHOWN]}”", "name one of ecg.toml, or none")
    start = page.line_start(opening.start())
    return Block(
        name=name,
        group=group,
        digest=digest,
        line=line,
        whole=(start, page.line_end(closing.end())),
        inner=(page.line_end(opening.end()), page.line_start(closing.start())),
        digest_at=(place, opening.end("words")),
        indent=page.text[start : opening.start()].lstrip("\ufeff") if page.syntax == "markdown" else "",
    )


def is_edited(page: Page, block: Block) -> bool:
    """Return whether a person wrote in a block since it was filled."""
    return bool(block.digest) and block.digest != digest_of(page.text[slice(*block.inner)])


def says(page: Page, block: Block, content: str) -> bool:
    """Return whether a block holds ``content``; blanks at line ends and empty lines around it do not count."""
    return _compared(page.text[slice(*block.inner)]) == _compared(_indented(block, content))


def fill_block(page: Page, block: Block, content: str) -> list[Edit]:
    """Return the edits after which a block holds ``content`` and the digest of it; none where it does already."""
    new = page.newline.join(_indented(block, content).split("\n"))
    edits: list[Edit] = []
    if not says(page, block, content):
        edits.append(Edit(*block.inner, f"{new}{page.newline}" if new else ""))
    if block.digest != (digest := digest_of(new)):
        edits.append(Edit(*block.digest_at, digest if block.digest else f" {digest}"))
    return edits


def digest_of(text: str) -> str:
    """Return the digest of a block's text, in the form that a wiki stores it in."""
    return sha256(_compared(text).encode(errors="replace")).hexdigest()[:8]


def _indented(block: Block, content: str) -> str:
    """Return ``content`` indented as the block's comment is: so it stays in the list item that the block is in."""
    return "\n".join(f"{block.indent}{line}".rstrip() for line in content.strip("\n").split("\n"))


def _compared(text: str) -> str:
    """Return ``text`` in the form in which texts are compared (Unicode's NFC, as MediaWiki stores it)."""
    lines = (line.rstrip() for line in re.split(r"\r\n?|\n", unicodedata.normalize("NFC", text)))
    return "\n".join(lines).strip("\n")
