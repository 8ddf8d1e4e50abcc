"""The JSON Schemas of the files that HR edits, as they ship."""

import json
import pkgutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

FileKind = Literal["handbook", "vocabulary", "policy", "test", "month", "mapping"]
FILE_KINDS: tuple[FileKind, ...] = get_args(FileKind)

Schema = dict[str, Any]


@cache
def schema_of(kind: FileKind) -> Schema:
    """The schema that a file's structure is held against; to be read, not changed.

    Places where a vocabulary's names belong are marked: `x-names` a closed choice of words,
    `x-suggests` words that are usual there, `x-keys` the words that keys are, `x-fields` the
    fields that a kind of object has; the other marks are for messages.  To a validator these are words it does not know.
    """
    schema: Schema = json.loads(_text_of(kind), parse_float=Decimal)
    return schema


def file_name(kind: FileKind) -> str:
    """What the file of a schema is called, in the package and where editors find it."""
    return f"{kind}.schema.json"


def _text_of(kind: FileKind) -> str:
    """From the installed package; in a checkout, from the folder at its top."""
    try:
        packaged = pkgutil.get_data("clausewise", f"schemas/{file_name(kind)}")
    except FileNotFoundError:
        return (Path(__file__).parents[3] / "schemas" / file_name(kind)).read_text("utf-8")
    assert packaged is not None
    return packaged.decode("utf-8")


FORMS: Mapping[str, str] = {
    "date": "CW166",
    "month_day": "CW167",
    "time": "CW168",
    "id": "CW169",
    "currency": "CW170",
    "code": "CW171",
}
"""The forms that texts are held to, each with the message for one that is not of it."""
