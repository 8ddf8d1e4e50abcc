"""Writes the example month: June 2024 of an invented e-commerce department of twelve people.

    python make.py

Deterministic, and needs nothing but xlsxwriter: change a line here, run it, and look at what
changes in the rulings.  Everybody and everything in it is made up.
"""

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

HERE = Path(__file__).parent
HOLIDAYS = {date(2024, 6, 10)}  # Dragon Boat Festival
WORKDAYS = [
    day
    for day in (date(2024, 6, 1) + timedelta(days=n) for n in range(30))
    if day.weekday() < 5 and day not in HOLIDAYS
]

Row = dict[str, Any]

# id, name, post, foreign trade, hired, left, contract signed, daily wage
PEOPLE = [
    ("E01", "林晓雯", "salesperson", True, "2019-03-04", None, True, "52.87"),
    ("E02", "周子涵", "salesperson", True, "2021-07-12", None, True, "50.57"),
    ("E03", "何俊杰", "salesperson", True, "2020-09-01", "2024-06-11", True, "48.28"),
    ("E04", "沈佳怡", "salesperson", True, "2022-02-14", None, True, "45.98"),
    ("E05", "郭明轩", "salesperson", True, "2024-04-15", None, True, "36.78"),
    ("E06", "邓雅琪", "salesperson", True, "2024-03-18", "2024-06-28", True, "45.98"),
    ("E07", "蒋文博", "salesperson", True, "2022-05-09", None, True, "55.17"),
    ("E08", "夏思远", "designer", False, "2021-01-11", None, True, "147.13"),
    ("E09", "罗嘉宁", "operator", False, "2020-06-15", None, True, "137.93"),
    ("E10", "叶书桐", "customer_service", False, "2023-10-08", None, True, "133.33"),
    ("E11", "潘志强", "salesperson", True, "2021-11-01", "2024-06-19", True, "50.57"),
    ("E12", "唐婉清", "salesperson", True, "2023-08-21", None, False, "45.06"),
]

# Days on which somebody did not simply come and go: rows of check-in, check-out, status, days.
# An empty list means that the clock has nothing of that day.
UNUSUAL: dict[tuple[str, str], list[tuple[str | None, str | None, str | None, str | None]]] = {
    ("E01", "2024-06-05"): [("10:00", "18:40", None, None)],
    ("E01", "2024-06-13"): [("10:07", "19:02", None, None)],
    ("E01", "2024-06-21"): [("09:08", "12:01", None, None), (None, None, "absent", "0.5")],
    ("E02", "2024-06-14"): [("10:25", "18:30", None, None)],
    ("E02", "2024-06-20"): [],
    ("E03", "2024-06-06"): [],
    ("E03", "2024-06-07"): [],
    ("E03", "2024-06-11"): [],
    ("E04", "2024-06-04"): [(None, None, "absent", None)],
    ("E04", "2024-06-12"): [(None, None, "absent", "0.5"), ("14:27", "18:10", None, None)],
    ("E04", "2024-06-14"): [(None, None, "absent", None)],
    ("E04", "2024-06-18"): [(None, None, "absent", None)],
    ("E04", "2024-06-20"): [],
    ("E04", "2024-06-25"): [("09:12", "12:03", None, None), (None, None, "absent", "0.5")],
    ("E05", "2024-06-17"): [("09:31", "12:02", None, None), ("14:24", "18:05", None, None)],
    ("E05", "2024-06-27"): [],
    ("E06", "2024-06-03"): [],
    ("E07", "2024-06-17"): [],
    ("E07", "2024-06-26"): [(None, "18:20", None, None)],
    ("E08", "2024-06-04"): [("08:31", "18:03", None, None)],
    ("E08", "2024-06-18"): [("08:52", "18:21", None, None)],
    ("E08", "2024-06-24"): [],
    ("E09", "2024-06-12"): [("08:30", "18:00", None, None)],
    ("E12", "2024-06-07"): [],
    ("E12", "2024-06-11"): [],
}

# order number, employee, date, customer, amount, origin, international, deposit, balance on B/L
ORDERS = [
    ("SO-2404-01", "E01", "2024-04-10", "汉堡宏达贸易", "320000.00", "platform", "是", "30", "是"),
    ("SO-2404-05", "E02", "2024-04-22", "里昂佳美", "98000.00", "platform", "是", "30", "是"),
    ("SO-2404-11", "E11", "2024-04-15", "釜山海星", "66000.00", "platform", "是", "30", "是"),
    ("SO-2405-02", "E01", "2024-05-08", "迪拜金帆", "860000.00", "self_funded", "是", "30", "是"),
    ("SO-2405-04", "E02", "2024-05-14", "鹿特丹北海", "240000.00", "exhibition", "是", "30", "是"),
    ("SO-2405-07", "E06", "2024-05-20", "大阪三和", "70000.00", "strategic_key", "是", "30", "是"),
    ("SO-2405-08", "E07", "2024-05-06", "圣保罗绿洲", "61000.00", "platform", "是", "30", "是"),
    ("SO-2406-03", "E01", "2024-06-05", "义乌祥云", "45000.00", "platform", "否", "0", "否"),
    ("SO-2406-06", "E04", "2024-06-13", "开普敦晨星", "52000.00", "platform", "是", "20", "是"),
    ("SO-2406-09", "E12", "2024-06-06", "米兰织造", "75000.00", "platform", "是", "10", "是"),
    ("SO-2406-10", "E05", "2024-06-11", "曼谷兰花", "30000.00", "", "是", "40", "是"),
]


def approved(subject: str, employee: str, at: str, decided_at: str, **more: Any) -> Row:
    """A permission that the chair gave."""
    return {
        "kind": "approval", "employee": employee, "at": at, "subject": subject,
        "decision": "approved", "decided_by": "chair", "decided_at": decided_at, **more,
    }  # fmt: skip


def leave(row: str, channel: str, at: str, start: str, end: str, **more: Any) -> Row:
    """Leave asked for; `row` ends in the employee's number."""
    return {
        "id": f"l-{row}", "kind": "leave_request", "employee": f"E{row}", "at": at,
        "channel": channel, "from": start, "to": end, **more,
    }  # fmt: skip


def by(role: str, at: str) -> Row:
    """Who approved it, and when."""
    return {"decision": "approved", "decided_by": role, "decided_at": at}


LEAVE = [
    leave("01", "system", "2024-06-21T11:00", "2024-06-21T14:30", "2024-06-21T18:00", reason="银行办事", **by("chair", "2024-06-21T11:20")),
    leave("02", "written", "2024-06-19T09:00", "2024-06-20T08:30", "2024-06-20T18:00", reason="搬家", **by("chair", "2024-06-19T10:05")),
    leave("05", "phone", "2024-06-27T08:05", "2024-06-27T08:30", "2024-06-27T18:00", special=True, reason="发烧", **by("chair", "2024-06-27T08:20")),
    leave("06", "phone", "2024-06-03T07:50", "2024-06-03T08:30", "2024-06-03T18:00", special=True, reason="孩子急诊", **by("chair", "2024-06-03T08:00")),
    leave("07", "written", "2024-06-14T16:00", "2024-06-17T08:30", "2024-06-17T18:00", reason="家事"),
    leave("08", "written", "2024-06-21T09:30", "2024-06-24T08:30", "2024-06-24T18:00", reason="看展", **by("dept_manager", "2024-06-21T10:00")),
    leave("12", "written", "2024-06-05T09:10", "2024-06-07T08:30", "2024-06-11T18:00", reason="回乡过节", **by("chair", "2024-06-05T11:00")),
    approved("late_start", "E02", "2024-06-13T20:00", "2024-06-13T20:30", id="p-02", **{"from": "2024-06-14"}),
]  # fmt: skip


def breach(id_: str, employee: str, day: str, obligation: str, **more: Any) -> Row:
    return {
        "id": id_, "kind": "breach", "employee": employee, "date": day, "obligation": obligation,
        **more,
    }  # fmt: skip


CONDUCT = [
    breach("b-01", "E10", "2024-06-05", "no-phone-chat", severity="minor", confirmed=True),
    breach("b-02", "E09", "2024-06-06", "phone-paid-lines", confirmed=True),
    breach("b-03", "E08", "2024-06-14", "phone-devices", severity="serious", confirmed=True),
    breach("b-04", "E04", "2024-06-21", "no-gaming", severity="ordinary", confirmed=True),
    breach("b-05", "E05", "2024-06-21", "no-visitors", confirmed=False),
    breach("b-06", "E07", "2024-06-15", "rest-day", confirmed=True),
    breach("b-07", "E12", "2024-06-13", "price-list", confirmed=True),
    breach("b-08", "E11", "2024-06-18", "slacking", severity="ordinary", confirmed=True),
    breach("b-09", "E04", "2024-06-26", "insubordination", severity="minor"),
    {"id": "t-03", "kind": "termination", "employee": "E03", "at": "2024-06-11T18:00", "cause": "auto_resignation"},
    {"id": "t-11", "kind": "termination", "employee": "E11", "at": "2024-06-19T10:00", "cause": "dismissal"},
    {"id": "h-11a", "kind": "handover", "employee": "E11", "at": "2024-06-19T15:00", "scope": "property", "complete": False},
    {"id": "h-11b", "kind": "handover", "employee": "E11", "at": "2024-06-20T11:30", "scope": "property", "complete": True},
    {"id": "n-12", "kind": "resignation_notice", "employee": "E12", "date": "2024-06-17", "last_day": "2024-07-12", "form_on": "2024-06-18"},
    {"id": "n-06", "kind": "resignation_notice", "employee": "E06", "date": "2024-06-24", "last_day": "2024-06-28"},
]  # fmt: skip

SALES = [
    approved("new_item_price", "E01", "2024-06-04T09:00", "2024-06-04T11:00", id="p-01", ref="N-880"),
    {"id": "q-01", "kind": "quotation", "employee": "E01", "at": "2024-06-04T15:20", "customer": "汉堡宏达贸易", "item": "N-880", "basis": "approved"},
    {"id": "q-02", "kind": "quotation", "employee": "E02", "at": "2024-06-06T10:40", "customer": "里昂佳美", "item": "N-905", "basis": "none", "special": False},
    {"id": "q-07", "kind": "quotation", "employee": "E07", "at": "2024-06-13T21:10", "customer": "圣保罗绿洲", "item": "N-912", "basis": "none", "special": True},
    {"id": "q-04", "kind": "quotation", "employee": "E04", "at": "2024-06-19T22:00", "customer": "开普敦晨星", "item": "N-915", "basis": "none", "special": True, "reported_at": "2024-06-19T17:30"},
    {"id": "q-12", "kind": "quotation", "employee": "E12", "at": "2024-06-20T20:15", "customer": "米兰织造", "item": "N-916", "basis": "none", "special": True, "reported_at": "2024-06-20T20:40"},
    {"id": "s-01", "kind": "sample_request", "employee": "E01", "date": "2024-06-04", "customer": "汉堡宏达贸易", "sent_on": "2024-06-06", "sample_fee": "180.00", "sample_fee_paid_on": "2024-06-06", "courier_fee": "260.00", "courier_paid_on": "2024-06-05"},
    {"id": "s-04", "kind": "sample_request", "employee": "E04", "date": "2024-06-07", "customer": "开普敦晨星", "sent_on": "2024-06-12", "sample_fee": "90.00", "courier_fee": "310.00", "courier_payer": "company"},
    approved("sample_fee_waiver", "E12", "2024-06-13T09:00", "2024-06-13T09:30", id="p-12", ref="米兰织造"),
    {"id": "s-12", "kind": "sample_request", "employee": "E12", "date": "2024-06-12", "customer": "米兰织造", "sent_on": "2024-06-14", "courier_fee": "240.00", "courier_payer": "company"},
    {"id": "s-05", "kind": "sample_request", "employee": "E05", "date": "2024-06-25", "customer": "曼谷兰花"},
    approved("payment_terms", "E12", "2024-06-05T16:00", "2024-06-06T09:30", id="p-13", ref="SO-2406-09"),
    {"id": "x-01", "kind": "order_loss", "employee": "E01", "date": "2024-06-14", "order": "SO-2404-01", "amount": "12000.00", "cause": "operation_error", "fault_share": "0.5"},
    {"id": "x-02", "kind": "order_loss", "employee": "E02", "date": "2024-06-19", "order": "SO-2405-04", "amount": "5000.00", "cause": "poor_work", "fault_share": "0.6"},
    {"id": "x-03", "kind": "order_loss", "employee": "E02", "date": "2024-06-21", "order": "SO-2404-05", "amount": "800.00", "cause": "operation_error", "fault_share": "1"},
    {"id": "x-06", "kind": "order_loss", "employee": "E06", "date": "2024-06-17", "order": "SO-2405-07", "amount": "3600.00", "cause": "not_salesperson"},
    {"id": "x-07", "kind": "order_loss", "employee": "E07", "date": "2024-06-25", "order": "SO-2405-08", "amount": "2200.00", "cause": "poor_work"},
]  # fmt: skip


def payment(id_: str, paid: str, amount: str, type_: str) -> Row:
    """Money received; `paid` names the employee, the order and the day."""
    employee, order, day = paid.split()
    return {
        "id": id_, "kind": "payment", "employee": employee, "date": day, "order": order,
        "amount": amount, "type": type_, "settles": type_ != "deposit",
    }  # fmt: skip


def wage(employee: str, amount: str, day: str = "2024-06-11", **more: Any) -> Row:
    return {
        "id": f"w-{employee}", "kind": "pay", "employee": employee, "date": day,
        "month": "2024-05", "component": "base", "amount": amount, **more,
    }  # fmt: skip


MONEY = [
    {"id": "sr-01", "kind": "settled_ruling", "employee": "E01", "date": "2024-02-20", "outcome": "commission", "amount": "4000.00", "clause": "22.2.3a"},
    payment("m-01a", "E01 SO-2404-01 2024-04-12", "96000.00", "deposit"),
    payment("m-01b", "E01 SO-2404-01 2024-06-12", "223500.00", "balance"),
    payment("m-02a", "E01 SO-2405-02 2024-05-10", "258000.00", "deposit"),
    payment("m-02b", "E01 SO-2405-02 2024-06-20", "602000.00", "balance"),
    payment("m-03a", "E01 SO-2406-03 2024-06-07", "13500.00", "deposit"),
    payment("m-04a", "E02 SO-2405-04 2024-05-16", "72000.00", "deposit"),
    payment("m-04b", "E02 SO-2405-04 2024-06-18", "168000.00", "balance"),
    payment("m-05", "E02 SO-2404-05 2024-05-20", "98000.00", "full"),
    payment("m-07a", "E06 SO-2405-07 2024-05-22", "21000.00", "deposit"),
    payment("m-08a", "E07 SO-2405-08 2024-05-08", "18300.00", "deposit"),
    payment("m-10", "E05 SO-2406-10 2024-06-24", "30000.00", "full"),
    wage("E01", "1150.00"),
    wage("E02", "1100.00"),
    wage("E03", "1050.00"),
    wage("E04", "1000.00"),
    wage("E05", "750.00"),
    wage("E06", "1000.00"),
    wage("E07", "1250.00"),
    wage("E08", "3200.00"),
    wage("E09", "3000.00", "2024-06-13", reason="银行账户变更"),
    wage("E10", "2900.00", "2024-06-12"),
    wage("E11", "1100.00"),
    wage("E12", "980.00"),
    {"id": "c-05", "kind": "pay", "employee": "E02", "date": "2024-06-25", "month": "2024-05", "component": "commission", "amount": "980.00", "order": "SO-2404-05"},
    {"id": "c-01", "kind": "pay", "employee": "E01", "date": "2024-06-28", "month": "2024-06", "component": "commission", "amount": "6390.00", "order": "SO-2404-01"},
    # A slip of the pen: there is no such component, and the row is told of and left out.
    {"id": "c-bad", "kind": "pay", "employee": "E04", "date": "2024-06-28", "month": "2024-06", "component": "commision", "amount": "100.00", "order": "SO-2406-06"},
]  # fmt: skip


def reports() -> list[Row]:
    """The Saturday reports: everybody at about ten, but for those below."""
    sellers = ("E01", "E02", "E03", "E04", "E05", "E06", "E07", "E11", "E12")
    saturdays = [date(2024, 6, day) for day in (1, 8, 15, 22, 29)]
    gone_after = {"E03": date(2024, 6, 1), "E06": date(2024, 6, 22), "E11": date(2024, 6, 15)}
    missing = {("E04", date(2024, 6, 15)), ("E12", date(2024, 6, 8))}
    at = {("E05", date(2024, 6, 22)): "16:20", ("E02", date(2024, 6, 29)): "16:00"}
    return [
        {
            "id": f"r-{day:%m%d}-{seller}",
            "kind": "report",
            "employee": seller,
            "at": f"{day}T{at.get((seller, day), '10:00')}",
            "type": "weekly_inquiry",
            "covers": str(day),
            "to": "chair",
        }
        for day in saturdays
        for seller in sellers
        if day <= gone_after.get(seller, day) and (seller, day) not in missing
    ]


def attendance() -> list[list[str | None]]:
    """A row for each person and day: those who trade abroad come until ten, the others by half past eight."""
    chance = Random(202406)
    rows: list[list[str | None]] = []
    for number, _, _, foreign, _, left, _, _ in PEOPLE:
        for day in WORKDAYS:
            earliest = datetime.combine(day, datetime.min.time()) + timedelta(
                hours=8, minutes=35 if foreign else 5
            )
            came = earliest + timedelta(minutes=int(chance.random() * (80 if foreign else 25)))
            went = datetime(day.year, day.month, day.day, 18) + timedelta(
                minutes=int(chance.random() * 75)
            )
            if left is not None and str(day) > left:
                continue
            usual = [(f"{came:%H:%M}", f"{went:%H:%M}", None, None)]
            parts = UNUSUAL.get((number, str(day)), usual)
            rows += ([number, str(day), *part] for part in parts)
    return rows


def write_sheet(name: str, header: list[str], rows: list[list[Any]]) -> None:
    """A sheet with a header row.  Everything is written as the text that a person would type."""
    with xlsxwriter.Workbook(str(HERE / name)) as book:
        # A fixed date of making, so that the same rows give the same file.
        book.set_properties({"created": datetime(2024, 7, 1)})
        sheet = book.add_worksheet()
        for place, row in enumerate([header, *rows]):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write_string(place, column, str(value))


def write_lines(name: str, rows: list[Row]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    write_sheet(
        "roster.xlsx",
        ["工号", "姓名", "部门", "岗位", "外贸人员", "入职日期", "离职日期", "已签合同", "日工资"],
        [
            [id_, name, "ecommerce", post, "是" if foreign else "否", hired, left, "是" if contract else "否", daily]
            for id_, name, post, foreign, hired, left, contract, daily in PEOPLE
        ],
    )  # fmt: skip
    write_sheet(
        "attendance.xlsx",
        ["工号", "日期", "上班打卡", "下班打卡", "出勤状态", "天数"],
        attendance(),
    )
    with (HERE / "orders.csv").open("w", encoding="gbk", newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(["编号", "订单号", "工号", "日期", "客户", "合同金额", "客源", "国际订单", "预付比例", "见提单付余款"])  # fmt: skip
        table.writerows([f"o-{order[0]}", *order] for order in ORDERS)
    write_lines("leave.jsonl", LEAVE)
    write_lines("conduct.jsonl", CONDUCT)
    write_lines("sales.jsonl", SALES)
    write_lines("money.jsonl", MONEY)
    write_lines("reports.jsonl", reports())


if __name__ == "__main__":
    main()
