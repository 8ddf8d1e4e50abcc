"""What follows from a rule, made ready: fields typed, texts with their holes read."""

from collections.abc import Iterator

from clausewise.feel.core import Choose, Constant, Core, Path
from clausewise.feel.environment import Environment
from clausewise.model.policy import FieldValue, Outcome, Text, TextList
from clausewise.model.vocabulary import OutcomeKind
from clausewise.plan.kinds import Kinds
from clausewise.plan.plan import FieldPlan, OutcomePlan, TextPlan, WordsPlan
from clausewise.plan.telling import Telling
from clausewise.source.nearest import nearest
from clausewise.source.span import Passage
from clausewise.values.types import ANY, BOOLEAN, Simple, Type


def outcome_plan(
    outcome: Outcome, place: int, environment: Environment, kinds: Kinds, telling: Telling
) -> OutcomePlan:
    """One outcome, at its place in `then`; of a kind that is not there only its own parts are told."""
    known = kinds.vocabulary.outcomes.get(outcome.kind)
    fields: list[tuple[str, FieldPlan, bool]] = []
    for name, value in outcome.fields.items():
        field = None if known is None else known.fields.get(name)
        plan = _field(value, environment, ANY if field is None else field.type, telling)
        if plan is not None:
            fields.append((name, plan, field is not None and not field.required))
    if known is not None:
        _check_fields(outcome, known, telling)
    return OutcomePlan(
        kind=outcome.kind,
        effect=known.effect if known else "finding",
        place=place,
        amount=telling.expression(outcome.amount, environment, kinds.money),
        fields=tuple(fields),
        note=outcome.note or {},
        when=telling.expression(outcome.when, environment, BOOLEAN),
        company=outcome.company,
    )


def cores_of(outcome: OutcomePlan) -> list[Core]:
    """All expressions of an outcome."""
    cores = [core for core in (outcome.amount, outcome.when) if core is not None]
    for _, plan, _ in outcome.fields:
        if isinstance(plan, TextPlan):
            cores.extend(piece for piece in plan.pieces if not isinstance(piece, str))
        elif not isinstance(plan, WordsPlan):
            cores.append(plan)
    return cores


def _check_fields(outcome: Outcome, known: OutcomeKind, telling: Telling) -> None:
    given = {*outcome.fields, *outcome.field_spans}
    unknown = [name for name in given if name not in known.fields]
    for name in unknown:
        if name not in outcome.field_spans:
            near = nearest(name, known.fields)
            telling.tell(outcome.kind_span, "CW355", outcome=outcome.kind, name=name, nearest=near)
    # A field that is misspelt was told; that another is missing then only follows.
    if not unknown:
        for field in known.fields.values():
            if field.required and field.name not in given:
                telling.tell(outcome.kind_span, "CW356", outcome=outcome.kind, name=field.name)
    if known.needs_amount and outcome.amount is None:
        telling.tell(outcome.kind_span, "CW372", outcome=outcome.kind)


def _field(
    value: FieldValue, environment: Environment, wanted: Type, telling: Telling
) -> FieldPlan | None:
    match value:
        case TextList(items=items, span=span):
            if isinstance(wanted, Simple) and wanted != ANY:
                telling.tell(span, "CW384", wanted=str(wanted), found=span.text)
            words = getattr(getattr(wanted, "element", None), "one_of", None)
            for item in items:
                if words is not None and item not in words:
                    telling.tell(span, "CW373", word=item, nearest=nearest(item, words))
            return WordsPlan(items)
        case Text(pieces=pieces):
            read = [
                piece if isinstance(piece, str) else telling.expression(piece, environment)
                for piece in pieces
            ]
            kept = tuple(piece for piece in read if piece is not None)
            only = kept[0] if len(read) == len(kept) == 1 else None
            if only is not None and not isinstance(only, str):
                _check_words(only, wanted, telling)
            return TextPlan(kept, isinstance(only, Path))
        case Passage():
            return telling.expression(value, environment, wanted)


def _check_words(core: Core, wanted: Type, telling: Telling) -> None:
    """Each text that a hole can give must be one that the field may have."""
    words = getattr(wanted, "one_of", None)
    if words is None:
        return
    for end in _ends(core):
        if isinstance(end, Constant) and isinstance(end.value, str) and end.value not in words:
            telling.tell(end.span, "CW373", word=end.value, nearest=nearest(end.value, words))


def _ends(core: Core) -> Iterator[Core]:
    """What an expression comes to: both ways of each choice."""
    if isinstance(core, Choose):
        yield from _ends(core.then)
        yield from _ends(core.otherwise)
    else:
        yield core
