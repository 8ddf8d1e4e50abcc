"""A case tried: what the policies answer to it, and what was seen on the way."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, field, frozen

from clausewise.engine import evaluate, inquests
from clausewise.feel.core import Core, Name, Path, children, names_in
from clausewise.model.ruling import Answer
from clausewise.plan.plan import Plan, RulePlan
from clausewise.plan.trace import Trace
from clausewise.testing.cases import Case
from clausewise.testing.coverage import Sighting, Watch
from clausewise.testing.run import Asked, asked_of
from clausewise.testing.thresholds import expressions_in


@frozen
class Trial:
    """One case before a plan."""

    case: Case
    plan: Plan = field(repr=False)
    asked: Asked = field(repr=False)
    answer: Answer = field(repr=False)
    sighting: Sighting = field(repr=False)

    def traces(self, rules: Iterable[str]) -> Iterator[Trace]:
        """How far each of these rules came, with everybody in the case."""
        wanted = frozenset(rules)
        for id_ in sorted(self.asked.roster):
            employee = self.asked.roster[id_]
            for one in inquests(
                [self.plan], employee, self.asked.ledger, lambda _: self.asked.setting
            ):
                yield from (trace for trace in one.traces if trace.rule.id in wanted)


class Trials:
    """Cases tried on one plan, `left` of them still to come; none is tried twice."""

    def __init__(self, plan: Plan, left: int) -> None:
        self.left = left
        self.plan = plan
        self._watch = Watch()
        self._watched = self._watch.watched(plan)
        self._tried: dict[str, Trial | None] = {}

    def of(self, case: Case) -> Trial | None:
        """What comes of a case; None where a row of it cannot be read, or none are left."""
        asks = _asks(case)
        if asks not in self._tried:
            if self.left <= 0:
                return None
            self.left -= 1
            self._tried[asks] = self._of(case)
        return self._tried[asks]

    def _of(self, case: Case) -> Trial | None:
        asked, _ = asked_of(case, self._watched)
        if asked is None or asked.ledger.rejected:
            return None
        self._watch.since()
        answer = evaluate([self._watched], asked.roster, asked.ledger, lambda _: asked.setting)
        return Trial(case, self.plan, asked, answer, self._watch.since())


def _asks(case: Case) -> str:
    """Everything that the answer to a case hangs on, as text."""
    rows = [[cells for _, cells in section] for section in (case.employees, case.events)]
    return repr((rows, case.period, case.as_of, case.complete, case.replaced))


# -- as much of a plan as an item hangs on ---------------------------------------------------------------


def rules_asking(owner: str, plan: Plan) -> tuple[RulePlan, ...]:
    """The rule of that name; or those that read the definition or table."""
    own = tuple(rule for rule in plan.rules if rule.id == owner)
    return own or tuple(rule for rule in plan.rules if owner in words_of(rule, rule, plan))


def sliced(plan: Plan, rules: Iterable[RulePlan]) -> Plan:
    """The plan with these rules and those whose rulings they read, directly or not."""
    wanted = {rule.id: rule for rule in rules}
    kinds = {kind for rule in wanted.values() for kind in rule.kinds_read}
    for layer in reversed(plan.layers):
        for rule in layer:
            if rule.id in wanted or rule.makes & kinds:
                wanted[rule.id] = rule
                kinds |= rule.kinds_read
    layers = (tuple(rule for rule in layer if rule.id in wanted) for layer in plan.layers)
    return evolve(plan, layers=tuple(layer for layer in layers if layer))


def words_of(thing: object, rule: RulePlan, plan: Plan) -> frozenset[str]:
    """The names and fields that expressions read, those behind a rule's own names, lists and
    definitions with them."""
    derived: Mapping[str, Core] = {
        name: core for fields in plan.derived.values() for name, core in fields.items()
    }
    reads = {read.name: read for read in rule.reads}
    found: set[str] = set()
    waiting = list(expressions_in(thing))
    while waiting:
        for word in sorted(_words(waiting.pop()) - found):
            found.add(word)
            for behind in (rule.lets, plan.definitions, reads, derived, plan.functions):
                if word in behind:
                    waiting += expressions_in(behind[word])
    return frozenset(found)


def _words(core: Core) -> frozenset[str]:
    words = {core.name} if isinstance(core, Name | Path) else set()
    return names_in(core).union(words, *map(_words, children(core)))
