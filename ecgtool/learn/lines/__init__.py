"""Make the templates of the lines that a bump keeps true, and find a place for a new one."""
