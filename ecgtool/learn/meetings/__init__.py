"""Find the meetings of a page: what belongs together, what is another's, and what is none."""
