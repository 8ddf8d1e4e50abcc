"""Writes the example month: June 2024 of an invented firm with five departments.

    python make.py

Deterministic, and needs nothing but Python: change a line here, run it, and look at what changes in
the rulings.  Everybody and everything in it is made up.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

HERE = Path(__file__).parent
JUNE = [date(2024, 6, 1) + timedelta(days=n) for n in range(30)]
HOLIDAYS = {date(2024, 6, 8), date(2024, 6, 10)}  # Dragon Boat Festival
MOVED = date(2024, 6, 17)  # 304 goes from the warehouse to sales

Row = dict[str, Any]

# id, valid from, name, department, in the department since, hired, left, daily wage
ROSTER = [
    ("101", "", "许明远", "finance", "2018-04-02", "2018-04-02", "", "260.00"),
    ("102", "", "高雨桐", "finance", "2021-09-06", "2021-09-06", "", "235.00"),
    ("103", "", "丁一鸣", "hr", "2020-03-16", "2020-03-16", "", "230.00"),
    ("104", "", "白若溪", "design", "2022-07-04", "2022-07-04", "", "245.00"),
    ("201", "", "孟凡", "sales", "2019-05-06", "2019-05-06", "", "180.00"),
    ("202", "", "邵佳宁", "sales", "2021-02-22", "2021-02-22", "", "180.00"),
    ("203", "", "秦朗", "sales", "2024-05-13", "2024-05-13", "", "160.00"),
    ("204", "", "温晴", "sales", "2022-11-07", "2022-11-07", "", "180.00"),
    ("301", "", "赵国强", "warehouse", "2016-08-15", "2016-08-15", "", "170.00"),
    ("302", "", "钱海生", "warehouse", "2019-10-08", "2019-10-08", "", "165.00"),
    ("303", "", "孙立波", "warehouse", "2023-03-13", "2023-03-13", "", "160.00"),
    ("304", "2021-06-07", "李大勇", "warehouse", "2021-06-07", "2021-06-07", "", "165.00"),
    ("304", "2024-06-17", "李大勇", "sales", "2024-06-17", "2021-06-07", "", "165.00"),
    ("305", "", "周长河", "warehouse", "2020-12-01", "2020-12-01", "2024-06-14", "165.00"),
    ("401", "", "吴敬之", "management", "2015-01-05", "2015-01-05", "", ""),
]

# When people usually come, and within how many minutes; the same for going.
OFFICE = ("08:40", 19, "18:00", 30)
SALES = ("09:10", 45, "18:10", 80)
WAREHOUSE = ("07:05", 23, "17:31", 20)

# Arrivals that were not the usual ones; None: the clock has nothing of that day.
ARRIVALS: dict[tuple[str, str], str | None] = {
    ("101", "2024-06-05"): "09:04",
    ("101", "2024-06-19"): "09:31",
    ("102", "2024-06-12"): None,
    ("103", "2024-06-17"): None,
    ("104", "2024-06-06"): "09:12",
    ("201", "2024-06-04"): "10:00",
    ("201", "2024-06-18"): "10:06",
    ("202", "2024-06-13"): None,
    ("202", "2024-06-14"): None,
    ("204", "2024-06-24"): None,
    ("204", "2024-06-25"): None,
    ("302", "2024-06-04"): "07:41",
    ("302", "2024-06-13"): "07:33",
    ("302", "2024-06-22"): "07:52",
    ("303", "2024-06-15"): None,
}


def days(employee: str) -> Iterator[tuple[date, tuple[str, int, str, int]]]:
    """The days on which an employee was expected, with the department's usual times."""
    for day in JUNE:
        in_warehouse = employee.startswith("3") and not (employee == "304" and day >= MOVED)
        if day in HOLIDAYS or day.weekday() > (5 if in_warehouse else 4):
            continue
        if employee == "305" and day > date(2024, 6, 14):
            continue
        yield day, WAREHOUSE if in_warehouse else OFFICE if employee.startswith("1") else SALES


def clockings() -> Iterator[tuple[str, datetime, datetime]]:
    """Who came and went when.  The management does not clock."""
    chance = Random(20240601)
    for employee in sorted({row[0] for row in ROSTER} - {"401"}):
        for day, (comes, spread, goes, later) in days(employee):
            came = moment(day, comes) + timedelta(seconds=int(chance.random() * spread * 60))
            went = moment(day, goes) + timedelta(seconds=int(chance.random() * later * 60))
            unusual = ARRIVALS.get((employee, str(day)), "")
            if unusual is not None:
                yield employee, moment(day, unusual) if unusual else came, went


def moment(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}")


def leave(employee: str, asked: str, day: str, hours: str, decision: str) -> Row:
    """Leave for one day; `hours` are those of the department."""
    begins, ends = hours.split("-")
    return {
        "id": f"l-{employee}-{day[5:]}", "kind": "leave_request", "employee": employee, "date": asked,
        "from": f"{day}T{begins}", "to": f"{day}T{ends}", "decision": decision,
    }  # fmt: skip


LEAVE = [
    leave("102", "2024-06-07", "2024-06-12", "09:00-18:00", "approved"),
    leave("204", "2024-06-21", "2024-06-24", "09:00-18:00", "approved"),
    leave("204", "2024-06-21", "2024-06-25", "09:00-18:00", "refused"),
    {"id": "tr-202", "kind": "trip", "employee": "202", "date": "2024-06-12", "from": "2024-06-13", "to": "2024-06-14"},
    {"id": "ot-101", "kind": "overtime", "employee": "101", "date": "2024-06-20", "from": "2024-06-20T18:30", "approved_at": "2024-06-20T17:10"},
    {"id": "ot-102", "kind": "overtime", "employee": "102", "date": "2024-06-20", "from": "2024-06-20T18:30", "approved_at": "2024-06-20T19:05"},
]  # fmt: skip


def breach(id_: str, employee: str, day: str, obligation: str, **more: Any) -> Row:
    return {"id": id_, "kind": "breach", "employee": employee, "date": day, "obligation": obligation, **more}  # fmt: skip


ABSENT_FROM_TRAINING = {"102", "401"}
CONDUCT = [
    breach("b-1", "104", "2023-11-02", "no-smoking", severity="minor", confirmed=True),
    breach("b-2", "104", "2024-06-13", "no-smoking", severity="minor", confirmed=True),
    breach("b-3", "203", "2024-06-18", "confidentiality", severity="serious"),
    breach("b-4", "303", "2024-06-20", "protective-gear", confirmed=True),
    # A slip of the pen: there is no such obligation, and the row is told of and left out.
    breach("b-5", "302", "2024-06-21", "no-smokng", confirmed=True),
    *(
        {
            "id": f"tn-{employee}", "kind": "training", "employee": employee, "date": "2024-06-12",
            "course": "消防演练", "attended": employee not in ABSENT_FROM_TRAINING,
        }
        for employee in ("101", "102", "103", "104", "301", "401")
    ),
    {"id": "w-104", "kind": "waiver", "employee": "104", "date": "2024-06-06", "rule": "late", "by": "general manager", "reason": "地铁停运"},
    {"id": "x-305", "kind": "termination", "employee": "305", "date": "2024-06-14"},
    {"id": "h-305a", "kind": "handover", "employee": "305", "date": "2024-06-14", "complete": False},
    {"id": "h-305b", "kind": "handover", "employee": "305", "date": "2024-06-18", "complete": True},
]  # fmt: skip

STOCK = [
    {"id": "s-1", "kind": "stock_movement", "employee": "301", "date": "2024-06-11", "item": "K-200", "slip": True},
    {"id": "s-2", "kind": "stock_movement", "employee": "304", "date": "2024-06-12", "item": "K-310", "slip": False},
    # He is in sales by now, and the warehouse's handbook has nothing to say of him.
    {"id": "s-3", "kind": "stock_movement", "employee": "304", "date": "2024-06-19", "item": "K-310", "slip": False},
]  # fmt: skip


def reports() -> Iterator[Row]:
    """The Friday reports: everybody in sales at half past four, but for those below."""
    late = {("204", 28): "18:20", ("201", 7): "18:00"}
    for friday in (7, 14, 21, 28):
        for employee in ("201", "202", "203", "204", "304"):
            not_yet = employee == "304" and friday < MOVED.day
            if not_yet or (employee, friday) == ("203", 14):
                continue
            at = late.get((employee, friday), "16:30")
            yield {"id": f"r-{employee}-{friday:02}", "kind": "report", "employee": employee, "at": f"2024-06-{friday:02}T{at}"}  # fmt: skip


SALES_FACTS = [
    {"id": "c-1", "kind": "customer_registered", "employee": "202", "date": "2024-06-06", "customer": "海宁布业"},
    {"id": "k-1", "kind": "customer_contact", "employee": "202", "date": "2024-06-12", "customer": "海宁布业"},
    {"id": "c-2", "kind": "customer_registered", "employee": "202", "date": "2024-06-20", "customer": "青岛宏图"},
    {"id": "k-2", "kind": "customer_contact", "employee": "202", "date": "2024-06-26", "customer": "青岛宏图"},
    {"id": "c-3", "kind": "customer_registered", "employee": "204", "date": "2024-06-27", "customer": "佛山光明"},
]  # fmt: skip

# id, employee, date, customer, amount
PAYMENTS = [
    ("m-1", "201", "2024-04-18", "绍兴轻纺", "90,000.00"),
    ("m-2", "201", "2024-06-05", "绍兴轻纺", "120,000.00"),
    ("m-3", "201", "2024-06-21", "温州鞋都", "260,000.00"),
    ("m-4", "202", "2024-04-15", "海宁布业", "219,999.99"),
    ("m-5", "202", "2024-06-28", "青岛宏图", "80,000.00"),
    ("m-6", "203", "2024-06-11", "中山灯饰", "50,000.00"),
]


def write_table(
    name: str, encoding: str, header: list[str], rows: Iterable[tuple[str, ...]]
) -> None:
    with (HERE / name).open("w", encoding=encoding, newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerows([header, *rows])


def write_lines(name: str, rows: Iterable[Row]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (HERE / name).write_text("".join(lines), encoding="utf-8", newline="\n")


def main() -> None:
    write_table(
        "roster.csv",
        "utf-8-sig",
        ["工号", "起始日期", "姓名", "部门", "到部门日期", "入职日期", "离职日期", "日工资"],
        ROSTER,
    )
    seen = list(clockings())
    at_the_gate = [
        one for one in seen if one[0].startswith("3") and not (one[0] == "304" and one[1].date() >= MOVED)
    ]  # fmt: skip
    write_table(
        "attendance.csv",
        "gb18030",
        ["工号", "日期", "上班打卡", "下班打卡"],
        [(who, f"{came:%Y-%m-%d}", f"{came:%H:%M}", f"{went:%H:%M}") for who, came, went in seen if (who, came, went) not in at_the_gate],
    )  # fmt: skip
    # The clock at the warehouse gate gives a line for each finger, in the order they came.
    fingers = sorted((at, who) for who, came, went in at_the_gate for at in (came, went))
    lines = (f"{who:>9}\t{at:%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\n" for at, who in fingers)
    (HERE / "1_attlog.dat").write_text("".join(lines), encoding="utf-8", newline="\n")
    write_lines("leave.jsonl", LEAVE)
    write_lines("conduct.jsonl", CONDUCT)
    write_lines("warehouse.jsonl", STOCK)
    write_lines("sales.jsonl", [*reports(), *SALES_FACTS])
    write_table("payment.csv", "gb18030", ["编号", "工号", "日期", "客户", "到款金额"], PAYMENTS)


if __name__ == "__main__":
    main()
