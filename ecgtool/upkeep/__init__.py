"""What a page should say: page and group together at an instant, and the edits that make it so."""
