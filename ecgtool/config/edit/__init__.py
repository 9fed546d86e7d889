"""Cancel, move and restore meetings in ``ecg.toml``: the edits, and the text after them."""
