"""An answer as one web page that needs nothing else: its style is inside, its texts are escaped."""

from html import escape

from clausewise.model.ruling import Answer
from clausewise.report.flat import Cell, Sheet, worded_sheets
from clausewise.report.phrases import COLUMNS
from clausewise.report.words import Words

STYLE = """
body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2rem auto;
  max-width: 76rem; padding: 0 1rem; color: #1c2733; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem }
th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid #dde3ea;
  vertical-align: top; overflow-wrap: anywhere }
th { background: #eef2f6; position: sticky; top: 0 }
td.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
pre { background: #f6f8fa; padding: 0.7rem 1rem; overflow-x: auto }
.faint { color: #5b6875; font-size: 0.85rem }
""".strip()

# Of use to programs; a reader has them in the other formats.
_LEFT_OUT = frozenset({"status", "policy", "handbook", "effect", "currency"})


def html_page(answer: Answer, words: Words) -> str:
    """Rulings, findings, rejected rows and the account, a table each; empty ones are left out."""
    sheets = worded_sheets(answer, words)
    body = [_table(sheet, words) for sheet in sheets if sheet.rows]
    title = COLUMNS["rulings"].say(words.language)
    return document(title, f"<h1>{escape(title)}</h1>\n" + "\n".join(body), words)


def document(title: str, body: str, words: Words) -> str:
    """A whole page of HTML round a body that is escaped already."""
    language = "zh-CN" if words.language == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}\n</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _table(sheet: Sheet, words: Words) -> str:
    shown = [
        n
        for n, name in enumerate(sheet.columns)
        if name not in _LEFT_OUT or (sheet.name, name) == ("findings", "status")
    ]
    head = "".join(
        f"<th>{escape(COLUMNS[sheet.columns[n]].say(words.language))}</th>" for n in shown
    )
    rows = "\n".join(
        "<tr>" + "".join(_cell(sheet.columns[n], row[n]) for n in shown) + "</tr>"
        for row in sheet.rows
    )
    title = COLUMNS[sheet.name].say(words.language)
    return (
        f"<h2>{escape(title)}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _cell(column: str, cell: Cell) -> str:
    text = "" if cell is None else escape(str(cell))
    return f'<td class="amount">{text}</td>' if column == "amount" else f"<td>{text}</td>"
