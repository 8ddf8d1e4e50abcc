"""Exports of attendance clocks, and any other table, become facts as their mapping says."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from clausewise.intake.events import read_facts
from clausewise.intake.mappings import (
    FieldSource,
    bundled_readers,
    read_events,
    read_mapping,
    reader_named,
)
from clausewise.intake.roster import read_roster
from clausewise.intake.rows import Rows, UnreadableInput
from clausewise.model.vocabulary import EventKind, Field, Vocabulary
from clausewise.source.catalogue import CATALOGUE
from clausewise.values.types import BOOLEAN, DATE, NUMBER, STRING, TIME

SHANGHAI = ZoneInfo("Asia/Shanghai")
EXPORTS = Path(__file__).parents[2] / ".." / "shared" / "samples" / "exports"
NO_EXPORTS = pytest.mark.skipif(not EXPORTS.exists(), reason="the sample exports are not here")

_FIELDS = (
    Field("check_in", TIME, optional=True),
    Field("check_out", TIME, optional=True),
    Field("status", STRING.limited_to(["present", "absent"]), optional=True),
    Field("days", NUMBER, has_default=True, default=Decimal(1)),
    Field("working_day", BOOLEAN, optional=True),
)
WORDS = Vocabulary(
    {
        "attendance": EventKind("attendance", {one.name: one for one in _FIELDS}, daily=True),
        "order": EventKind("order", {"amount": Field("amount", NUMBER)}),
    },
    {},
    {"name": Field("name", STRING), "hired": Field("hired", DATE, optional=True)},
)


def mapping(path: Path, text: str) -> str:
    (path / "m.yaml").write_text("mapping: m\n" + text, "utf-8")
    return str(path / "m.yaml")


def sheet(path: Path, grid: list[list[Any]], name: str = "表") -> Path:
    book = xlsxwriter.Workbook(str(path / "a.xlsx"))
    page = book.add_worksheet(name)
    for row, cells in enumerate(grid):
        page.write_row(row, 0, cells)
    book.close()
    return path / "a.xlsx"


def table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    (path / "a.csv").write_bytes(text.encode(encoding))
    return path / "a.csv"


def cells(rows: Rows) -> list[tuple[int, dict[str, Any]]]:
    return [(row.place.line, dict(row.cells)) for row in rows.rows]


def read(path: Path, reader: str, **more: Any) -> list[tuple[int, dict[str, Any]]]:
    return cells(read_events(path, SHANGHAI, name="a", reader=reader, **more))


# What a mapping can say


def test_a_hand_made_table_with_several_times_in_a_cell(tmp_path: Path) -> None:
    reader = mapping(
        tmp_path,
        """
skip: {考勤结果: [休息, 小计]}
facts:
  - kind: attendance
    fields:
      employee: 工号
      date: 日期
      check_in: {column: 打卡时间, split: ";", take: earliest}
      check_out: {column: 打卡时间, split: ";", take: latest}
      status: {column: 考勤结果, values: {旷工: absent}, otherwise: null}
""",
    )
    text = """\
考勤明细表
工号,日期,打卡时间,考勤结果
E01,2026/5/6,08:27 ; 12:09 ; 18:02,正常
E02,2026/5/6,,旷工
E03,2026/5/6,,休息
E04,2026/5/6,8:57,下班缺卡
E05,2026/5/6,09:54 ; 次日 00:35,正常
"""
    assert read(table(tmp_path, text, "gb18030"), reader) == [
        (3, {"kind": "attendance", "employee": "E01", "date": "2026/5/6", "check_in": "08:27", "check_out": "18:02"}),
        (4, {"kind": "attendance", "employee": "E02", "date": "2026/5/6", "status": "absent"}),
        (6, {"kind": "attendance", "employee": "E04", "date": "2026/5/6", "check_in": "8:57"}),
        (7, {"kind": "attendance", "employee": "E05", "date": "2026/5/6", "check_in": "09:54", "check_out": "次日 00:35"}),
    ]  # fmt: skip


def test_merged_headers_name_a_column_by_its_group(tmp_path: Path) -> None:
    reader = mapping(
        tmp_path,
        """
sheet: [日报, 表]
header_row: [2, 3]
facts:
  - kind: order
    fields: {employee: 姓名, amount: 销售/金额, date: 销售/日期, note: 备注}
""",
    )
    path = sheet(
        tmp_path,
        [
            ["报表"],
            ["姓名", "销售", "", "退货", "", "备注"],
            ["", "日期", "金额", "日期", "金额", ""],
            ["甲", "2026-05-06", "12", "2026-05-07", "5", "急"],
        ],
    )
    assert read(path, reader) == [
        (4, {"kind": "order", "employee": "甲", "amount": "12", "date": "2026-05-06", "note": "急"})
    ]


def test_texts_are_stripped_cut_translated_and_reckoned(tmp_path: Path) -> None:
    reader = mapping(
        tmp_path,
        r"""
missing: ["--"]
facts:
  - kind: x
    fields:
      name: {column: 姓名, strip: [（离职）, " "]}
      hours: {column: 时长, pattern: '([\d.]+)小时', times: 60}
      share: {column: 比例, strip: ["%"], times: 0.01}
      level: {column: [新等级, 等级], values: {"甲*": A, 乙: B}, otherwise: C}
      plain: {column: 等级, values: {乙: B}}
      day: {column: 日期, pattern: '^\S+', format: "%y-%m-%d"}
      odd_day: {column: 日期, format: "%d/%m/%Y"}
      at: {column: 时刻, format: epoch_ms}
      clock: {column: 钟点, format: "%H点%M"}
      all: {column: 标签, split: " ", take: all}
      last: {column: 标签, split: " ", take: last}
      fixed: {value: true}
""",
    )
    text = """\
姓名,时长,比例,新等级,等级,日期,时刻,钟点,标签
员工 壬（离职）,病假3.5小时,30%,--,甲上,26-05-07 星期四,1778083200000,9点05,a  b c
员工甲,无,,乙,丙,2026-05-07,x,9:05,
"""
    [(_, first), (_, second)] = read(table(tmp_path, text), reader)
    assert {key: str(value) for key, value in first.items()} == {
        "kind": "x", "name": "员工壬", "hours": "210.0", "share": "0.30", "level": "A", "plain": "甲上",
        "day": "2026-05-07", "odd_day": "26-05-07 星期四", "at": "2026-05-07 00:00:00",
        "clock": "09:05:00", "all": "['a', 'b', 'c']", "last": "c", "fixed": "True",
    }  # fmt: skip
    assert second == {
        "kind": "x", "name": "员工甲", "level": "B", "plain": "丙", "day": "2026-05-07",
        "odd_day": "2026-05-07", "at": "x", "clock": "9:05", "fixed": True,
    }  # fmt: skip


def test_rows_of_one_day_are_one_fact(tmp_path: Path) -> None:
    reader = mapping(
        tmp_path,
        r"""
header_row: none
separator: "|"
facts:
  - kind: attendance
    one_per: [employee, date]
    fields:
      employee: {column: 1}
      date: {column: 2, pattern: '^\S+'}
      check_in: {column: 2, take: earliest, pattern: '\d+:\d+'}
      check_out: {column: 2, take: latest, pattern: '\d+:\d+'}
""",
    )
    text = """\
 1|2026-05-06 18:02
 2|2026-05-06 08:20

 1|2026-05-06 08:27
 1|2026-05-07 08:30
 2|2026-05-06 08:20
"""
    day = {"kind": "attendance", "date": "2026-05-06"}
    assert read(table(tmp_path, text), reader) == [
        (1, {**day, "employee": "1", "check_in": "08:27", "check_out": "18:02"}),
        (2, {**day, "employee": "2", "check_in": "08:20"}),
        (5, {**day, "employee": "1", "date": "2026-05-07", "check_in": "08:30"}),
    ]


def test_one_row_may_give_two_facts_with_ids_of_their_own(tmp_path: Path) -> None:
    reader = mapping(
        tmp_path,
        """
facts:
  - {kind: order, fields: {employee: 工号, amount: 金额}}
  - {kind: payment, only: {已收: "*"}, fields: {employee: 工号, amount: 已收}}
""",
    )
    rows = read(table(tmp_path, "工号,金额,已收\nE01,100,30\nE02,50,\n"), reader)
    assert rows == [
        (2, {"kind": "order", "employee": "E01", "amount": "100"}),
        (2, {"kind": "payment", "employee": "E01", "amount": "30", "id": "a:2/2"}),
        (3, {"kind": "order", "employee": "E02", "amount": "50"}),
    ]


def test_people_are_found_in_the_roster(tmp_path: Path) -> None:
    reader = mapping(
        tmp_path,
        "facts: [{kind: order, fields: {employee: {column: 姓名, lookup: name}, amount: 金额}}]\n",
    )
    roster, _ = read_roster(
        [{"id": "E01", "name": "甲"}, {"id": "E02", "name": "乙"}, {"id": "E03", "name": "乙"}],
        WORDS,
        SHANGHAI,
    )
    path = table(tmp_path, "姓名,金额\n甲,1\n乙,2\n丙,3\n")
    rows = read_events(path, SHANGHAI, name="a", reader=reader, roster=roster)
    assert cells(rows) == [(2, {"kind": "order", "employee": "E01", "amount": "1"})]
    assert [
        f"{one.place} {CATALOGUE[one.code].en.format_map(one.blanks)}" for one in rows.rejected
    ] == [
        "a:3 the roster does not have exactly one employee whose 'name' is '乙'",
        "a:4 the roster does not have exactly one employee whose 'name' is '丙'",
    ]


def test_a_plain_table_needs_no_mapping_and_may_be_given_a_kind(tmp_path: Path) -> None:
    path = table(tmp_path, "employee,amount\nE01,5\n")
    rows = read_events(path, SHANGHAI, name="a", kind="order")
    assert cells(rows) == [(2, {"kind": "order", "employee": "E01", "amount": "5"})]


def test_a_sheet_may_be_named(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["employee", "amount"], ["E01", 5]], "六月")
    assert cells(read_events(path, SHANGHAI, sheet="六月")) == [
        (2, {"employee": "E01", "amount": 5.0})
    ]
    with pytest.raises(UnreadableInput) as caught:
        read_events(path, SHANGHAI, name="a.xlsx", sheet="五月")
    assert caught.value.message("en") == "'a.xlsx' has no sheet '五月'"
    assert caught.value.hint("en") == "it has these sheets: 六月"


# What is wrong with a mapping or its table


def refused(path: Path, reader: str) -> str:
    with pytest.raises(UnreadableInput) as caught:
        read_events(path, SHANGHAI, name="a.csv", reader=reader)
    return caught.value.message("en")


def test_a_column_that_is_not_there_is_told(tmp_path: Path) -> None:
    reader = mapping(tmp_path, "facts: [{kind: order, fields: {employee: 工号, amount: 金額}}]\n")
    path = table(tmp_path, "工号,金额\nE01,5\n")
    assert refused(path, reader) == "the sheet 'a.csv' of 'a.csv' has no column '金額'"


def test_a_file_of_another_layout_is_told(tmp_path: Path) -> None:
    path = sheet(tmp_path, [["a", "b"], ["1", "2"]], "每日统计")
    assert refused(path, "dingtalk") == "the headers of 'a.csv' are not those of 'dingtalk'"
    other = sheet(tmp_path, [["a", "b"], ["1", "2"]], "别的")
    assert refused(other, "dingtalk") == "'a.csv' has no sheet '每日统计'"


def test_a_reader_that_nobody_knows_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        reader_named("dingding")
    assert caught.value.message("en") == "there is no reader 'dingding'"
    assert "dingtalk, feishu, wecom, zkteco" in caught.value.hint("en")
    with pytest.raises(UnreadableInput, match="there is no file"):
        reader_named(str(tmp_path / "no.yaml"))


def test_json_lines_are_read_by_no_mapping(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}")
    assert refused(path, "zkteco") == "'a.csv' is no table and cannot be read by 'zkteco'"


def test_what_is_wrong_in_a_mapping_is_told_at_its_place(tmp_path: Path) -> None:
    path = mapping(tmp_path, "facts: [{kind: order, feilds: {employee: 工号}}]\n")
    reader, told = read_mapping(Path(path))
    assert reader is None
    assert [one.span.text for one in told] == ["feilds"]
    with pytest.raises(UnreadableInput) as caught:
        reader_named(path)
    assert list(caught.value.diagnostics) == told


def test_a_pattern_that_is_none_is_told_at_its_place(tmp_path: Path) -> None:
    text = "facts: [{kind: order, fields: {amount: {column: 金额, pattern: '(\\d+'}}}]\n"
    reader, [told] = read_mapping(Path(mapping(tmp_path, text)))
    assert reader is None
    assert (told.code, told.span.text) == ("CW587", "(\\d+")


# The bundled readers


def test_the_bundled_readers_are_sound() -> None:
    assert list(bundled_readers()) == ["dingtalk", "feishu", "wecom", "zkteco"]
    attendance = {*WORDS.events["attendance"].fields, "employee", "date", "note"}
    for reader in bundled_readers().values():
        for fact in reader.facts:
            assert fact.kind == "attendance"
            assert set(fact.fields) <= attendance
            assert all(isinstance(source, FieldSource) for source in fact.fields.values())


IDS = {
    "0431450049026": "E004",
    **{f"user_e{n:03}": f"E{n:03}" for n in range(1, 13)},
    **{str(n): f"E{n:03}" for n in range(1, 13)},
}
Days = dict[tuple[str, str], tuple[str, str, bool, bool | None]]


def days_in(file: str) -> Days:
    """Arrival, departure, absence and whether the day is worked, by employee and day."""
    rows = read_events(EXPORTS / file, SHANGHAI, name=file)
    found = read_facts([rows], WORDS, SHANGHAI)
    assert found.rejected == ()
    return {
        (IDS.get(str(fact.employee), str(fact.employee)), str(fact.date)): (
            str(fact.record["check_in"])[:5],
            str(fact.record["check_out"])[:5],
            fact.record["status"] == "absent",
            fact.record["working_day"],
        )
        for fact in found.facts
    }


def expected_days(file: str) -> Days:
    found: Days = {}
    for line in (EXPORTS / "expected" / f"{file}.events.jsonl").read_text("utf-8").splitlines():
        day = json.loads(line)
        arrivals = [_clock(p) for p in day["punches"] if p["slot"].startswith("in")]
        departures = [_clock(p) for p in day["punches"] if p["slot"].startswith("out")]
        if arrivals:
            found[day["employee"], day["date"]] = (
                arrivals[0], departures[-1], bool(day["absent_days"]), day["scheduled"],
            )  # fmt: skip
    return found


def _clock(punch: dict[str, Any]) -> str:
    return punch["time"][11:16] if punch["time"] else "None"


@NO_EXPORTS
@pytest.mark.parametrize(
    "file", ["dingtalk_monthly.xlsx", "dingtalk_baddim.xlsx", "wecom_daily.xlsx", "feishu.xlsx"]
)
def test_an_export_gives_the_days_that_it_tells_of(file: str) -> None:
    assert days_in(file) == expected_days(file)


@NO_EXPORTS
def test_three_exports_of_one_month_tell_the_same() -> None:
    assert days_in("dingtalk_monthly.xlsx") == days_in("wecom_daily.xlsx") == days_in("feishu.xlsx")


@NO_EXPORTS
def test_a_clocks_memory_gives_arrivals_and_departures() -> None:
    clocked = days_in("zkteco_attlog.dat")
    seen: dict[tuple[str, str], list[str]] = {}
    text = (EXPORTS / "expected" / "zkteco_attlog.dat.events.jsonl").read_text("utf-8")
    for line in text.splitlines():
        punch = json.loads(line)
        seen.setdefault((punch["employee"], punch["time"][:10]), []).append(punch["time"][11:16])
    strangers = {("99", "2026-05-06"), ("E010", "2000-01-01")}
    assert set(clocked) - strangers == set(seen)
    for day, times in seen.items():
        arrival, departure, _, _ = clocked[day]
        assert arrival == min(times)
        assert departure == (max(times) if len(set(times)) > 1 else "None")


@NO_EXPORTS
def test_a_hand_made_list_of_the_same_month_tells_the_same(tmp_path: Path) -> None:
    reader = mapping(
        tmp_path,
        """
skip: {考勤结果: [休息, ""]}
facts:
  - kind: attendance
    fields:
      employee: 工号
      date: 日期
      check_in: {column: 打卡时间, split: ";", take: earliest}
""",
    )
    rows = read_events(EXPORTS / "daily_gbk.csv", SHANGHAI, reader=reader)
    found = read_facts([rows], WORDS, SHANGHAI)
    assert found.rejected == ()
    arrivals = {(str(f.employee), str(f.date)): str(f.record["check_in"])[:5] for f in found.facts}
    # Such a list does not say which clocking is missing: a morning on sick leave, a forgotten card.
    unlike = {("E004", "2026-05-21"), ("E011", "2026-05-15")}
    wanted = {day: arrival for day, (arrival, *_) in expected_days("feishu.xlsx").items()}
    assert {day for day, arrival in arrivals.items() if arrival != wanted[day]} == unlike
