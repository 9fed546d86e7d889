"""What is known of a call as the table that ``ecg.toml`` keeps it in."""

from typing import Any

from ecgtool.group import Call


def call_table(call: Call) -> dict[str, Any]:
    """The table of ``call``, without what is empty."""
    table: dict[str, Any] = {
        "join": call.join,
        "note": call.note,
        "meeting_id": call.meeting_id,
        "passcode": call.passcode,
        "find_number": call.find_number,
        "one_tap": [{"dial": tap.dial, "label": tap.label} for tap in call.one_tap],
        "dial_in": [{"number": one.number, "label": one.label} for one in call.dial_in],
    }
    return {key: value for key, value in table.items() if value}
