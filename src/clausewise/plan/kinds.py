"""Kinds of facts and rulings as expressions see them: their types, and the labels that stand for them."""

from collections.abc import Iterable

from clausewise.model.vocabulary import Vocabulary, aliases_of
from clausewise.plan.telling import Telling
from clausewise.source.nearest import nearest
from clausewise.source.span import Span
from clausewise.values.types import ANY, NUMBER, ContextOf, Type


class Kinds:
    """The kinds of a vocabulary; `money` is the type of amounts in the handbook's currency."""

    def __init__(self, vocabulary: Vocabulary, currency: str) -> None:
        self.vocabulary = vocabulary
        self.money = NUMBER.with_unit(currency)
        self._records: dict[str, ContextOf] = {}
        self._labels = {**aliases_of(vocabulary.events), **aliases_of(vocabulary.outcomes)}

    def __contains__(self, name: str) -> bool:
        return name in self.vocabulary.events or name in self.vocabulary.outcomes

    def record(self, kind: str) -> ContextOf:
        """The type of a fact of that kind; KeyError for what is none."""
        if kind not in self._records:
            self._records[kind] = self.vocabulary.record_type(kind, self.money)
        return self._records[kind]

    def records(self, kinds: Iterable[str]) -> dict[str, Type]:
        """Each of the kinds that there are, with its type."""
        return {kind: self.record(kind) for kind in kinds if kind in self}

    def one_of(self, kinds: Iterable[str]) -> Type:
        """The type of a fact that is of one of several kinds: their fields together."""
        known = [self.record(kind) for kind in kinds if kind in self]
        if not known:
            return ANY
        if len(known) == 1:
            return known[0]
        return ContextOf({name: type_ for one in known for name, type_ in one.fields.items()})

    def labels(self, kinds: Iterable[str]) -> dict[str, str]:
        """Chinese labels of the kinds, with the names they stand for."""
        wanted = set(kinds)
        return {label: kind for label, kind in self._labels.items() if kind in wanted}

    def check(self, kinds: Iterable[str], spans: Iterable[Span], telling: Telling) -> None:
        """Tells each that is no kind."""
        known = [*self.vocabulary.events, *self.vocabulary.outcomes]
        for kind, span in zip(kinds, spans, strict=True):
            if kind not in self:
                telling.tell(span, "CW353", name=kind, nearest=nearest(kind, known))

    def has_all(self, kinds: Iterable[str]) -> bool:
        return all(kind in self for kind in kinds)
