"""Read all headings and bold lines of a page: its syntax and its file are given."""

import sys
from pathlib import Path

from ecgtool.page import parse_page

page = parse_page(Path(sys.argv[2]).read_text("utf-8"), "markdown" if sys.argv[1] == "markdown" else "wikitext")
for marked in (*page.headings, *page.bold_lines):
    page.title(marked)
