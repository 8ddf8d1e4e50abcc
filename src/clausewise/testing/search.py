"""A case that shows what no test has shown yet, found by changing one that is there a little.

The way is that of search-based testing: what a trial compared says how far it is from the aim; one value at
a time is moved by a small step to see whether the comparison follows, and then by as much as is
missing.  Where no value has an order, those that the policies themselves name are tried.
"""

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from clausewise.engine import zone_of
from clausewise.testing.aims import UNSEEN, Aim, Measure
from clausewise.testing.beginnings import with_event
from clausewise.testing.cases import Case
from clausewise.testing.thresholds import position_of
from clausewise.testing.trials import Trial, Trials
from clausewise.testing.variations import (
    GRAINS,
    PROBES,
    Leaf,
    Section,
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

_DATES = ("date", "at")
_DAY_LENGTH = len("2024-06-03")
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
    return best if best is not None and best.measure.shown else None


class Seeds:
    """The cases that a search may begin with, as the whole handbook answers them."""

    def __init__(self, trials: Sequence[Trial]) -> None:
        self._trials = trials
        self._by_rules: dict[tuple[str, ...], list[Case]] = {}

    def nearest(self, aim: Aim) -> list[Case]:
        """The few that come nearest: by what was seen of the item, or by how far the rules came."""
        seen = [(one.rank, trial.case) for trial in self._trials if (one := aim.seen(trial))]
        if seen:
            return _first(seen)
        rules = tuple(rule.id for rule in aim.rules)
        if rules not in self._by_rules:
            trials = Trials(aim.plan, len(self._trials))
            asked = [found for trial in self._trials if (found := trials.of(trial.case))]
            self._by_rules[rules] = _first((aim.measure(one).rank, one.case) for one in asked)
        return self._by_rules[rules]


def _first(ranked: Iterable[tuple[tuple[Decimal, ...], Case]]) -> list[Case]:
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


def _along(aim: Aim, trials: Trials, seed: Found, leaf: Leaf) -> Iterator[Found]:
    """First what just as much as is missing would do, on the same scale; then by trying how much
    of a step of this value the comparison follows."""
    off = seed.measure.off
    stand = seed.measure.stand
    assert off is not None
    if stand is not None and leaf.value.__class__ is stand.value.__class__:
        for by in (off, -off):
            found = _moved(aim, trials, seed, leaf, by)
            if found is not None:
                yield found
                if found.measure.exact:
                    return
    for probe in PROBES[leaf.value.__class__]:
        found = _moved(aim, trials, seed, leaf, probe)
        if found is None or found.measure.off is None or found.measure.off == off:
            continue
        yield found
        # By the share of the probe that was followed, twice: what is rounded comes near, then there.
        here = Decimal(0), off
        there = probe, found.measure.off
        for _ in range(2):
            if there[1] == here[1]:
                return
            slope = DECIMAL128.divide(there[0] - here[0], here[1] - there[1])
            target = there[0] + DECIMAL128.multiply(slope, there[1])
            by = _grained(leaf, target)
            further = _moved(aim, trials, seed, leaf, by)
            if further is None or further.measure.off is None:
                return
            yield further
            if further.measure.exact:
                return
            here, there = there, (by, further.measure.off)
        return


def _grained(leaf: Leaf, by: Decimal) -> Decimal:
    grain = GRAINS[leaf.value.__class__]
    if not by.is_finite() or abs(by) > Decimal("1e24"):
        return Decimal(0)
    return (by / grain).to_integral_value() * grain


def _moved(aim: Aim, trials: Trials, seed: Found, leaf: Leaf, by: Decimal) -> Found | None:
    value = moved(leaf.value, by) if by else None
    if value is None or (isinstance(value, Decimal) and value < 0 <= leaf.value):
        # Nobody writes a negative number where none is.
        return None
    return _measured(aim, trials, with_value(seed.trial.case, leaf, value), seed.measure)


# -- everything else --------------------------------------------------------------------------------------


def _other(aim: Aim, seed: Found) -> Iterator[Case]:
    """Values that the rules name or that a field may have; events that happen again, or do not."""
    case = seed.trial.case
    yield from _again(aim, seed)
    if seed.measure.rank >= UNSEEN:
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
    days = dict.fromkeys(
        cells[name] for _, cells in case.events for name in _DATES if name in cells
    )
    kinds = [kind for rule in aim.rules for kind in sorted(rule.kinds_read)]
    for kind in dict.fromkeys(kinds):
        if kind in vocabulary.events and kind not in there:
            for day in days:
                yield with_event(case, vocabulary.events[kind], str(day)[:_DAY_LENGTH])


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
    for value in _compared(seed.trial):
        fitted = _FITTED.get(kind, _as_it_is)(value, leaf)
        if fitted is not None:
            yield fitted
            grain = GRAINS.get(fitted.__class__)
            if grain is not None and position_of(fitted) is not None:
                for by in (grain, -grain):
                    yield from (one for one in (moved(fitted, by),) if one is not None)
    if kind == "string":
        yield "other"


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
        if leaf.field in words or leaf.name in ("date", "at")
    ]
    return sorted(found, key=lambda leaf: (leaf.name in ("date", "at"), leaf.value is None))
