"""The names of types in the words of the language that a message is told in."""

import re
from collections.abc import Mapping

# The blanks that hold the name of a type; another blank may hold a name that looks like one.
_BLANKS = frozenset({"type", "wanted", "given", "left", "right"})
_ZH: Mapping[str, str] = {
    "number": "数字",
    "string": "文字",
    "boolean": "是非",
    "date": "日期",
    "time": "钟点",
    "date and time": "日期加钟点",
    "days and time duration": "日时分的时长",
    "years and months duration": "年月的时长",
    "context": "一组数据",
    "function": "函数",
}
_LIST = re.compile(r"list<(.*)>")


def in_chinese(blanks: Mapping[str, str]) -> dict[str, str]:
    """The blanks of a message, with the types among them by their Chinese names."""
    return {
        name: _type_in_chinese(value) if name in _BLANKS else value
        for name, value in blanks.items()
    }


def _type_in_chinese(name: str) -> str:
    listed = _LIST.fullmatch(name)
    if listed:
        return f"{_type_in_chinese(listed[1])}的列表"
    return _ZH.get(name, name)
