"""Groups of two to four slots in zones with awkward clocks, and the files that say them."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from tests.day_by_day import Plan, Slots, slot_days
from tests.plans import FIRST, LAST, changed, clock_times, rule_lines, rules, zones

SPAN = timedelta(days=400)


@st.composite
def slots_of_their_own(draw: st.DrawFn) -> Slots:
    """Two to four slots, each with a rule, a zone and a start of its own, and perhaps a change."""
    plans = []
    for _ in range(draw(st.integers(2, 4))):
        start = draw(st.one_of(st.dates(FIRST, date(2029, 12, 31)), st.none()))
        plan = Plan(draw(zones), draw(rules(start)), start)
        if draw(st.booleans()):
            since = draw(st.dates((start or FIRST) + timedelta(days=1), LAST))
            plan = plan._replace(changes=((since, draw(changed(plan.rule, since))),))
        plans.append(plan)
    first = draw(st.sampled_from([None, "EMEA"]))
    return Slots(tuple(plans), (first, *(f"slot {place}" for place in range(1, len(plans)))))


@st.composite
def slots_in_turn(draw: st.DrawFn) -> Slots:
    """Two to four hours among which the dates of one rule are dealt out; those of the last hour may change."""
    start, zone = draw(st.dates(FIRST, date(2029, 12, 31))), draw(zones)
    rule = draw(rules(start))
    hours = draw(st.lists(clock_times, min_size=2, max_size=4, unique=True))
    plans = [Plan(zone, rule._replace(at=at), start) for at in hours]
    if draw(st.booleans()):
        since = draw(st.dates(start + timedelta(days=1), LAST))
        plans[-1] = plans[-1]._replace(changes=((since, plans[-1].rule._replace(at=draw(clock_times), minutes=45)),))
    return Slots(tuple(plans), tuple(f"{at:%H:%M}" for at in hours), in_turn=True)


@st.composite
def slots(draw: st.DrawFn) -> Slots:
    """Slots of either sort, with exceptions: of single meetings by their hour, of whole days, and meetings more."""
    plain = draw(st.one_of(slots_of_their_own(), slots_in_turn()))
    middle = draw(st.dates(max(plan.start or FIRST for plan in plain.plans), LAST))
    days = slot_days(plain, middle - SPAN / 2, middle + SPAN / 2)
    meetings = sorted({(day, plain.plans[place].rule_on(day).at) for place, day in days})
    if not meetings:
        return plain
    chosen = draw(st.lists(st.sampled_from(meetings), max_size=5, unique=True))
    moved = [one for one in chosen[1::2] if _is_one(plain, days, one)]
    near = st.integers(-40, 40).map(timedelta)
    breaks = draw(st.lists(st.tuples(st.sampled_from(meetings), st.integers(1, 60)), max_size=1))
    extras = st.lists(st.builds(datetime.combine, st.just(middle), clock_times), max_size=2, unique=True)
    whole_days = list(dict.fromkeys(day for day, _ in chosen[::2]))
    by_hour = draw(st.booleans())
    off = [(day, day, at) for day, at in chosen[::2]] if by_hour else [(d, d, None) for d in whole_days]
    free = [one for one in moved if by_hour or one[0] not in whole_days]
    return plain._replace(
        skips=(*off, *((day, day + timedelta(days=length), None) for (day, _), length in breaks)),
        moves=tuple((day, at, day + draw(near), draw(st.one_of(st.none(), clock_times))) for day, at in free),
        extras=tuple(draw(extras)),
    )


def instants_near(slots: Slots) -> st.SearchStrategy[datetime]:
    """Instants about the first exception, or about the start."""
    near = next((first for first, _, _ in slots.skips), slots.plans[0].start or date(2020, 1, 1))
    moment = datetime.combine(near, time(), UTC)
    return st.timedeltas(-timedelta(days=60), timedelta(days=60)).map(lambda away: moment + away)


def as_file(slots: Slots) -> str:
    """The file that says them."""
    first, *others = slots.plans
    lines = [f'[groups.g]\ntimezone = "{first.zone.key}"\n[groups.g.schedule]']
    hours = ", ".join(f'"{plan.rule.at:%H:%M}"' for plan in slots.plans)
    lines += [
        f"at = [{hours}]" if slots.in_turn and line.startswith("at =") else line for line in rule_lines(first.rule)
    ]
    lines += [f"start = {first.start}"] if first.start else []
    lines += [f'name = "{slots.names[0]}"'] if slots.names[0] and not slots.in_turn else []
    for plan, name in zip(others, slots.names[1:], strict=True) if not slots.in_turn else ():
        lines += ["[[groups.g.schedule.slot]]", f'name = "{name}"', f'timezone = "{plan.zone.key}"']
        lines += [*rule_lines(plan.rule), *([f"start = {plan.start}"] if plan.start else [])]
    for plan, name in zip(slots.plans, slots.names, strict=True):
        for since, rule in plan.changes:
            same = set(rule_lines(plan.rule)) if rule.anchor == plan.rule.anchor else set()
            lines += ["[[groups.g.schedule.change]]", f'slot = "{name}"' if name else "", f"from = {since}"]
            lines += [line for line in rule_lines(rule) if line not in same]
    for since, until, at in slots.skips:
        lines += ["[[groups.g.schedule.skip]]"]
        lines += [f"date = {_day(since, at)}" if since == until else f"from = {since}\nto = {until}"]
    for day, at, to, to_at in slots.moves:
        lines += ["[[groups.g.schedule.move]]", f"date = {_day(day, at)}", f"to = {_day(to, to_at)}"]
    for local in slots.extras:
        lines += ["[[groups.g.schedule.extra]]", f"at = {local:%Y-%m-%dT%H:%M}"]
    return "\n".join(lines)


def _day(day: date, at: time | None) -> str:
    return f"{day}T{at:%H:%M}" if at else str(day)


def _is_one(slots: Slots, days: list[tuple[int, date]], asked: tuple[date, time]) -> bool:
    found = [day for place, day in days if (day, slots.plans[place].rule_on(day).at) == asked]
    return len(found) == 1
