"""A case that shows what no test has shown yet, found by changing one that is there a little.

The way is that of search-based testing: what a trial compared says how far it is from the aim; one value at
a time is moved by a small step to see whether the comparison follows, and then by as much as is
missing.  Where no value has an order, those that the policies themselves name are tried.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from clausewise.engine import zone_of
from clausewise.testing.cases import Case
from clausewise.testing.suggesting.aims import UNSEEN, Aim, Measure
from clausewise.testing.suggesting.beginnings import plain_value, with_event
from clausewise.testing.suggesting.trials import Trial, Trials
from clausewise.testing.suggesting.variations import (
    GRAINS,
    PROBES,
    Leaf,
    Section,
    day_of,
    kind_of,
    leaves_of,
    moved,
    repeated,
    with_value,
    without,
)
from clausewise.values.number import DECIMAL128, Decimal
from clausewise.values.temporal import Date, DateTime, Time

MOST_TRIALS = 150
"""Of one item, before it is said that no case was found; shortening what was found not counted."""

_DAY = Date.of(2024, 6, 3)
_DATES = ("date", "at")
_FARTHEST = Decimal("1e24")
_DEEPEST = 3
_MOST_SEEDS = 2
_MOST_REPEATS = 10


@frozen
class Found:
    trial: Trial
    measure: Measure


def search(aim: Aim, seeds: Sequence[Case], most: int = MOST_TRIALS) -> Found | None:
    """The best case within `most` trials: one that stands as near the bound as can be, or else any
    that exercises the item.  None where there is none.  The same seeds give the same case."""
    trials = Trials(aim.plan, most)
    best: Found | None = None
    for case in seeds:
        trial = trials.of(case)
        if trial is None:
            continue
        seed = _trimmed(aim, trials, Found(trial, aim.measure(trial)))
        found = _from(aim, trials, seed)
        best = _better(best, found)
        if best.measure.exact:
            break
    if best is None or not best.measure.shown:
        return None
    return _clearer(aim, trials, best)


class Seeds:
    """The cases that a search may begin with, as the whole handbook answers them."""

    def __init__(self, trials: Iterable[Trial]) -> None:
        self._trials = list(trials)
        self._asked: dict[tuple[str, ...], list[tuple[Rank, Case]]] = {}

    def add(self, trial: Trial) -> None:
        """A case that was found for one item may be near another."""
        self._trials.append(trial)

    def nearest(self, aim: Aim) -> list[Case]:
        """The few that come nearest: by what was seen of the item, or by how far the rules came."""
        seen = [(one.rank, trial.case) for trial in self._trials if (one := aim.seen(trial))]
        if seen:
            return _first(seen)
        asked = self._asked.setdefault(tuple(rule.id for rule in aim.rules), [])
        new = self._trials[len(asked) :]
        trials = Trials(aim.plan, len(new))
        for trial in new:
            again = trials.of(trial.case)
            rank = (_FARTHEST,) if again is None else aim.asked(again).rank
            asked.append((rank, trial.case))
        return _first(asked)


Rank = tuple[Decimal, ...]


def _first(ranked: Iterable[tuple[Rank, Case]]) -> list[Case]:
    return [case for _, case in sorted(ranked, key=lambda one: one[0])[:_MOST_SEEDS]]


def _measured(aim: Aim, trials: Trials, case: Case, than: Measure) -> Found | None:
    """A case beside one of that measure; one of which less is seen is no better, and not looked at
    further."""
    trial = trials.of(case)
    if trial is None:
        return None
    measure = aim.seen(trial) if than.rank < UNSEEN else aim.measure(trial)
    return None if measure is None else Found(trial, measure)


def _trimmed(aim: Aim, trials: Trials, seed: Found) -> Found:
    """The seed without the rows that bring it no nearer, so that fewer values are left to try."""
    best = seed
    sections: tuple[Section, ...] = ("events", "employees")
    for section in sections:
        for row in reversed(range(len(getattr(seed.trial.case, section)))):
            less = without(best.trial.case, section, row)
            found = _measured(aim, trials, less, best.measure)
            if found is not None and found.measure.rank <= best.measure.rank:
                best = found
    return best


def _from(aim: Aim, trials: Trials, seed: Found) -> Found:
    """The nearest that a few changes come to, each better than the one before."""
    best = seed
    for _ in range(_DEEPEST):
        if best.measure.exact:
            break
        nearer = _nearer(aim, trials, best)
        if nearer is None:
            break
        best = nearer
    return best


def _nearer(aim: Aim, trials: Trials, seed: Found) -> Found | None:
    best: Found | None = None
    for found in _guided(aim, trials, seed):
        if found.measure.exact:
            return found
        best = _better(best, found)
    if best is not None and best.measure.rank < seed.measure.rank:
        return best
    for case in _other(aim, seed):
        tried = _measured(aim, trials, case, seed.measure)
        if tried is None:
            if trials.left <= 0:
                break
            continue
        if tried.measure.exact:
            return tried
        best = _better(best, tried)
    return best if best is not None and best.measure.rank < seed.measure.rank else None


def _better(best: Found | None, found: Found) -> Found:
    return found if best is None or found.measure.rank < best.measure.rank else best


def _clearer(aim: Aim, trials: Trials, found: Found) -> Found:
    """The same with values for what was missing, where nothing can be decided without them."""
    best = found
    for leaf in _leaves(aim, found.trial.case, near_only=False):
        if not _unknown(best.trial):
            break
        if leaf.value is None:
            for value in _values(leaf, best):
                tried = _measured(
                    aim, trials, with_value(best.trial.case, leaf, value), best.measure
                )
                if (
                    tried is not None
                    and tried.measure.rank <= best.measure.rank
                    and _unknown(tried.trial) < _unknown(best.trial)
                ):
                    best = tried
                    break
    return best


def _unknown(trial: Trial) -> int:
    return sum(len(one.missing) for one in trial.answer.findings if one.status == "undetermined")


# -- values that have an order -----------------------------------------------------------------------------


def _guided(aim: Aim, trials: Trials, seed: Found) -> Iterator[Found]:
    """Each value moved by as much as the comparison lacks, where it follows the value at all."""
    if seed.measure.off is None:
        return
    for leaf in _leaves(aim, seed.trial.case, near_only=True):
        if leaf.value.__class__ in PROBES:
            for found in _along(aim, trials, seed, leaf):
                yield found
                if found.measure.exact:
                    return


_Point = tuple[Decimal, Decimal | None]
"""How far a value was moved, and what was still missing then."""


def _along(aim: Aim, trials: Trials, seed: Found, leaf: Leaf) -> Iterator[Found]:
    """First just as much as is missing, where the value is of the kind compared; then as the
    comparison is seen to follow."""
    off, stand = seed.measure.off, seed.measure.stand
    if off is not None and stand is not None and leaf.value.__class__ is stand.value.__class__:
        for by in (off, -off):
            found = _moved(aim, trials, seed, leaf, by)
            if found is not None:
                yield found
    yield from _as_it_follows(aim, trials, seed, leaf)


def _as_it_follows(aim: Aim, trials: Trials, seed: Found, leaf: Leaf) -> Iterator[Found]:
    """By the share of a probe that was followed, as on a straight line; again where it is none."""
    here: _Point = (Decimal(0), seed.measure.off)
    for probe in PROBES[leaf.value.__class__]:
        found = _moved(aim, trials, seed, leaf, probe)
        if found is None or found.measure.off in (None, seed.measure.off):
            continue
        yield found
        there: _Point = (probe, found.measure.off)
        for grain in GRAINS[leaf.value.__class__]:
            by = _crossing(here, there, grain)
            further = None if by is None else _moved(aim, trials, seed, leaf, by)
            if by is None or further is None:
                return
            yield further
            here, there = there, (by, further.measure.off)
        return


def _crossing(here: _Point, there: _Point, grain: Decimal) -> Decimal | None:
    """The move with which nothing is missing on the line through two points, to whole grains; None
    where there is none within reason."""
    (one, off_here), (other, off_there) = here, there
    if off_here is None or off_there is None or off_here == off_there:
        return None
    slope = DECIMAL128.divide(other - one, off_here - off_there)
    by = DECIMAL128.add(other, DECIMAL128.multiply(slope, off_there))
    if not by.is_finite() or abs(by) > _FARTHEST:
        return None
    return (by / grain).to_integral_value() * grain


def _moved(aim: Aim, trials: Trials, seed: Found, leaf: Leaf, by: Decimal) -> Found | None:
    value = moved(leaf.value, by) if by else None
    if value is None or (not _is_written(value) and _is_written(leaf.value)):
        return None
    return _measured(aim, trials, with_value(seed.trial.case, leaf, value), seed.measure)


# -- everything else --------------------------------------------------------------------------------------


def _other(aim: Aim, seed: Found) -> Iterator[Case]:
    """Values that the rules name or that a field may have; events that happen again, or do not."""
    case = seed.trial.case
    yield from _again(aim, seed)
    if seed.measure.off is None:
        yield from _more_kinds(aim, case)
    near = _leaves(aim, case, near_only=True)
    further = [leaf for leaf in _leaves(aim, case, near_only=False) if leaf not in near]
    for leaves in (near, further):
        yield from (with_value(case, leaf, None) for leaf in leaves if leaf.value is not None)
        for leaf in leaves:
            yield from (with_value(case, leaf, value) for value in _values(leaf, seed))
    for row in range(len(case.events)):
        yield without(case, "events", row)
    for again in _again(aim, seed):
        # One more that differs from the one before, such as two orders that do not agree.
        added = [leaf for leaf in _leaves(aim, again, near_only=True) if _is_new(leaf, case)]
        for leaf in added:
            yield from (with_value(again, leaf, value) for value in _values(leaf, seed))


def _is_new(leaf: Leaf, case: Case) -> bool:
    return leaf.section == "events" and leaf.row >= len(case.events)


def _more_kinds(aim: Aim, case: Case) -> Iterator[Case]:
    """A plain event of a kind that the rules read and the case lacks, on a day of the case."""
    vocabulary = aim.plan.vocabulary
    there = {kind_of(cells, vocabulary) for _, cells in case.events}
    days = dict.fromkeys(day for _, cells in case.events if (day := day_of(cells)) is not None)
    kinds = [kind for rule in aim.rules for kind in sorted(rule.kinds_read)]
    for kind in dict.fromkeys(kinds):
        if kind in vocabulary.events and kind not in there:
            for day in days:
                yield with_event(case, vocabulary.events[kind], day)


def _again(aim: Aim, seed: Found) -> Iterator[Case]:
    """As many more as a count lacks, or one, on the days after or on the same day."""
    case = seed.trial.case
    off = seed.measure.off or Decimal(1)
    count = int(off) if off == off.to_integral_value() and 1 <= off <= _MOST_REPEATS else 1
    vocabulary = aim.plan.vocabulary
    read = {kind for rule in aim.plan.rules for kind in rule.kinds_read}
    for row, (_, cells) in enumerate(case.events):
        if kind_of(cells, vocabulary) in read:
            for days_apart in (1, 0, -1):
                yield repeated(case, row, count, days_apart)


def _values(leaf: Leaf, seed: Found) -> Iterator[object]:
    """Other values for a leaf, likely ones first, each once."""
    seen: list[object] = [leaf.value]
    for value in _likely(leaf, seed):
        if value not in seen:
            seen.append(value)
            yield value


def _likely(leaf: Leaf, seed: Found) -> Iterator[object]:
    kind = leaf.type.name
    if kind == "boolean":
        yield from (True, False)
        return
    if leaf.type.one_of is not None:
        yield from leaf.type.one_of
        return
    yield plain_value(leaf.type, leaf.day or _DAY)
    for value in _compared(seed.trial):
        fitted = _FITTED.get(kind, _as_it_is)(value, leaf)
        if fitted is not None:
            yield fitted
            for by in PROBES.get(fitted.__class__, ())[:2]:
                beside = moved(fitted, by)
                if beside is not None and _is_written(beside):
                    yield beside


def _is_written(value: object) -> bool:
    """Nobody writes a negative number where none is."""
    return not isinstance(value, Decimal) or value >= 0


def _compared(trial: Trial) -> Iterable[object]:
    """The values that comparisons saw in a trial, in the order of the policies."""
    found: list[object] = []
    for key in sorted(trial.sighting.stands, key=str):
        for stand in trial.sighting.stands[key]:
            for side in (stand.limit, stand.value):
                found += side if isinstance(side, tuple) else (side,)
    return dict.fromkeys(found)


def _as_it_is(value: object, leaf: Leaf) -> object:
    wanted = _CLASSES.get(leaf.type.name)
    return value if value.__class__ is wanted else None


def _as_time(value: object, _: Leaf) -> object:
    return value.time if isinstance(value, DateTime) else value if isinstance(value, Time) else None


def _as_date(value: object, _: Leaf) -> object:
    return value.date if isinstance(value, DateTime) else value if isinstance(value, Date) else None


def _as_moment(value: object, leaf: Leaf) -> object:
    match value:
        case DateTime():
            return value
        case Time() if isinstance(leaf.value, DateTime):
            return DateTime.of(leaf.value.date, value)
        case Time() if leaf.day is not None:
            return DateTime.of(leaf.day, value)
        case Date() if isinstance(leaf.value, DateTime):
            return DateTime.of(value, leaf.value.time)
    return None


_CLASSES = {"number": Decimal, "string": str}
_FITTED = {"time": _as_time, "date": _as_date, "date and time": _as_moment}


def _leaves(aim: Aim, case: Case, *, near_only: bool) -> list[Leaf]:
    """The values that the item reads, first those that are there; dates of facts come last."""
    words = aim.near_words() if near_only else aim.words()
    found = [
        leaf
        for leaf in leaves_of(case, aim.plan.vocabulary, zone_of([aim.plan]))
        if leaf.field in words or leaf.name in _DATES
    ]
    return sorted(found, key=lambda leaf: (leaf.name in _DATES, leaf.value is None))
