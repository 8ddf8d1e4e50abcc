"""Why, and why not: for one employee, what each rule ruled, or where it stopped and how near it was."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from attrs import field, frozen

from clausewise.model.ruling import Finding, Ruling
from clausewise.plan.plan import OnKinds, Plan, RulePlan
from clausewise.plan.trace import Comparison, Condition, Trace
from clausewise.plan.verdict import Subject
from clausewise.report.findings import why
from clausewise.report.layout import hanging
from clausewise.report.lines import Line, as_json, money
from clausewise.report.phrases import Phrase
from clausewise.report.sums import Reader, syntax_of
from clausewise.report.words import Words
from clausewise.values.number import Decimal
from clausewise.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

COLUMNS = 100
_PARTS_SHOWN = 4
_MOST_NAMED = 12
_ANSWERS_SHOWN = 5
_MOMENTS = (Date, DateTime, Time)

State = Literal["ruled", "open", "nothing", "outside", "not asked"]

WHY: Mapping[str, Phrase] = {
    "ruled": Phrase("作出了裁定", "Ruled"),
    "open": Phrase("没有裁定，原因见后", "Not ruled, and why"),
    "nothing": Phrase("问过，不成立", "Asked, and did not apply"),
    "outside": Phrase("不适用于此人", "Not about this person"),
    "not asked": Phrase("没有可问的事", "Nothing to ask about"),
    "none": Phrase("没有可以列出的规则。", "There is no rule to show."),
    "on": Phrase("{person} · {when}", "{person} · {when}"),
    "times": Phrase("有 {count} 次不成立，最接近的一次：", "{count} times; the nearest: "),
    "all_outside": Phrase("整部手册（{condition}）", "the whole handbook ({condition})"),
    "not_so": Phrase("并非“{say}”：", "it is not so that {say}: "),
    "is_not": Phrase("“{condition}”不成立", "'{condition}' does not hold"),
    "with": Phrase("（{parts}）", " ({parts})"),
    "part": Phrase("{name} 为 {value}", "{name} is {value}"),
    "compared": Phrase("{name}是 {value}，{wanted}", "{name}: {value}; {wanted}"),
    "or": Phrase("；或者", "; or "),
    "= null": Phrase("要没有记录", "it would have to be missing"),
    "!= null": Phrase("要有记录", "it would have to be there"),
    "off": Phrase("，还差 {off}", ", {off} off"),
    "at_limit": Phrase("，正好在界限上", ", just at the limit"),
    "undated": Phrase("还不知道算哪一天的事", "the day that counts is not known yet"),
    "not in force": Phrase("那一天规则还没有生效，或已经失效", "the rule was not in force on that day"),
    "no element": Phrase("没有要逐项核对的内容", "there is nothing that it would be asked for"),
    "endless": Phrase("计算进行不下去", "a calculation does not end"),
    "no outcome": Phrase(
        "条件成立，但在这段时间里没有由此产生的结果",
        "it held, but nothing followed from it in this period",
    ),
    "met": Phrase("已按期做到，期限是 {due}", "it was done in time; it was due {due}"),
    "met_by": Phrase("{fact} 已按期做到，期限是 {due}", "{fact} came in time; it was due {due}"),
    "holds": Phrase("成立", "holds"),
    "fails": Phrase("不成立", "does not hold"),
    "unknown": Phrase("不知道", "not known"),
    "of": Phrase("第 {clause} 条", "clause {clause}"),
    "rules": Phrase("（{count} 条规则）", " ({count} rules)"),
    "more_with": Phrase("加 -v 看全部细节。", "See all of it with -v."),
}  # fmt: skip

WANTED: Mapping[str, Phrase] = {
    "< amount": Phrase("要小于 {bound}", "it would have to be less than {bound}"),
    "<= amount": Phrase("要不超过 {bound}", "it would have to be at most {bound}"),
    "> amount": Phrase("要大于 {bound}", "it would have to be more than {bound}"),
    ">= amount": Phrase("要至少 {bound}", "it would have to be at least {bound}"),
    "= amount": Phrase("要是 {bound}", "it would have to be {bound}"),
    "!= amount": Phrase("要不是 {bound}", "it would have to be other than {bound}"),
    "< moment": Phrase("要早于 {bound}", "it would have to be before {bound}"),
    "<= moment": Phrase("要不晚于 {bound}", "it would have to be no later than {bound}"),
    "> moment": Phrase("要晚于 {bound}", "it would have to be after {bound}"),
    ">= moment": Phrase("要不早于 {bound}", "it would have to be no earlier than {bound}"),
    "= moment": Phrase("要是 {bound}", "it would have to be {bound}"),
    "!= moment": Phrase("要不是 {bound}", "it would have to be other than {bound}"),
}


@frozen
class Before:
    """One rule before the employee: what was answered, and the traces that came to nothing."""

    plan: Plan
    rule: RulePlan
    answers: tuple[Ruling | Finding, ...]
    stopped: tuple[Trace, ...]
    held: tuple[Trace, ...] = ()
    """The traces that the answers came from."""

    @property
    def state(self) -> State:
        if any(isinstance(one, Ruling) for one in self.answers):
            return "ruled"
        if self.answers:
            return "open"
        if not self.stopped:
            return "not asked"
        return "outside" if all(one.stop == "outside" for one in self.stopped) else "nothing"

    @property
    def nearest(self) -> Trace:
        """Of those that came to nothing, the one that came farthest, and of these the closest."""
        return min(self.stopped, key=_farness)


@frozen
class Why:
    """Each rule before one employee; `when` is the day or the period in words."""

    employee: str
    when: str
    rules: tuple[Before, ...] = field(repr=False)


def before(
    plan: Plan,
    answers: Iterable[Ruling | Finding],
    traces: Iterable[Trace],
    rule: str | None = None,
    day: Date | None = None,
) -> Iterator[Before]:
    """The rules of one handbook; `rule` and `day` narrow what is told of."""
    followed = list(traces)
    told = list(answers)
    if day is not None:
        followed = [one for one in followed if one.touches(day)]
        about = {(one.rule.id, one.subject.key) for one in followed}
        told = [one for one in told if one.date == day or (one.rule, one.subject) in about]
    answered = {(one.rule, one.subject) for one in told}
    seen: set[str] = set()
    for own in plan.rules:
        if own.id in seen or rule not in (None, own.id):
            continue
        seen.add(own.id)
        of_rule = [one for one in followed if one.rule.id == own.id]
        stopped = [
            one
            for one in of_rule
            if (own.id, one.subject.key) not in answered or (one.each and one.stop != "none")
        ]
        # Two versions of one rule: the one in force tells of a day.
        current = [one for one in stopped if one.stop != "not in force"] or stopped
        held = [one for one in of_rule if one not in stopped]
        answers = tuple(one for one in told if one.rule == own.id)
        yield Before(plan, own, answers, tuple(current), tuple(held))


# on a screen


def why_text(report: Why, words: Words, whole: bool = False) -> str:
    """One screen, the rules that ruled first; `whole`: every subject with every condition asked."""
    teller = _Teller(words)
    head = teller.say("on", person=words.person(report.employee), when=report.when)
    blocks = [[head]]
    tell = teller.whole if whole else teller.short
    for state in ("ruled", "open", "nothing"):
        own = [one for one in report.rules if one.state == state]
        if own:
            lines = [line for one in own for line in tell(one)]
            blocks.append([teller.say(state), *lines])
    for state in ("outside", "not asked"):
        own = [one for one in report.rules if one.state == state]
        if own:
            many = state == "not asked" and not whole and len(own) > _MOST_NAMED
            named = teller.counted(own) if many else teller.set_aside(own, report.rules)
            listed = words.listed(named)
            first = teller.say(state) + words.say("colon")
            blocks.append(hanging(first, listed, COLUMNS))
    if len(blocks) == 1:
        blocks.append([teller.say("none")])
    if not whole and any(one.stopped and one.state != "outside" for one in report.rules):
        blocks.append([teller.say("more_with")])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


class _Teller:
    """The sentences about one rule, in one language."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def say(self, phrase: str, **blanks: str) -> str:
        return WHY[phrase].say(self.words.language, **blanks)

    def head(self, one: Before) -> list[str]:
        title = self.words.of_labels(one.rule.title)
        cited = self.say("of", clause=self.words.listed(one.rule.clauses))
        several = len(self.words.plans) > 1
        book = f" · {one.plan.handbook.name}" if several else ""
        return hanging(
            "  ", f"{one.rule.id} · {cited}{book}" + (f" · {title}" if title else ""), COLUMNS
        )

    def short(self, one: Before) -> Iterator[str]:
        yield from self.head(one)
        yield from self.answered(one, _ANSWERS_SHOWN)
        if one.state == "nothing":
            trace = one.nearest
            reader = Reader.of(self.words, one.plan.handbook.name, one.rule)
            said = self.told(trace, reader)
            if len(one.stopped) > 1:
                said = self.say("times", count=str(len(one.stopped))) + said
            yield from hanging("    ", said, COLUMNS)

    def whole(self, one: Before) -> Iterator[str]:
        yield from self.head(one)
        yield from self.answered(one)
        for trace in one.held:
            if trace.asked:
                yield from hanging("    ", self.subject(trace.subject), COLUMNS)
                yield from self.conditions(trace)
        reader = Reader.of(self.words, one.plan.handbook.name, one.rule)
        for trace in one.stopped:
            yield from hanging("    ", self.told(trace, reader), COLUMNS)
            yield from self.conditions(trace)

    def conditions(self, trace: Trace) -> Iterator[str]:
        for condition in trace.asked:
            state = {True: "holds", False: "fails", None: "unknown"}[condition.value]
            line = f"{condition.written}{self.words.say('colon')}{self.say(state)}"
            yield from hanging("      · ", line + self.parts(condition, None), COLUMNS)

    def told(self, trace: Trace, reader: Reader) -> str:
        subject = self.words.listed([self.subject(trace.subject), *trace.each])
        return f"{subject}{self.words.say('colon')}{self.stopped(trace, reader)}"

    def answered(self, one: Before, most: int | None = None) -> Iterator[str]:
        for answer in one.answers[:most]:
            yield from hanging("    ", self.answer(answer), COLUMNS)
        if most is not None and len(one.answers) > most:
            yield "    " + self.words.say("more", count=str(len(one.answers) - most))

    def answer(self, answer: Ruling | Finding) -> str:
        words = self.words
        day = answer.period if answer.period is not None else str(answer.date)
        colon = words.say("colon")
        if isinstance(answer, Finding):
            return f"{words.value(day)}{colon}{words.status(answer.status)} · {why(answer, words)}"
        amount = (
            []
            if answer.amount is None
            else [words.money(money(answer.amount, answer.currency), answer.currency)]
        )
        fields = words.fields(answer.outcome, as_json(answer.fields))
        said = words.say("comma").join([words.outcome(answer.outcome), *amount, *fields])
        return f"{words.value(day)}{colon}{said} · {answer.id}"

    def subject(self, subject: Subject) -> str:
        """A fact by its id and day, a unit by its label."""
        words = self.words
        if subject.fact is None:
            return words.value(subject.key.partition(" ")[2])
        kind = words.kind(subject.fact.kind)
        return f"{words.value(str(subject.date))} {kind} {subject.fact.id}"

    def stopped(self, trace: Trace, reader: Reader) -> str:
        if trace.failed is not None:
            return self.failed(trace.failed, reader)
        if trace.stop == "met" and trace.due is not None:
            due = self.words.value(str(trace.due))
            fact = trace.came
            return (
                self.say("met", due=due)
                if fact is None
                else self.say("met_by", fact=fact.id, due=due)
            )
        return self.say("no outcome" if trace.stop == "none" else trace.stop)

    def failed(self, condition: Condition, reader: Reader) -> str:
        """The comparisons that failed, with their values and how near they were."""
        # Where there are other ways, that something should not be there is no way to tell of.
        ways = [one for one in condition.comparisons if one.bound != "null"]
        told = [self.compared(one, reader) for one in ways or condition.comparisons]
        say = self.words.of_labels(condition.say)
        if told:
            lead = self.say("not_so", say=say) if say else ""
            return lead + self.say("or").join(dict.fromkeys(told))
        said = self.say("is_not", condition=say or reader.read(condition.written))
        return said + self.parts(condition, _PARTS_SHOWN)

    def parts(self, condition: Condition, most: int | None) -> str:
        parts = [
            self.say("part", name=name, value=self.words.value(value))
            for name, value in list(condition.parts.items())[:most]
        ]
        return self.say("with", parts=self.words.listed(parts)) if parts else ""

    def compared(self, one: Comparison, reader: Reader) -> str:
        name, bound = syntax_of(one.name), syntax_of(one.bound)
        unit = (None if name is None else reader.unit(name)) or (
            None if bound is None else reader.unit(bound)
        )
        told = one.name if name is None else reader.name(name, one.name)
        return self.say(
            "compared",
            name=told,
            value=self.words.value(one.value, unit),
            wanted=self.wanted(one, unit) + self.off(one, unit),
        )

    def wanted(self, one: Comparison, unit: str | None) -> str:
        if one.bound == "null":
            return self.say(f"{one.operator} null")
        sort = "moment" if isinstance(one.kinds[1], _MOMENTS) else "amount"
        bound = self.words.value(one.limit, unit)
        return WANTED[f"{one.operator} {sort}"].say(self.words.language, bound=bound)

    def off(self, one: Comparison, unit: str | None) -> str:
        value, limit = one.kinds
        if value.__class__ is not limit.__class__ or one.operator in ("=", "!="):
            return ""
        words = self.words
        if value == limit:
            return self.say("at_limit")
        match value:
            case Decimal():
                text = words.value(as_json(abs(value - limit)), unit)
            case Date():
                text = words.length(DaysDuration.of(days=abs(value.ordinal - limit.ordinal)))
            case DateTime() | Time():
                text = words.length(DaysDuration(abs(value.moment - limit.moment)))
            case DaysDuration():
                text = words.length(DaysDuration(abs(value.nanoseconds - limit.nanoseconds)))
            case MonthsDuration():
                text = words.length(MonthsDuration(abs(value.months - limit.months)))
            case _:
                return ""
        return self.say("off", off=text)

    def set_aside(self, own: Sequence[Before], rules: Sequence[Before]) -> Iterator[str]:
        """Rules by id; a handbook of which none is about the person by the first that says so."""
        told: set[str] = set()
        for one in own:
            name = one.plan.handbook.name
            asked = [
                other
                for other in rules
                if other.plan.handbook.name == name and other.state != "not asked"
            ]
            if (
                one.state == "outside"
                and len(asked) > 1
                and all(x.state == "outside" for x in asked)
            ):
                failed = one.stopped[0].failed
                if name not in told and failed is not None:
                    told.add(name)
                    whole = self.say("all_outside", condition=failed.written)
                    yield (
                        f"{name}{self.words.say('colon')}{whole}"
                        if len(self.words.plans) > 1
                        else whole
                    )
                continue
            yield one.rule.id + self.lacking(one)

    def counted(self, own: Sequence[Before]) -> Iterator[str]:
        """What there is none of, each with the number of rules that ask about it."""
        counts: dict[str, int] = {}
        for one in own:
            lacking = self.kinds(one) or one.rule.id
            counts[lacking] = counts.get(lacking, 0) + 1
        for lacking, count in counts.items():
            yield lacking + (self.say("rules", count=str(count)) if count > 1 else "")

    def kinds(self, one: Before) -> str:
        """The facts that the rule is asked about; "" for units."""
        if isinstance(one.rule.trigger, OnKinds):
            return self.words.listed(map(self.words.kind, one.rule.trigger.kinds))
        return ""

    def lacking(self, one: Before) -> str:
        """What there would have to be for the rule to be asked."""
        if one.state == "outside":
            failed = one.stopped[0].failed
            return "" if failed is None else self.say("with", parts=failed.written)
        kinds = self.kinds(one)
        return self.say("with", parts=kinds) if kinds else ""


def _farness(trace: Trace) -> tuple[int, float, int]:
    """Fewer conditions left, then a smaller distance in parts of the limit, then the earlier."""
    distances = [_distance(one) for one in (trace.failed.comparisons if trace.failed else ())]
    reached = {"met": 99, "none": 100, "when": len(trace.asked)}.get(trace.stop, 0)
    return -reached, min(distances, default=float("inf")), trace.subject.date.ordinal


def _distance(one: Comparison) -> float:
    """How far the value is from its limit, for ordering alone."""
    first, second = (_measure(part) for part in one.kinds)
    if first is None or second is None or one.operator in ("=", "!="):
        return float("inf")
    return abs(first - second) / (abs(second) or 1)


def _measure(value: Any) -> float | None:
    match value:
        case Decimal():
            return float(value)
        case Date():
            return float(value.ordinal)
        case DateTime() | Time():
            return float(value.moment)
        case DaysDuration():
            return float(value.nanoseconds)
        case MonthsDuration():
            return float(value.months)
    return None


# for programs


def why_json(report: Why) -> str:
    """The same as one JSON object: each rule with its answers and every trace."""
    document = {
        "employee": report.employee,
        "when": report.when,
        "rules": [_rule_line(one) for one in report.rules],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _rule_line(one: Before) -> Line:
    return {
        "handbook": one.plan.handbook.name,
        "rule": one.rule.id,
        "clause": list(one.rule.clauses),
        "state": one.state,
        "answers": [
            {
                "status": answer.status,
                "id": answer.id,
                "date": str(answer.date),
                "subject": answer.subject,
                **(
                    {"outcome": answer.outcome}
                    if isinstance(answer, Ruling)
                    else {
                        "missing": list(answer.missing),
                        "due": as_json(answer.due),
                        "by": as_json(answer.by),
                    }
                ),
            }
            for answer in one.answers
        ],
        "stopped": [_trace_line(trace) for trace in one.stopped],
    }


def _trace_line(trace: Trace) -> Line:
    return {
        "subject": trace.subject.key,
        "date": str(trace.subject.date),
        "each": list(trace.each),
        "stop": trace.stop,
        "due": None if trace.due is None else str(trace.due),
        "by": None if trace.came is None else trace.came.id,
        "conditions": [
            {
                "expression": one.written,
                "at": one.at,
                "value": one.value,
                "comparisons": [
                    {
                        "name": part.name,
                        "operator": part.operator,
                        "bound": part.bound,
                        "value": part.value,
                        "limit": part.limit,
                    }
                    for part in one.comparisons
                ],
                "parts": dict(one.parts),
            }
            for one in trace.asked
        ],
    }
