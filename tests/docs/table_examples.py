"""Small wrong tables and brackets, each with the code it is told by, and the same written rightly.

They stand at the end of a policy of the tea house.
"""


def _table(*rows: str, hit: str = "UNIQUE") -> str:
    lines = "\n".join(f"      {row}" for row in rows)
    return f"""\
tables:
  tier:
    clause: "1.2"
    hit: {hit}
    inputs: {{minutes: number}}
    outputs: {{fine: number}}
    rows: |
{lines}
"""


def _brackets(*bands: str) -> str:
    lines = "\n".join(f"      - {{{band}}}" for band in bands)
    return f"""\
brackets:
  bonus:
    clause: "1.2"
    mode: whole
    bands:
{lines}
"""


_ON_FACTS = '? > 10 and employee.shop = "main" | 20'

TABLES: tuple[tuple[str, str, str], ...] = (
    ("CW410", _table("< 10 | 0", "> 10 | 20"), _table("<= 10 | 0", "> 10 | 20")),
    ("CW411", _table("<= 10 | 0", _ON_FACTS), _table("<= 10 | 0", "> 10 | 20")),
    ("CW412", _table("<= 10 | 0", ">= 10 | 20"), _table("<= 10 | 0", "> 10 | 20")),
    (
        "CW413",
        _table("<= 10 | 0", ">= 10 | 20", hit="ANY"),
        _table("<= 10 | 20", ">= 10 | 20", hit="ANY"),
    ),
    (
        "CW414",
        _table("<= 10 | 0", "> 10 | 20", "> 10 | 50"),
        _table("<= 10 | 0", "(10..30] | 20", "> 30 | 50"),
    ),
    (
        "CW415",
        _table("> 10 | 20", "> 10 | 20", hit="COLLECT+"),
        _table("> 10 | 20", "> 30 | 20", hit="COLLECT+"),
    ),
    (
        "CW416",
        _table("<= 10 | 0", "> 10 | 20", "> 30 | 50", hit="FIRST"),
        _table("<= 10 | 0", "> 30 | 50", "> 10 | 20", hit="FIRST"),
    ),
    (
        "CW417",
        _table("<= 10 | 0", "> 10 | 20", "[30..20] | 50"),
        _table("<= 10 | 0", "(10..20) | 20", "[20..30] | 50", "> 30 | 60"),
    ),
    (
        "CW418",
        _table("<= 10 | 20", "- | 20", hit="FIRST"),
        _table("<= 10 | 0", "- | 20", hit="FIRST"),
    ),
    (
        "CW419",
        _table("<= 10 | 0", "> 10 | 20", hit="FIRST"),
        _table("<= 10 | 0", "> 10 | 20"),
    ),
    (
        "CW422",
        _brackets("up_to: 10000, rate: 0.01", "up_to: 30000, rate: 0.02"),
        _brackets("up_to: 10000, rate: 0.01", "rate: 0.02"),
    ),
    (
        "CW423",
        _brackets("up_to: 10000, rate: 0.01", "up_to: 30000, rate: 0.2", "rate: 0.03"),
        _brackets("up_to: 10000, rate: 0.01", "up_to: 30000, rate: 0.02", "rate: 0.03"),
    ),
    (
        "CW424",
        _brackets("up_to: 10000, rate: 0.02", "rate: 0.01"),
        _brackets("up_to: 10000, rate: 0.01", "rate: 0.02"),
    ),
    (
        "CW425",
        _table("<= 10 | 0", "(10..30] | 50", "> 30 | 20"),
        _table("<= 10 | 0", "(10..30] | 20", "> 30 | 50"),
    ),
)
