"""What a reader calls things: the labels of vocabulary, rules and clauses, or else their names."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from clausewise.model.facts import Roster
from clausewise.model.policy import Clause, Labels, Parameter
from clausewise.model.vocabulary import Field, Vocabulary
from clausewise.plan.plan import Plan, RulePlan
from clausewise.report.phrases import PHRASES, STATUSES, UNITS
from clausewise.source.diagnostic import Language
from clausewise.values.number import Decimal, parse_number, plain
from clausewise.values.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    parse_duration,
)

NO_WORDS = Vocabulary({}, {}, {})


@frozen
class Words:
    """The words of one language.  Where policies are not at hand, names stand for themselves.

    `plans` are by the name of their handbook, `names` those of employees by id.
    """

    language: Language = "zh"
    vocabulary: Vocabulary = field(default=NO_WORDS, repr=False)
    plans: Mapping[str, Plan] = field(factory=dict, repr=False)
    names: Mapping[str, str] = field(factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        language: Language,
        vocabulary: Vocabulary = NO_WORDS,
        plans: Iterable[Plan] = (),
        roster: Roster | None = None,
    ) -> "Words":
        """With the names that the roster's latest row of each employee has."""
        names = {id_: one.rows[-1].record.get("name") for id_, one in (roster or {}).items()}
        return cls(
            language,
            vocabulary,
            {plan.handbook.name: plan for plan in plans},
            {id_: name for id_, name in names.items() if isinstance(name, str)},
        )

    def say(self, phrase: str, **blanks: str) -> str:
        return PHRASES[phrase].say(self.language, **blanks)

    def of_labels(self, labels: Labels | str | None, name: str = "") -> str:
        """A label in this language, in the other where it has none in this, else the name."""
        if labels is None or isinstance(labels, str):
            return labels or name
        return labels.get(self.language) or next(iter(labels.values()), name) or name

    # things with a name

    def status(self, status: str) -> str:
        return STATUSES[status].say(self.language)

    def outcome(self, name: str) -> str:
        kind = self.vocabulary.outcomes.get(name)
        return name if kind is None else self.of_labels(kind.labels, name)

    def kind(self, name: str) -> str:
        kind = self.vocabulary.events.get(name)
        return self.outcome(name) if kind is None else self.of_labels(kind.labels, name)

    def person(self, employee: str | None) -> str:
        if employee is None:
            return self.say("company")
        name = self.names.get(employee)
        return employee if name is None else f"{employee} {name}"

    def field_of(self, kind: str, name: str) -> Field | None:
        if kind == "employee":
            return self.vocabulary.employee.get(name)
        found = self.vocabulary.events.get(kind) or self.vocabulary.outcomes.get(kind)
        return None if found is None else found.fields.get(name)

    def field(self, kind: str, name: str) -> str:
        """The label of a field; of what every fact has, a word of our own."""
        found = self.field_of(kind, name)
        if found is not None and found.labels:
            return self.of_labels(found.labels, name)
        return _ENVELOPE.get(name, {}).get(self.language, name)

    def path(self, path: str) -> str:
        """`leave_request.decision` as a reader says it; a name without a label stays as it is."""
        kind, dot, name = path.partition(".")
        if not dot:
            return self.kind(path)
        if self.field_of(kind, name) is None and name not in _ENVELOPE:
            return path
        label = self.field(kind, name)
        if kind == "employee":
            return label
        return (
            f"{self.kind(kind)}“{label}”"
            if self.language == "zh"
            else f"'{label}' of the {self.kind(kind)}"
        )

    def plan(self, handbook: str) -> Plan | None:
        return self.plans.get(handbook)

    def rule(self, handbook: str, rule: str) -> RulePlan | None:
        plan = self.plans.get(handbook)
        return None if plan is None else next((r for r in plan.rules if r.id == rule), None)

    def clause(self, handbook: str, clause: str) -> Clause | None:
        plan = self.plans.get(handbook)
        return None if plan is None else plan.handbook.clauses.get(clause)

    def parameter(self, handbook: str, name: str) -> Parameter | None:
        plan = self.plans.get(handbook)
        return None if plan is None else plan.parameters.get(name)

    # values

    def listed(self, parts: Iterable[str]) -> str:
        return self.say("enumeration").join(parts)

    def number(self, number: Decimal) -> str:
        """With separators of thousands: 120,000.00.  Digits are never lost."""
        return f"{number:,f}" if number.is_finite() else plain(number)

    def money(self, amount: str, currency: str | None) -> str:
        number = parse_number(amount)
        text = amount if number is None else self.number(number)
        return f"{text} {self.unit(currency)}" if currency else text

    def unit(self, unit: str) -> str:
        return UNITS[unit].say(self.language) if unit in UNITS else unit

    def value(self, value: Any, unit: str | None = None) -> str:
        """A value of an answer, in words: dates, times, lengths of time, yes and no."""
        if value is None:
            return self.say("unknown")
        if value is True or value is False:
            return self.say("yes" if value else "no")
        if isinstance(value, list | tuple):
            return self.listed(self.value(one, unit) for one in value) or "—"
        if isinstance(value, Mapping):
            return self.listed(f"{key} {self.value(part)}" for key, part in value.items())
        return self._text(str(value), unit)

    def _text(self, text: str, unit: str | None) -> str:
        number = parse_number(text)
        if number is not None and unit is not None:
            counted = self.unit(unit)
            if number == 1 and self.language == "en" and unit in UNITS:
                counted = counted.removesuffix("s")
            return f"{self.number(number)} {counted}".replace(" %", "%")
        if number is not None:
            return text
        moment = DateTime.parse(text)
        if moment is not None:
            return f"{self.day(moment.date)} {_clock(moment.time)}"
        day = Date.parse(text)
        if day is not None:
            return self.day(day)
        time = Time.parse(text)
        if time is not None:
            return _clock(time)
        length = parse_duration(text)
        return text if length is None else self.length(length)

    def day(self, day: Date) -> str:
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def length(self, length: DaysDuration | MonthsDuration) -> str:
        """PT14M as 14 minutes, P1Y2M as 1 year 2 months."""
        if isinstance(length, MonthsDuration):
            years, months = divmod(abs(length.months), 12)
            counts = [(years, "years"), (months, "months")]
        else:
            days, hours, minutes, seconds, _ = map(abs, length.parts())
            counts = [(days, "days"), (hours, "hours"), (minutes, "minutes"), (seconds, "seconds")]
        told = [self._count(count, unit) for count, unit in counts if count]
        return " ".join(told) or self._count(0, counts[-2][1])

    def _count(self, count: int, unit: str) -> str:
        zh, one, many = _LENGTHS[unit]
        if self.language == "zh":
            return f"{count} {zh}"
        return f"{count} {one if count == 1 else many}"

    def fields(self, outcome: str, fields: Mapping[str, Any]) -> list[str]:
        """Each field of a ruling with its label: `14 minutes`, `basis absenteeism`."""
        return [self._field_text(outcome, name, value) for name, value in fields.items()]

    def _field_text(self, outcome: str, name: str, value: Any) -> str:
        found = self.field_of(outcome, name)
        unit = None if found is None else getattr(found.type, "unit", None)
        text = self.value(value, unit)
        if unit is not None and name == unit:
            return text
        label = self.field(outcome, name)
        # A word of ours, such as the outcome that a deduction rests on, is told by its label.
        if isinstance(value, str) and value in self.vocabulary.outcomes:
            text = self.outcome(value)
        return f"{label} {text}"


def _clock(time: Time) -> str:
    """Without seconds where there are none."""
    text = str(time)
    return text[:5] if len(text) == 8 and text.endswith(":00") else text


_LENGTHS = {
    "years": ("年", "year", "years"),
    "months": ("个月", "month", "months"),
    "days": ("天", "day", "days"),
    "hours": ("小时", "hour", "hours"),
    "minutes": ("分钟", "minute", "minutes"),
    "seconds": ("秒", "second", "seconds"),
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# What every fact and every ruling has beside the fields of its kind.
_ENVELOPE: Mapping[str, Mapping[str, str]] = {
    "id": {"zh": "编号", "en": "id"},
    "date": {"zh": "日期", "en": "date"},
    "at": {"zh": "时刻", "en": "moment"},
    "note": {"zh": "备注", "en": "note"},
    "employee": {"zh": "员工", "en": "employee"},
    "amount": {"zh": "金额", "en": "amount"},
    "clause": {"zh": "条款", "en": "clause"},
    "rule": {"zh": "规则", "en": "rule"},
}
