"""A page's text: what stands where in it, and how to change a part and keep the rest, in wikitext and in Markdown."""

from pathlib import PurePath

from ecgtool.page.model import Line, Marked, Page, Section, Span, Syntax
from ecgtool.text_edit import Edit, apply, unified

__all__ = ["Edit", "Line", "Marked", "Page", "Section", "Span", "Syntax", "apply", "parse", "syntax_of", "unified"]


def parse(text: str, syntax: Syntax = "wikitext") -> Page:
    """The page whose text is ``text``: any text is one."""
    if syntax == "markdown":
        from ecgtool.page.markdown import MarkdownPage

        return MarkdownPage(text)
    from ecgtool.page.wikitext import WikitextPage

    return WikitextPage(text)


def syntax_of(path: PurePath) -> Syntax:
    """The syntax of a page in a file, by the name's ending: .md and .markdown are Markdown, all else is wikitext."""
    return "markdown" if path.suffix.lower() in {".md", ".markdown"} else "wikitext"
