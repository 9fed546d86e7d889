"""``ecg.toml``: found, read, checked and turned into groups."""

from ecgtool.config.find import find
from ecgtool.config.load import Config, load, load_builtin, open_config
from ecgtool.config.scalars import zone as read_zone

__all__ = ["Config", "find", "load", "load_builtin", "open_config", "read_zone"]
