"""Plans of every form that the file can say, in zones with awkward clocks, and the files that say them."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from re import fullmatch
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from ecgtool.config.build import Surroundings, groups_in
from ecgtool.config.kinds import Faults
from ecgtool.config.sources import parse_toml
from ecgtool.group import Group
from tests.day_by_day import MONTH_ORDINALS, WEEKDAYS, Plan, Rule, rule_days

ZONES = (
    "America/Los_Angeles", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "America/Santiago",
    "Europe/Berlin", "Europe/Dublin", "Africa/Casablanca", "Africa/Cairo", "Asia/Tokyo", "Asia/Kathmandu",
    "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham", "Antarctica/Troll", "Asia/Gaza",
    "America/Havana", "Pacific/Kiritimati", "UTC",
)  # fmt: skip
FIRST, LAST = date(2008, 1, 1), date(2032, 12, 31)
zones = st.sampled_from(ZONES).map(ZoneInfo)
"""Los Angeles and eleven zones more whose clocks do what others' do not: half an hour, a whole day, at midnight."""
clock_times = st.one_of(
    st.sampled_from([time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(3, 15), time(8), time(23, 59)]),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
_lengths = st.sampled_from([30, 60, 90, 1440, 3000])
_weekday_lists = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True).map(tuple)
_ordinal = st.builds(
    lambda places, weekday: f"{' and '.join(places)} {weekday}",
    st.lists(st.sampled_from([*MONTH_ORDINALS, "last"]), min_size=1, max_size=2, unique=True),
    st.sampled_from(WEEKDAYS),
)
_month_days = st.lists(st.one_of(st.integers(28, 31), st.integers(1, 31)), min_size=1, max_size=2, unique=True)
_in_month = st.one_of(st.lists(_ordinal, min_size=1, max_size=2, unique=True).map(tuple), _month_days.map(tuple))


@st.composite
def rules(draw: st.DrawFn, anchor: date | None) -> Rule:
    """A rule in any of the forms of ``every`` and ``on``; only with an anchor is anything taken from it."""
    unit = draw(st.sampled_from(["day", "week", "month", "year"] if anchor else ["day", "week", "month"]))
    count = draw(st.integers(1, 6)) if anchor else 1
    on: st.SearchStrategy[tuple[str | int, ...]] = _weekday_lists if unit in {"day", "week"} else _in_month
    if anchor or unit == "day":
        on = st.one_of(on, st.just(()))
    return possible(Rule(count, unit, draw(on), draw(clock_times), draw(_lengths), anchor))


def possible(rule: Rule) -> Rule:
    """``rule``, unless it is of a day that its month never has, which is a fault of a file."""
    if rule.unit == "year" and rule.anchor:
        years = range(rule.anchor.year, rule.anchor.year + 50 * rule.interval, rule.interval)  # perhaps no leap year
        last = max(monthrange(year, rule.anchor.month)[1] for year in years)
        least = [on if isinstance(on, int) else 29 if fullmatch(r"fifth \w+", on) else 1 for on in rule.on]
        assume(min(least, default=1) <= last)
    return rule


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan with exceptions of every kind, each on a date where it may stand."""
    start = draw(st.one_of(st.dates(FIRST, date(2029, 12, 31)), st.none()))
    until = draw(st.one_of(st.none(), st.dates(start or FIRST, LAST)))
    plan = Plan(draw(zones), draw(rules(start)), start, until)
    if draw(st.booleans()):
        since = draw(st.dates((start or FIRST) + timedelta(days=1), LAST))
        assume(since <= (until or LAST))
        plan = plan._replace(changes=((since, draw(changed(plan.rule, since))),))
    middle = draw(st.dates(start or FIRST, LAST))
    days = list(rule_days(plan, middle - timedelta(days=200), middle + timedelta(days=200)))
    return draw(exceptions(plan, days)) if days else plan


@st.composite
def changed(draw: st.DrawFn, rule: Rule, since: date) -> Rule:
    """Another rule from ``since`` on: all of it, counted from then, or some of it, with the rest as it was."""
    if draw(st.booleans()):
        another = draw(rules(since))
        assume(another.on)
        return another
    on = draw(_weekday_lists) if rule.unit in {"day", "week"} else draw(_in_month)
    kept_or_new = draw(st.sampled_from([rule.on, on]))
    return possible(rule._replace(on=kept_or_new, at=draw(clock_times), minutes=draw(_lengths)))


@st.composite
def exceptions(draw: st.DrawFn, plan: Plan, days: list[date]) -> Plan:
    """``plan`` with skips, moves and extras about ``days`` of its rule."""
    chosen = draw(st.lists(st.sampled_from(days), max_size=6, unique=True))
    skipped, moved = chosen[::2], chosen[1::2]
    breaks = draw(st.lists(st.tuples(st.sampled_from(days), st.integers(1, 60)), max_size=2))
    near = st.integers(-40, 40).map(timedelta)
    moves = [(day, day + draw(near), draw(st.one_of(st.none(), clock_times))) for day in moved]
    extras = draw(st.lists(st.builds(datetime.combine, st.sampled_from(days), clock_times), max_size=2, unique=True))
    return plan._replace(
        skips=(*((d, d) for d in skipped), *((d, d + timedelta(days=length)) for d, length in breaks)),
        moves=tuple(moves),
        extras=tuple(extras),
    )


def instants(plan: Plan) -> st.SearchStrategy[datetime]:
    """Any instant, and those at which a meeting of the rule begins or ends."""
    somewhere = st.datetimes(datetime(2009, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
    return somewhere.flatmap(lambda moment: st.sampled_from([moment, *_edges(plan, moment.date())]))


def _edges(plan: Plan, day: date) -> list[datetime]:
    found = next(iter(rule_days(plan, day, day + timedelta(days=100))), None)
    return [plan.begin(found), plan.begin(found) + plan.length(found)] if found else []


def group_of(text: str) -> Group:
    """The one group of a file in which there is no fault."""
    faults = Faults()
    groups = groups_in(parse_toml(text), Surroundings(Path(), {}), faults)
    assert not faults.found, [str(fault) for fault in faults.found]
    (group,) = groups.values()
    return group


def as_file(plan: Plan) -> str:
    """The file that says ``plan``."""
    lines = [f'[groups.g]\ntimezone = "{plan.zone.key}"\n[groups.g.schedule]', *rule_lines(plan.rule)]
    lines += [f"{name} = {day}" for name, day in (("start", plan.start), ("until", plan.until)) if day]
    for first, last in plan.skips:
        lines += [
            "[[groups.g.schedule.skip]]",
            f"date = {first}" if first == last else f"from = {first}\nto = {last}",
        ]
    for day, to, at in plan.moves:
        lines += ["[[groups.g.schedule.move]]", f"date = {day}", f"to = {to}" + (f"T{at:%H:%M}" if at else "")]
    for local in plan.extras:
        lines += ["[[groups.g.schedule.extra]]", f"at = {local:%Y-%m-%dT%H:%M}"]
    for since, rule in plan.changes:
        same = set(rule_lines(plan.rule)) if rule.anchor == plan.rule.anchor else set()
        named = [line for line in rule_lines(rule) if line not in same]
        lines += ["[[groups.g.schedule.change]]", f"from = {since}", *named]
    return "\n".join(lines)


def rule_lines(rule: Rule) -> list[str]:
    """The lines that say a rule."""
    every = rule.unit if rule.interval == 1 else f"{rule.interval} {rule.unit}s"
    members = [f'"{on}"' if isinstance(on, str) else str(on) for on in rule.on]
    on = members[0] if len(members) == 1 else f"[{', '.join(members)}]"
    return [
        f'every = "{every}"',
        f"on = {on}" if members else "",
        f'at = "{rule.at:%H:%M}"',
        f'duration = "{rule.minutes}m"',
    ]
