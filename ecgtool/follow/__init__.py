"""The organisation's own calendar as a witness: ``ecg.toml`` stays the truth, and where the two disagree it is told.

``selecting`` finds a group's series in a calendar of hundreds, ``comparing`` holds their instants against the
schedule, ``adopting`` makes exceptions of them, and ``fetching`` is where the world begins.
"""
