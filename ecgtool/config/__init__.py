"""Find, read and check ``ecg.toml``, and make groups of it."""

from ecgtool.config.load import Config, load, load_builtin, open_config
from ecgtool.config.scalars import zone as read_zone
from ecgtool.config.sources import find

__all__ = ["Config", "find", "load", "load_builtin", "open_config", "read_zone"]
