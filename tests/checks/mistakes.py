"""Mistakes that people make in policies: each is one line of a sound handbook written wrongly."""

from attrs import frozen

HANDBOOK = "41-tea-house/handbook.yaml"
HOURS = "41-tea-house/hours.yaml"
SALES = "41-tea-house/sales.yaml"
GIFTS = "41-tea-house/gifts.csv"
OUTCOMES = "vocabulary/outcomes.yaml"
EVENTS = "vocabulary/events.yaml"


@frozen
class Mistake:
    """The words `was` of a file written as `became`: told with `code`, at the words `blamed`.

    `was` stands once in the file; a further line may be there to tell it from its like.  `told_in`
    stands once, too, where the fault is told on another line than the one that was changed.
    """

    name: str
    file: str
    was: str
    became: str
    code: str
    blamed: str
    told_in: str | None = None


MISTAKES = (
    # keys and forms
    Mistake(
        "misspelt-key", HOURS,
        "when: arrival_closed(clocking.check_in)", "wehn: arrival_closed(clocking.check_in)",
        "CW150", "wehn",
    ),
    Mistake(
        "key-given-twice", HOURS,
        "    once: month", "    on: late",
        "CW101", "on",
    ),
    Mistake(
        "unknown-unit", HOURS,
        "per: [employee, workday]", "per: [employee, wokday]",
        "CW163", "wokday",
    ),
    Mistake(
        "comma-in-braces", HOURS,
        "where: clocking.away}", "where: list contains(weekdays, clocking.away)}",
        "CW176", "list contains(weekdays, clocking.away)",
    ),
    Mistake(
        "informational-without-reason", HANDBOOK,
        '"1.8": {kind: informational, reason: {zh: 只是希望, en: a wish}, summary',
        '"1.8": {kind: informational, summary',
        "CW152", "kind",
    ),
    Mistake(
        "unknown-hit-policy", SALES,
        "hit: UNIQUE", "hit: UNIQE",
        "CW163", "UNIQE",
    ),
    Mistake(
        "informational-with-an-empty-reason", HANDBOOK,
        "reason: {zh: 只是希望, en: a wish}", 'reason: ""',
        "CW367", '"1.8"', '"1.8": {kind: informational',
    ),
    Mistake(
        "name-with-a-hyphen", HOURS,
        "earlier: {kind: clocking, window", "ear-lier: {kind: clocking, window",
        "CW350", "ear-lier",
    ),
    Mistake(
        "keyword-as-name", HOURS,
        "earlier: {kind: clocking, window", "then: {kind: clocking, window",
        "CW349", "then",
    ),
    Mistake(
        "list-for-a-number", HOURS,
        "minutes: minutes_late", "minutes: [1, 2]",
        "CW384", "[1, 2]",
    ),
    Mistake(
        "unknown-time-zone", HANDBOOK,
        "Asia/Shanghai", "Asia/Beijing",
        "CW378", "Asia/Beijing",
    ),
    Mistake(
        "unknown-country", HANDBOOK,
        "country: CN", "country: CHN",
        "CW382", "CHN",
    ),
    Mistake(
        "no-such-day-in-the-timetable", HANDBOOK,
        "from: 01-01, to: 12-31", "from: 01-01, to: 11-31",
        "CW379", "11-31",
    ),
    Mistake(
        "number-as-clause", HOURS,
        'value: 3, clause: "1.2"', "value: 3, clause: 1.2",
        "CW154", "1.2",
    ),
    # what the vocabulary does not know
    Mistake(
        "misspelt-outcome-field", HOURS,
        "minutes: minutes_late", "minuets: minutes_late",
        "CW355", "minuets",
    ),
    Mistake(
        "unknown-kind-in-on", HOURS,
        "on: clocking", "on: cloking",
        "CW353", "cloking",
    ),
    Mistake(
        "unknown-kind-in-with", HOURS,
        "leaves: {kind: leave, overlapping", "leaves: {kind: leaves, overlapping",
        "CW353", "leaves",
    ),
    Mistake(
        "unknown-kind-in-plain-with", HOURS,
        "clockings: clocking", "clockings: clockin",
        "CW353", "clockin",
    ),
    Mistake(
        "unknown-kind-in-expect", HOURS,
        "fact: stock_report", "fact: stok_report",
        "CW353", "stok_report",
    ),
    Mistake(
        "unknown-kind-in-needs", HOURS,
        "needs: [clocking]", "needs: [cloking]",
        "CW353", "cloking",
    ),
    Mistake(
        "outcome-in-needs", HOURS,
        "needs: [clocking]", "needs: [late]",
        "CW385", "late",
    ),
    Mistake(
        "unknown-outcome", SALES,
        "outcome: commission\n      rate: rate", "outcome: comission\n      rate: rate",
        "CW354", "comission",
    ),
    Mistake(
        "unknown-kind-in-ladder", SALES,
        "on: breach", "on: breech",
        "CW353", "breech",
    ),
    Mistake(
        "unknown-step-in-ladder", SALES,
        "steps: [verbal_warning, written_warning, dismissal]",
        "steps: [verbal_warning, writen_warning, dismissal]",
        "CW373", "writen_warning",
    ),
    Mistake(
        "unknown-obligation-in-register", HANDBOOK,
        "obligations: [tidy-counter, no-smoking]", "obligations: [tidy-counter, no-smokng]",
        "CW375", "no-smokng",
    ),
    Mistake(
        "unknown-obligation-in-outcome", HOURS,
        "obligation: stock-report", "obligation: stock_report",
        "CW373", "stock_report",
    ),
    Mistake(
        "missing-outcome-field", HOURS,
        "      minutes: minutes_late\n", "",
        "CW356", "late", "outcome: late",
    ),
    Mistake(
        "payment-without-amount", SALES,
        "      amount: round half up(sale.amount * rate, 2)\n", "",
        "CW372", "commission", "outcome: commission\n      rate: rate",
    ),
    Mistake(
        "wrong-word-in-outcome", HOURS,
        "level: first", "level: frist",
        "CW373", "frist",
    ),
    Mistake(
        "wrong-word-in-a-hole", HOURS,
        'else "repeated"}', 'else "repeatd"}',
        "CW373", '"repeatd"',
    ),
    Mistake(
        "unclosed-brace", HOURS,
        'basis: "late by {late.minutes} minutes"\n      amount: late_fine\n    effective: {to',
        'basis: "late by {late.minutes minutes"\n      amount: late_fine\n    effective: {to',
        "CW381", "{",
    ),
    Mistake(
        "outcome-named-like-an-event", OUTCOMES,
        "reminder:", "leave:",
        "CW365", "leave",
    ),
    # expressions
    Mistake(
        "unknown-name", HOURS,
        "moment > arrival_ends", "moment > arival_ends",
        "CW301", "arival_ends",
    ),
    Mistake(
        "unknown-field", SALES,
        "rate_by_origin(sale.origin)", "rate_by_origin(sale.orgin)",
        "CW305", "orgin",
    ),
    Mistake(
        "unknown-function", HOURS,
        "minutes_late: minutes(", "minutes_late: minuts(",
        "CW321", "minuts",
    ),
    Mistake(
        "text-against-number", SALES,
        "sale.amount > large", 'sale.amount > "50000"',
        "CW311", 'sale.amount > "50000"',
    ),
    Mistake(
        "date-against-date-and-time", HOURS,
        "- leave.from <= leave.to", "- leave.from <= leave.decided_at",
        "CW311", "leave.from <= leave.decided_at",
    ),
    Mistake(
        "condition-that-is-none", SALES,
        "when: sale.amount > 0", "when: sale.amount",
        "CW327", "sale.amount",
    ),
    Mistake(
        "different-units", SALES,
        "sale.amount > large", "sale.amount > full_day",
        "CW316", "sale.amount > full_day",
    ),
    Mistake(
        "wrong-word-in-expression", SALES,
        'sale.origin = "self"', 'sale.origin = "slef"',
        "CW314", '"slef"',
    ),
    Mistake(
        "full-width-punctuation", HOURS,
        "when: arrival_closed(clocking.check_in)", "when: arrival_closed（clocking.check_in)",
        "CW201", "（",
    ),
    Mistake(
        "wrong-number-of-arguments", SALES,
        "scale(sale.amount).amount + sale.amount * extra, 2)",
        "scale(sale.amount, 2).amount + sale.amount * extra, 2)",
        "CW323", "scale(sale.amount, 2)",
    ),
    Mistake(
        "amount-that-is-text", HOURS,
        "amount: late_fine\n    effective: {to", "amount: employee.shop\n    effective: {to",
        "CW328", "employee.shop",
    ),
    # clauses
    Mistake(
        "unregistered-clause", HOURS,
        'id: late\n    clause: "1.1"', 'id: late\n    clause: "1.11"',
        "CW352", '"1.11"',
    ),
    Mistake(
        "unregistered-clause-of-exception", HOURS,
        'clause: "1.4"\n        because', 'clause: "1.44"\n        because',
        "CW352", '"1.44"',
    ),
    Mistake(
        "unregistered-clause-of-parameter", SALES,
        'value: 50000, clause: "2.3"', 'value: 50000, clause: "2.33"',
        "CW352", '"2.33"',
    ),
    Mistake(
        "unregistered-clause-of-timetable", HANDBOOK,
        'timetable_clause: "1.7"', 'timetable_clause: "17"',
        "CW352", '"17"',
    ),
    Mistake(
        "clause-cited-by-nothing", HANDBOOK,
        "obligations: [tidy-counter, no-smoking], ", "",
        "CW366", '"1.5"', '"1.5": {kind: duty',
    ),
    # how things fit
    Mistake(
        "circle-of-definitions", HOURS,
        "arrival_ends: latest_arrival", "arrival_ends: if arrival_closed(latest_arrival) then latest_arrival else null",
        "CW358", "arrival_ends",
    ),
    Mistake(
        "circle-of-rules", HOURS,
        "earlier: {kind: clocking, window: {before: P7D}, where: clocking.away}",
        "earlier: {kind: absence, window: {before: P7D}, where: absence.days > 0}",
        "CW357", "absence",
    ),
    Mistake(
        "rule-given-twice", HOURS,
        "id: long-leave", "id: absence",
        "CW351", "absence",
    ),
    Mistake(
        "rule-given-twice-for-the-same-days", HOURS,
        "effective: {from: 2025-01-01,", "effective: {from: 2024-12-31,",
        "CW351", "late-fine", 'late-fine\n    clause: "1.2"\n    title: {zh: 再三迟到罚款',
    ),
    Mistake(
        "unknown-rule-in-overrides", SALES,
        "overrides: [commission]", "overrides: [comission]",
        "CW363", "comission",
    ),
    Mistake(
        "name-that-hides-a-parameter", HOURS,
        "earlier: {kind: clocking, window", "look_back: {kind: clocking, window",
        "CW374", "look_back",
    ),
    Mistake(
        "name-that-every-rule-has", HOURS,
        "earlier: {kind: clocking, window", "period: {kind: clocking, window",
        "CW397", "period",
    ),
    Mistake(
        "name-given-twice-in-a-rule", HOURS,
        "minutes_late: minutes(clocking.check_in - latest_arrival)\n",
        "minutes_late: minutes(clocking.check_in - latest_arrival)\n    with: {minutes_late: clocking}\n",
        "CW398", "minutes_late", "      minutes_late: minutes(",
    ),
    Mistake(
        "where-that-waits-for-itself", HOURS,
        "where: clocking.away}", "where: count(earlier) = 0}",
        "CW396", "earlier",
    ),
    Mistake(
        "dates-the-wrong-way-round", HOURS,
        "effective: {from: 2025-01-01, to: 2029-12-31}", "effective: {from: 2025-01-01, to: 2019-12-31}",
        "CW361", "2019-12-31",
    ),
    Mistake(
        "bad-window", HOURS,
        "window: {before: P7D}", "window: {before: 7 days}",
        "CW364", "7 days",
    ),
    Mistake(
        "window-that-is-none", HOURS,
        "window: {before: P7D}", "window: {before: recently}",
        "CW362", "recently",
    ),
    Mistake(
        "dated-parameter-as-window", HOURS,
        "window: {before: look_back}", "window: {before: report_days workdays}",
        "CW377", "report_days",
    ),
    Mistake(
        "unknown-period-of-once", HOURS,
        "once: month", "once: moth",
        "CW364", "moth",
    ),
    Mistake(
        "once-in-a-length-of-time", HOURS,
        "once: month", "once: P30D",
        "CW376", "P30D",
    ),
    # parameters, tables, brackets
    Mistake(
        "name-of-two-things", SALES,
        'value: 0.01, clause: "2.3"}\n',
        'value: 0.01, clause: "2.3"}\n  full_day: {type: number, value: 1, clause: "2.3"}\n',
        "CW383", "full_day",
    ),
    Mistake(
        "two-values-from-one-day", HOURS,
        "from: 2024-02-28", "from: 2020-01-01",
        "CW380", "2020-01-01", "- {from: 2020-01-01, value: 1}",
    ),
    Mistake(
        "unknown-type", SALES,
        "large: {type: number,", "large: {type: nubmer,",
        "CW360", "nubmer",
    ),
    Mistake(
        "no-such-time", HOURS,
        "value: 10:00,", "value: 10:75,",
        "CW553", "10:75",
    ),
    Mistake(
        "no-such-day", HOURS,
        "from: 2024-02-28", "from: 2024-02-30",
        "CW552", "2024-02-30",
    ),
    Mistake(
        "row-with-a-cell-too-many", SALES,
        '"company"  | 0.01', '"company"  | 0.01 | 0.02',
        "CW368", '"company"  | 0.01 | 0.02',
    ),
    Mistake(
        "wrong-cell", SALES,
        '"company"  | 0.01', '"company"  | cheap',
        "CW302", "cheap",
    ),
    Mistake(
        "bands-out-of-order", SALES,
        "up_to: 30000", "up_to: 3000",
        "CW370", "3000",
    ),
    Mistake(
        "percent-as-rate", SALES,
        "up_to: 10000, rate: 0.01", "up_to: 10000, rate: 1%",
        "CW390", "1%",
    ),
    Mistake(
        "band-without-a-bound", SALES,
        "up_to: 30000, rate: 0.02", "rate: 0.02",
        "CW395", "0.02",
    ),
    Mistake(
        "default-for-no-output", SALES,
        "default: null", "default: {rat: 0}",
        "CW391", "rat",
    ),
    Mistake(
        "rows-in-a-file-that-is-not-there", SALES,
        "rows: gifts.csv", "rows: gfits.csv",
        "CW393", "gfits.csv",
    ),
    Mistake(
        "wrong-cell-in-a-file", GIFTS,
        ">= 10000,2,", ">= 10.000 yuan,2,",
        "CW239", "yuan",
    ),
    Mistake(
        "cell-that-is-missing-in-a-file", GIFTS,
        "< 10000,1,one box of tea", "< 10000",
        "CW368", "< 10000",
    ),
    Mistake(
        "unknown-type-in-vocabulary", EVENTS,
        "amount: {type: number, unit: CNY}", "amount: {type: nmuber, unit: CNY}",
        "CW360", "nmuber",
    ),
)  # fmt: skip
