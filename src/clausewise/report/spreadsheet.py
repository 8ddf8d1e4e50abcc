"""An answer as a spreadsheet: rulings, findings, rejected rows and the account, a sheet each."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from clausewise.model.ruling import Answer
from clausewise.report.flat import Sheet, worded_sheets
from clausewise.report.phrases import COLUMNS
from clausewise.report.words import Words
from clausewise.source.terminal import width
from clausewise.values.temporal import Date

if TYPE_CHECKING:
    import xlsxwriter

# The same answer gives the same bytes: a file says of itself that it is as old as the format.
_MADE = datetime(2007, 1, 1)
_WIDEST, _NARROWEST = 48, 8
# A cell keeps 15 digits; an amount with more stays text, so that none is lost.
_DIGITS_OF_A_CELL = 15


def xlsx_bytes(answer: Answer, words: Words) -> bytes:
    """Headers and labels are in the reader's language; amounts are numbers, dates are dates."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _MADE})
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1}),
        "money": book.add_format({"num_format": "#,##0.00########"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for sheet in worded_sheets(answer, words):
        _write(book, sheet, words, formats)
    book.close()
    return file.getvalue()


def _write(book: "xlsxwriter.Workbook", sheet: Sheet, words: Words, formats: Any) -> None:
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    widths = []
    for column, name in enumerate(sheet.columns):
        head = COLUMNS[name].say(words.language)
        page.write_string(0, column, head, formats["head"])
        widths.append(width(head))
    for number, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            name = sheet.columns[column]
            widths[column] = max(widths[column], width(str(cell if cell is not None else "")))
            if cell is None:
                continue
            day = Date.parse(str(cell)) if name in ("date", "due") else None
            if name == "amount" and len(str(cell)) <= _DIGITS_OF_A_CELL:
                page.write_number(number, column, float(str(cell)), formats["money"])
            elif day is not None:
                page.write_datetime(number, column, day.to_python(), formats["date"])
            elif isinstance(cell, int):
                page.write_number(number, column, cell)
            else:
                page.write_string(number, column, cell)
    for column, wanted in enumerate(widths):
        page.set_column(column, column, max(_NARROWEST, min(wanted + 2, _WIDEST)))
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
