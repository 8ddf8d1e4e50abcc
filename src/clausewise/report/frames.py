"""An answer as a data frame and as a Parquet file, by Polars where it is installed."""

from io import BytesIO
from typing import TYPE_CHECKING

from clausewise.model.ruling import Answer
from clausewise.report.flat import Sheet, findings_sheet, rejected_sheet, rulings_sheet, together
from clausewise.report.words import Words

if TYPE_CHECKING:
    import polars


class FormatUnavailable(Exception):  # noqa: N818  # it says what is so
    """A format needs a library that is not installed; `format` names it, `needs` the library."""

    def __init__(self, format: str, needs: str) -> None:
        super().__init__(f"{format} needs {needs}; run pip install 'clausewise[frames]'")
        self.format, self.needs = format, needs


def polars_frame(answer: Answer) -> "polars.DataFrame":
    """The rulings, a row each, with the columns of the CSV, all text.  FormatUnavailable."""
    return _frame(rulings_sheet(answer))


def parquet_bytes(answer: Answer, words: Words) -> bytes:
    """Rulings, findings and rejected rows with the columns of the CSV, all text but `line`.

    FormatUnavailable where Polars is not installed.
    """
    sheets = [rulings_sheet(answer), findings_sheet(answer, words), rejected_sheet(answer, words)]
    file = BytesIO()
    _frame(together(sheets, "answer")).write_parquet(file)
    return file.getvalue()


def _frame(sheet: Sheet) -> "polars.DataFrame":
    try:
        import polars
    except ImportError as absent:
        raise FormatUnavailable("parquet", "polars") from absent
    types = {name: polars.Int64 if name == "line" else polars.String for name in sheet.columns}
    return polars.DataFrame(list(sheet.rows), schema=types, orient="row")
