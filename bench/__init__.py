"""How fast the tool is, beside the programs that do part of the same: ``make bench``."""
