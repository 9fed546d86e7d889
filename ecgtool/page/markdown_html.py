"""Tell where a block of HTML begins in Markdown, and what ends it (CommonMark 0.31, section 4.6)."""

import re

_ATTRIBUTE = r"""(?:[ \t]+[A-Za-z_:][\w:.-]*(?:[ \t]*=[ \t]*(?:[^"'=<>`\x00-\x20]+|'[^'\n]*'|"[^"\n]*"))?)"""
_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_LONE_TAG = rf"(?:<[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*+[ \t]*/?>|</[A-Za-z][A-Za-z0-9-]*[ \t]*>)[ \t]*(?=\n|\Z)"
_HTML = (  # how each of the seven kinds begins, and what its last line holds; None where an empty line ends it
    (r"<(?i:script|pre|style|textarea)(?=[\s>]|\Z)", r"(?i:</(?:script|pre|style|textarea)>)"),
    (r"<!--", r"-->"),
    (r"<\?", r"\?>"),
    (r"<![A-Z]", r">"),
    (r"<!\[CDATA\[", r"\]\]>"),
    (rf"</?(?i:{_BLOCKS})(?=\s|/?>|\Z)", None),
    (_LONE_TAG, None),
)
_ALONE = len(_HTML) - 1
"""The kind of HTML, a lone tag of any name, that cannot end a paragraph."""
_HTML_STARTS = [re.compile(start) for start, _ in _HTML]


def html_start(text: str, at: int, *, in_paragraph: bool) -> tuple[bool, str | None]:
    """Return whether HTML begins at a position, and what its last line holds; None where an empty line ends it."""
    kind = next((kind for kind, start in enumerate(_HTML_STARTS) if start.match(text, at)), None)
    if kind is None or (kind == _ALONE and in_paragraph):
        return False, None
    return True, _HTML[kind][1]
