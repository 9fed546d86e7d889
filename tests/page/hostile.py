"""Pages such as nobody writes, in both syntaxes: every kind of mark, closed or not, in any order."""

from hypothesis import strategies as st

_LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
_WIKITEXT = st.sampled_from([
    "== a ==", "=", "===", "=== b = ===  ", "==== <!-- c --> ====", "<!--", "-->", "<!---->", "<nowiki>",
    "</nowiki>", "<nowiki/>", "<pre>", "</pre>", "<source lang=x>", "</source>", "<syntaxhighlight",
    "<includeonly>", "</includeonly>", "<noinclude>", "{{", "}}", "{{{", "}}}", "{{t|", "|x=", "[[", "]]",
    "[http://a b]", "[[p|q]]", "{|", "|-", "|}", "'''", "''", "'''''", "''''", "* ", "** '''bold''' ", "#:",
    "__NOTOC__", "__TOC__", "<b>", "<br/>", "<span id='x'>", "</span>", "&nbsp;", "&#61;", "\x00", "\x0b", "\ufeff",
    "\udcff", "\ufdd0", "\U0001f600", " ", "\t", "word",
])  # fmt: skip
_MARKDOWN = st.sampled_from([
    "# a", "## b ##", "#", "---", "===", "- ", "1. ", "> ", "```", "~~~", "`", "``", "**bold**", "__bold__", "***",
    "**", "_", "<!--", "-->", "<div>", "</div>", "<pre>", "</pre>", "    ", "\t", "\\", "[l](http://a)",
    "<http://a>", "![i](b)", "[x] ", "+++", "&amp;", "\x00", "\ufeff", "\udcff", "word", " ",
])  # fmt: skip


def _pages(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(st.one_of(parts, parts, parts, _LINE_ENDS, st.text(max_size=4)), max_size=40).map("".join)


wikitext = _pages(_WIKITEXT)
markdown = _pages(_MARKDOWN)
