"""Tell what was not learnt: what a page says besides, and why nothing could be learnt."""
