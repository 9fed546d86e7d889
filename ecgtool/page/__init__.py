"""A page's text: what stands where in it, and how to change a part and keep the rest, in wikitext and in Markdown."""

from ecgtool.page.model import Line, Marked, Page, Section, Span, Syntax, parse_page, syntax_of
from ecgtool.text_edit import Edit, apply, unified

__all__ = [
    "Edit",
    "Line",
    "Marked",
    "Page",
    "Section",
    "Span",
    "Syntax",
    "apply",
    "parse_page",
    "syntax_of",
    "unified",
]
