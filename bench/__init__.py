"""Measure how fast the tool is, beside programs that do part of the same: ``make bench``."""
