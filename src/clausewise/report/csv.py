"""An answer as CSV that a spreadsheet program opens as it stands: UTF-8 with its mark."""

import csv
import re
from io import StringIO

from clausewise.model.ruling import Answer
from clausewise.report.flat import (
    Cell,
    findings_sheet,
    rejected_sheet,
    rulings_sheet,
    together,
)
from clausewise.report.words import Words

_FORMULA = re.compile(r"[=+\-@\t\r](?![0-9.]*$)")


def csv_bytes(answer: Answer, words: Words) -> bytes:
    """Rulings, findings and rejected rows under one header; `status` says which a row is."""
    sheet = together(
        [rulings_sheet(answer), findings_sheet(answer, words), rejected_sheet(answer, words)],
        "answer",
    )
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([_safe(cell) for cell in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """A text that a spreadsheet program would run as a formula is kept a text by a mark before it."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
