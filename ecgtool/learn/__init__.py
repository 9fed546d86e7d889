"""From what a group has already, a page, a calendar or a yaml file, to the tables of an ``ecg.toml``."""
