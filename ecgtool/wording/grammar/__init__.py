"""The grammar of a sentence that says when a group meets: words with their kinds, clauses, days, hours, limits."""
