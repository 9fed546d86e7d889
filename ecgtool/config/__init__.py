"""``ecg.toml``: found, read, checked and turned into groups."""

from ecgtool.config.find import find
from ecgtool.config.load import Config, load, load_builtin

__all__ = ["Config", "find", "load", "load_builtin"]
