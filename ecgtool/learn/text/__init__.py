"""Read a page as its reader does: passages, rows, titles, labels, links, and the clauses in them."""
