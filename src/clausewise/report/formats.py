"""The formats in which an answer is written out, each with its name, suffixes and writer."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from attrs import frozen

from clausewise.model.ruling import Answer
from clausewise.report.csv import csv_bytes
from clausewise.report.frames import FormatUnavailable, parquet_bytes
from clausewise.report.lines import json_document, json_lines
from clausewise.report.page import html_page
from clausewise.report.spreadsheet import xlsx_bytes
from clausewise.report.table import screen
from clausewise.report.words import Words


@frozen
class Format:
    """`write` gives the bytes in pieces, so that a long answer need not be held twice."""

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Answer, Words], Iterator[bytes]]


def _lines(answer: Answer, words: Words) -> Iterator[bytes]:
    return (line.encode() for line in json_lines(answer, words.language))


def _json(answer: Answer, words: Words) -> Iterator[bytes]:
    yield json_document(answer, words.language).encode()


def _table(answer: Answer, words: Words) -> Iterator[bytes]:
    yield screen(answer, words).encode()


def _page(answer: Answer, words: Words) -> Iterator[bytes]:
    yield html_page(answer, words).encode()


def _whole(write: Callable[[Answer, Words], bytes]) -> Callable[[Answer, Words], Iterator[bytes]]:
    return lambda answer, words: iter((write(answer, words),))


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("table", (".txt",), _table),
        Format("jsonl", (".jsonl", ".ndjson"), _lines),
        Format("json", (".json",), _json),
        Format("csv", (".csv",), _whole(csv_bytes)),
        Format("xlsx", (".xlsx",), _whole(xlsx_bytes)),
        Format("parquet", (".parquet",), _whole(parquet_bytes)),
        Format("html", (".html", ".htm"), _page),
    )
}


def format_of(path: str | PurePath) -> Format | None:
    """The format that a file's suffix stands for; None for any other suffix."""
    suffix = PurePath(path).suffix.lower()
    return next((one for one in FORMATS.values() if suffix in one.suffixes), None)


__all__ = ["FORMATS", "Format", "FormatUnavailable", "format_of"]
