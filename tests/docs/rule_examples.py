"""Rules of the tea house that do not go together, each with the code it is told by, and rightly written."""

PARAMETERS = """\
parameters:
  first_guest: {type: time, value: 09:00, clause: "1.2"}
  opening: {type: time, value: 09:30, clause: "1.2"}
  noon: {type: time, value: 12:00, clause: "1.2"}
  mild: {type: number, unit: CNY, value: 20, clause: "1.2"}
  hard: {type: number, unit: CNY, value: 50, clause: "1.2"}
"""


def rule(id_: str, *lines: str, on: str = "clocking") -> str:
    """A rule in block form."""
    body = "".join(f"    {line}\n" for line in lines)
    title = "title: {zh: 例, en: Example}"
    return f'  - id: {id_}\n    clause: "1.2"\n    {title}\n    on: {on}\n{body}'


def rules(*texts: str) -> str:
    return f"{PARAMETERS}rules:\n" + "\n".join(texts)


def fine(amount: str, basis: str = "hours") -> str:
    return f"then: {{outcome: fine, basis: {basis}, amount: {amount}}}"


def reminder(what: str) -> str:
    return f"then: {{outcome: reminder, what: {what}}}"


def bonus(amount: str) -> str:
    return f"then: {{outcome: commission, rate: 0, amount: {amount}}}"


_ALLOWED = "allow: [{code: CW437, because: {zh: 两项都要, en: both are meant}}]"
_LOW = "when: clocking.check_in <= opening"
_HIGH = "when: clocking.check_in > opening"

_STAYED = "then: {outcome: late, minutes: minutes(clocking.check_out - opening)}"

MISSING = (
    "CW404",
    rules(rule("stayed", "when: clocking.check_in > opening", _STAYED)),
    rules(rule("stayed", "when: clocking.check_out > opening", _STAYED)),
)

MUTUAL: tuple[tuple[str, str, str], ...] = (
    (
        "CW430",
        rules(
            rule("both", "when:", "  - clocking.check_in > noon", "  - clocking.check_in <= opening",
                 reminder("hours"))
        ),
        rules(
            rule("both", "when:", "  - clocking.check_in <= noon", "  - clocking.check_in > opening",
                 reminder("hours"))
        ),
    ),
    (
        "CW431",
        rules(
            rule("morning", _LOW, "unless:",
                 '  - {when: clocking.check_in <= noon, clause: "1.4", because: {zh: 来得晚, en: after noon}}',
                 reminder("hours"))
        ),
        rules(
            rule("morning", "when: clocking.check_in <= noon", "unless:",
                 '  - {when: clocking.check_in <= opening, clause: "1.4", because: {zh: 来得早, en: early}}',
                 reminder("hours"))
        ),
    ),
    (
        "CW432",
        rules(
            rule("morning", _LOW, "unless:",
                 '  - {when: clocking.check_in > noon, clause: "1.4", because: {zh: 来得晚, en: after noon}}',
                 reminder("hours"))
        ),
        rules(
            rule("later", _HIGH, "unless:",
                 '  - {when: clocking.check_in > noon, clause: "1.4", because: {zh: 来得晚, en: after noon}}',
                 reminder("hours"))
        ),
    ),
    (
        "CW433",
        rules(
            rule("morning", _LOW, "then:",
                 "  - {outcome: reminder, what: hours}",
                 "  - {when: clocking.check_in > noon, outcome: gift, boxes: 2}")
        ),
        rules(
            rule("later", _HIGH, "then:",
                 "  - {outcome: reminder, what: hours}",
                 "  - {when: clocking.check_in > noon, outcome: gift, boxes: 2}")
        ),
    ),
    (
        "CW434",
        rules(rule("special", "overrides: [late]", reminder("hours"), on="sale")),
        rules(rule("special", "overrides: [late]", reminder("hours"))),
    ),
    (
        "CW435",
        rules(
            rule("late-a-little", "when: clocking.check_in <= noon", fine("mild")),
            rule("very-late", "when: clocking.check_in >= noon", fine("hard")),
        ),
        rules(
            rule("late-a-little", "when: clocking.check_in <= noon", fine("mild")),
            rule("very-late", "when: clocking.check_in > noon", fine("hard")),
        ),
    ),
    (
        "CW436",
        rules(
            rule("praise", "when: clocking.check_in >= noon", bonus("mild")),
            rule("blame", _HIGH, fine("hard")),
        ),
        rules(
            rule("praise", "when: clocking.check_in >= noon", bonus("mild")),
            rule("blame", "when: clocking.check_in < noon", fine("hard")),
        ),
    ),
    (
        "CW437",
        rules(
            rule("money", 'when: clocking.check_out = null', fine("mild")),
            rule("record", _HIGH, "then: {outcome: discipline, level: verbal_warning}"),
        ),
        rules(
            rule("money", 'when: clocking.check_out = null', fine("mild")),
            rule("record", _HIGH, _ALLOWED, "then: {outcome: discipline, level: verbal_warning}"),
        ),
    ),
    (
        "CW438",
        rules(
            rule("late-a-little", "when: clocking.check_in in [first_guest..opening]", fine("mild")),
            rule("very-late", "when: clocking.check_in >= noon", fine("hard")),
        ),
        rules(
            rule("late-a-little", "when: clocking.check_in in [first_guest..noon)", fine("mild")),
            rule("very-late", "when: clocking.check_in >= noon", fine("hard")),
        ),
    ),
    (
        "CW439",
        rules(
            rule("on-time", _LOW, fine("0")),
            rule("late-a-little", "when: clocking.check_in in (opening..noon]", fine("hard")),
            rule("very-late", "when: clocking.check_in > noon", fine("mild")),
        ),
        rules(
            rule("on-time", _LOW, fine("0")),
            rule("late-a-little", "when: clocking.check_in in (opening..noon]", fine("mild")),
            rule("very-late", "when: clocking.check_in > noon", fine("hard")),
        ),
    ),
)  # fmt: skip
