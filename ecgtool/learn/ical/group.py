"""Make groups of a calendar's series: one of each chain, or one of several chains that are its slots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, timedelta

from ecgtool.ical.reading import Event
from ecgtool.learn.draft import Draft, checked, duration_text, has_schedule_fault, unlike
from ecgtool.learn.ical.exceptions import by_rule, exceptions_of, many_skips
from ecgtool.learn.ical.identity import Identities
from ecgtool.learn.ical.slots import LearntSlot, can_be_told_apart, schedule_table, slot_names, take_holidays
from ecgtool.learn.ical.strands import Strand
from ecgtool.learn.ical.words import WordsReader, group_table
from ecgtool.schedule.planned import instant

Chain = Sequence[Strand]
_COMPARED = timedelta(days=3 * 366)
"""How far ahead chains are compared that may now and then begin at one instant."""


class GroupMaker:
    """Makes groups of chains of strands. ``singles`` are the extra meetings of each chain, by its id."""

    def __init__(
        self,
        identities: Identities,
        reader: WordsReader,
        chains: Iterable[Chain],
        singles: Mapping[int, Iterable[Event]],
        today: date,
    ) -> None:
        """Take all chains, also those that become no group, since a series may be in several."""
        self._identities = identities
        self._reader = reader
        self._singles = singles
        self._today = today
        self._by_series: dict[int, list[Strand]] = {}
        for strand in (strand for chain in chains for strand in chain):
            for series in strand.series:
                self._by_series.setdefault(id(series), []).append(strand)

    def drafts(self, chains: Sequence[Chain]) -> Iterator[Draft]:
        """Yield the groups in the order of their first chains.

        Chains of one name that can be slots make one group.
        """
        for together in self._together(chains):
            in_order = sorted(together, key=lambda chain: (chain[-1].last is not None, chain[0].identity.slot))
            whole = self._group(in_order)
            yield from [whole] if whole else (one for chain in together if (one := self._group([chain], alone=True)))

    def _together(self, chains: Sequence[Chain]) -> list[list[Chain]]:
        until = max([self._today, *(chain[-1].first for chain in chains)]) + _COMPARED
        starts = {id(chain): {start for strand in chain for start in strand.starts(until)} for chain in chains}
        groups: list[list[Chain]] = []
        alike: dict[str, list[list[Chain]]] = {}
        for chain in chains:
            same_name = alike.setdefault(chain[0].identity.group, [])
            for group in same_name:
                if self._identities.is_own or all(
                    self._reader.agree(chain[-1].event, other[-1].event)
                    and starts[id(chain)].isdisjoint(starts[id(other)])
                    for other in group
                ):
                    group.append(chain)
                    break
            else:
                groups.append([chain])
                same_name.append(groups[-1])
        return groups

    def _group(self, chains: Sequence[Chain], *, alone: bool = False) -> Draft | None:
        """Return the group with these slots, or None where a configuration refuses them together."""
        slots = [
            LearntSlot(name=name, chain=chain, exceptions=exceptions_of(chain, self._others(chain), self._today))
            for name, chain in zip(self._names(chains), chains, strict=True)
        ]
        told: list[str] = []
        holidays = take_holidays(slots)
        for slot in slots:
            told += self._with_singles(slot)
            told += [*slot.exceptions.told, *by_rule(slot.chain, self._today), *many_skips(slot.exceptions.skips)]
            told += _doubts(slot) if slot is not slots[0] else ()
        first = slots[0]
        event = first.chain[-1].event
        series = [one for chain in chains for strand in chain for one in strand.series]
        words = self._reader.words(event, [override for one in series for override in one.overrides])
        table = group_table(event, schedule_table(slots, holidays), words.tables)
        table["timezone"] = first.exceptions.zone.key
        if not alone and (uid := self._identities.lasting_uid(first.chain[0].identity)):
            table["ical"] = {"uid": uid}
        guesses = {"timezone": first.chain[0].event.zone_doubt} if first.chain[0].event.zone_doubt else {}
        guesses |= {} if event.has_length else {"schedule.duration": "since the event says no end"}
        guesses |= {"call.join": words.doubt} if words.doubt else {}
        draft = checked(Draft(table=table, guesses=guesses, unknown=tuple(dict.fromkeys(told))))
        is_whole = len(slots) == 1 or (can_be_told_apart(slots) and not has_schedule_fault(draft))
        return draft if is_whole else None

    def _others(self, chain: Chain) -> list[Strand]:
        """Return the strands of the same series that are in other chains."""
        of_same = [strand for one in chain for series in one.series for strand in self._by_series[id(series)]]
        return [strand for strand in of_same if not any(strand is own for own in chain)]

    def _with_singles(self, slot: LearntSlot) -> Iterator[str]:
        """Add the single events of a chain as extra meetings. Yield a word where one lasts shorter or longer."""
        zone, gaps = slot.exceptions.zone, set(slot.gap_days())
        for single in self._singles.get(id(slot.chain), ()):
            day = single.start.astimezone(zone).date()
            at = slot.hours(day, day).get(day)
            is_free = day not in slot.exceptions.moves and day not in gaps  # where no rule is in force
            if at and is_free and instant(day, at, zone) == single.start.astimezone(UTC):  # the rule's own, beside it
                slot.exceptions.skips.pop(day, None)
            else:
                slot.exceptions.extras.add(single.start.astimezone(UTC))
            if single.duration != slot.chain[-1].event.duration:
                lasting = duration_text(single.duration)
                yield f"the meeting on {day} lasts {lasting}, and no key says that of one meeting"

    def _names(self, chains: Sequence[Chain]) -> list[str]:
        given = [self._identities.slot_name(chain[0].series[0]) for chain in chains]
        if len(chains) == 1:
            return given
        apart = slot_names(chains)
        if not self._identities.is_own:
            return apart
        return unlike([given[0], *(own or other for own, other in zip(given[1:], apart[1:], strict=True))])


def _doubts(slot: LearntSlot) -> Iterator[str]:
    event = slot.chain[-1].event
    if event.zone_doubt:
        yield f"the clock of the slot “{slot.name}” is {event.zone.key} {event.zone_doubt}"
    if not event.has_length:
        yield f"the slot “{slot.name}” lasts {duration_text(event.duration)} since its event says no end"
