"""Find when one meeting is held: its clock, its seasons, its dates and hours."""
