"""Find the links of a meeting: its call, its notes, its calendar."""
