"""Cancelling, moving and restoring meetings in ``ecg.toml``: the edits, and the text after them."""
