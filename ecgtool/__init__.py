"""The meetings of a working group, computed from one file and kept true wherever they are published."""

__version__ = "0.1.0"
