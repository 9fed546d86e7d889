"""Make the tables of an ``ecg.toml`` from what a group has already: a page, a calendar or a yaml file."""
