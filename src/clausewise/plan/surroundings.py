"""What every rule sees besides its own facts: the unit asked about, the day's timetable, what came."""

from clausewise.values.types import (
    BOOLEAN,
    DATE,
    NUMBER,
    STRING,
    TIME,
    ContextOf,
    ListOf,
)

_DATES = ListOf(DATE)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PERIOD = ContextOf(
    {"start": DATE, "end": DATE, "days": _DATES, "workdays": _DATES, "index": NUMBER}, "period"
)
WEEK = ContextOf({**PERIOD.fields, **dict.fromkeys(_WEEKDAYS, DATE)}, "period")
SCHEDULE = ContextOf(
    {
        "start": TIME,
        "end": TIME,
        "shifts": ListOf(ListOf(TIME)),
        "minutes": NUMBER.with_unit("minutes"),
        "workday": BOOLEAN,
    },
    "schedule",
)
STATE = STRING.limited_to(("met", "late", "missing", "pending"))

# Under these names rules see always the same; a name of a rule's own cannot be one of them.
RESERVED = ("employee", "subject", "period", "schedule", "expected", "item")
