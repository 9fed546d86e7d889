"""Join days with the hours for odd and even weeks or months that stand apart from them."""

from dataclasses import replace

from ecgtool.learn.text.found import Found, Survey


def join_sorts_of_weeks(result: Survey) -> None:
    """Make meetings of days and the hours for odd and even weeks that stand below them, or in the next sentence."""
    days = [said for said in result.loose if any(part.days and not part.hours for part in said.clause.parts)]
    hours = [said for said in result.loose if said.clause.terms.parity and all(p.hours for p in said.clause.parts)]
    for said in hours:
        here = [one for one in result.meetings if one.said[0].passage is said.passage and one.terms.parity]
        if len(here) == 1 and here[0].terms.parity != said.clause.terms.parity and len(said.clause.parts) == 1:
            result.meetings.append(Found(days=here[0].days, hours=said.clause.parts[0].hours))
            result.meetings[-1].take(said)
            result.loose.remove(said)
    if result.meetings or len(days) != 1 or len({said.clause.terms.parity for said in hours}) < 2:
        return
    for said in hours:
        one = Found(days=days[0].clause.parts[0].days, hours=said.clause.parts[0].hours)
        one.take(said)
        one.take(days[0])
        result.meetings.append(one)
    result.loose = [said for said in result.loose if said is not days[0] and said not in hours]


def join_sorts_of_months(result: Survey) -> None:
    """Make meetings of monthly days and a clause with an hour for each sort of months: "odd months at 9:00, ..."."""
    for said in list(result.loose):
        hours = [hour for part in said.clause.parts for hour in part.hours]
        months = [token.value for token in said.clause.tokens if token.kind == "months"]
        here = [one for one in result.loose if one.passage.section == said.passage.section and one is not said]
        days = [part.days for one in here for part in one.clause.parts]
        if len(months) < 2 or len(hours) != len(months) or len(days) != 1 or not days[0]:
            continue
        (rule,) = (one for one in here if one.clause.parts)
        for hour, own in zip(hours, months, strict=True):
            one = Found(days=replace(days[0], months=own), hours=(hour,))
            one.take(said)
            one.take(rule)
            one.terms = replace(one.terms, interval="", interval_doubt="")
            result.meetings.append(one)
        result.loose = [one for one in result.loose if one not in {said, rule}]
