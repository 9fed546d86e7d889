"""Trees of values such as TOML gives, of the right shape here and of the wrong one there."""

from datetime import UTC, date

from hypothesis import strategies as st

from ecgtool.config.kinds import Kind, ListOf, Named, OneOf, Table

WORDS = (
    "week", "2 weeks", "month", "year", "day", "999 years", "Monday", "first Monday", "last Friday", "08:00", "1h",
    "UTC", "Europe/Berlin", "Pacific/Apia", "US", "https://example.org/", "page", "config", "heading", "Next: {date}",
    "FREQ=WEEKLY;BYDAY=MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=MONTHLY;INTERVAL=999;BYDAY=5MO",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU;WKST=SU", "FREQ=DAILY;COUNT=3",
)  # fmt: skip
_words = st.sampled_from(WORDS)
_dates = st.one_of(st.dates(), st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.datetimes())
_wrong = st.one_of(
    st.none(), st.text(max_size=4), st.integers(), st.booleans(), st.floats(), _dates, st.times(),
    st.datetimes(timezones=st.just(UTC)), st.lists(_words, max_size=2), st.dictionaries(_words, _words, max_size=2),
).filter(lambda value: value is not None)  # fmt: skip
_schedules = st.fixed_dictionaries(
    {
        "every": st.sampled_from(["day", "week", "2 weeks", "month", "year"]),
        "at": st.sampled_from(["00:00", "23:59"]),
    },
    optional={"on": st.sampled_from(["Monday", "first Monday", 15, 31]), "start": st.dates(), "until": st.dates()},
)


def trees(kind: Kind) -> st.SearchStrategy[object]:
    """Values of ``kind``, now and then with one of another kind among them."""
    match kind:
        case Table() if "rrule" in kind.keys and "skip" in kind.keys:
            return st.builds(lambda rule, rest: rest | rule, _schedules, _table(kind)) | _schedules
        case Table():
            return _table(kind)
        case Named():
            return st.dictionaries(st.sampled_from(["g", "h", ""]), trees(kind.member), max_size=2)
        case ListOf():
            return st.lists(trees(kind.member), max_size=3)
        case OneOf():
            return st.one_of([trees(member) for _, member in kind.by_type])
    return st.one_of(_dates, _wrong) if "date" in kind.expected else st.one_of(_words, _words, _wrong)


def _table(kind: Table) -> st.SearchStrategy[dict[str, object]]:
    members = {name: st.one_of(trees(key.kind), trees(key.kind), _wrong) for name, key in kind.keys.items()}
    required = {name: trees(key.kind) for name, key in kind.keys.items() if key.required}
    others = {name: member for name, member in members.items() if name not in required} | {"unknown": _wrong}
    return st.fixed_dictionaries(required, optional=others) | st.fixed_dictionaries({}, optional=members)
