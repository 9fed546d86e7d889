"""Columns of a line of Markdown, where a tab reaches to the next multiple of four (CommonMark 0.31, section 2.2)."""

from dataclasses import dataclass

TAB = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Cursor:
    """A place in a line: a position, and the column there, which may lie within a tab that is used up in part."""

    at: int
    column: int

    def first(self, text: str, end: int) -> "Cursor":
        """Return the place of the first character that is no blank, or of the line's ``end``."""
        at, column = self.at, self.column
        while at < end and (blank := text[at]) in " \t":
            column += TAB - column % TAB if blank == "\t" else 1
            at += 1
        return Cursor(at=at, column=column)

    def advanced(self, text: str, columns: int) -> "Cursor":
        """Return the place after that many columns of blanks, or after all blanks where there are fewer."""
        at, column = self.at, self.column
        goal = column + columns
        while column < goal and at < len(text) and (blank := text[at]) in " \t":
            following = column + (TAB - column % TAB if blank == "\t" else 1)
            if following > goal:
                return Cursor(at=at, column=goal)
            at, column = at + 1, following
        return Cursor(at=at, column=column)
