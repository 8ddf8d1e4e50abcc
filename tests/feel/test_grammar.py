"""The tables that are shipped are those of the grammar."""

import subprocess
import sys
from pathlib import Path

from clausewise.feel import grammar


def test_the_shipped_tables_are_those_of_the_grammar() -> None:
    kept = Path(grammar.__file__).with_name("grammar.json").read_text("utf-8")

    assert kept == grammar.written(grammar.build()), "run: python -m clausewise.feel.grammar"


def test_every_rule_has_an_action() -> None:
    from clausewise.feel.parser import ACTIONS

    actions = {rule.action for rule in grammar.load().rules} - {"same"}

    assert actions == set(ACTIONS)


def test_reading_an_expression_loads_neither_lark_nor_a_spreadsheet_library() -> None:
    program = (
        "import sys\n"
        "from clausewise.feel import evaluate\n"
        "assert evaluate('1 + 1') == 2\n"
        "print(sorted({'lark', 'polars', 'jsonschema', 'yaml', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
