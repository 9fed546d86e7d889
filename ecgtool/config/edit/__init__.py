"""Cancelling, moving and restoring meetings in ``ecg.toml``: what it takes, and how the file comes to say it."""
