"""The words that reports use of their own, in Chinese and in English."""

from collections.abc import Mapping

from attrs import frozen

from clausewise.source.diagnostic import Language


@frozen
class Phrase:
    """One thing to say; `{name}` is a blank, and both languages have the same ones."""

    zh: str
    en: str

    def say(self, language: Language, **blanks: str) -> str:
        return (self.zh if language == "zh" else self.en).format_map(blanks)


STATUSES: Mapping[str, Phrase] = {
    "ruling": Phrase("裁定", "rulings"),
    "undetermined": Phrase("无法判定", "undetermined"),
    "pending": Phrase("尚未到期", "pending"),
    "excepted": Phrase("例外，不作处理", "excepted"),
    "displaced": Phrase("由其他裁定代替", "displaced"),
    "waived": Phrase("已豁免", "waived"),
    "rejected": Phrase("读不了的行", "rejected rows"),
}

UNITS: Mapping[str, Phrase] = {
    "minutes": Phrase("分钟", "minutes"),
    "hours": Phrase("小时", "hours"),
    "days": Phrase("天", "days"),
    "months": Phrase("个月", "months"),
    "years": Phrase("年", "years"),
    "percent": Phrase("%", "%"),
    "CNY": Phrase("元", "CNY"),
}

PHRASES: Mapping[str, Phrase] = {
    "company": Phrase("公司", "the company"),
    "yes": Phrase("是", "yes"),
    "no": Phrase("否", "no"),
    "unknown": Phrase("没有记录", "not recorded"),
    "comma": Phrase("，", ", "),
    "semicolon": Phrase("；", "; "),
    "enumeration": Phrase("、", ", "),
    "colon": Phrase("：", ": "),
    "cases": Phrase("{count} 条", "{count}"),
    "more": Phrase("另有 {count} 处", "and {count} more"),
    "no_answers": Phrase(
        "没有裁定，也没有待办事项。", "There is nothing to rule and nothing left open."
    ),
    "missing": Phrase("缺少 {names}", "missing: {names}"),
    "no_feed": Phrase("{kinds}的数据不全", "the feed of {kinds} is not complete"),
    "from_to": Phrase("{first} 至 {last}", "{first} to {last}"),
    "due": Phrase("{due} 到期", "due {due}"),
    "due_list": Phrase("到期: {cases}", "due: {cases}"),
    "by_exception": Phrase("{because}（第 {clause} 条）", "{because} (clause {clause})"),
    "by_ruling": Phrase("以 {ruling} 为准", "{ruling} stands instead"),
    "by_once": Phrase(
        "以 {ruling} 为准，同一期间只裁定一次", "{ruling} stands; it is ruled once only"
    ),
    "by_waiver": Phrase("由 {by} 豁免（{waiver}）", "waived by {by} ({waiver})"),
    "by_waiver_because": Phrase(
        "由 {by} 豁免（{waiver}）：{reason}", "waived by {by} ({waiver}): {reason}"
    ),
    "totals": Phrase("合计", "totals"),
    "account": Phrase(
        "读入 {read} 行 = 用到 {used} + 未用到 {unused} + 已更正 {superseded} + 重复 {duplicate}"
        " + 不相关 {outside} + 读不了 {rejected}",
        "rows read {read} = used {used} + unused {unused} + superseded {superseded}"
        " + duplicate {duplicate} + outside {outside} + rejected {rejected}",
    ),
    "written": Phrase(
        "已写入 {file}: {rulings} 条裁定，{findings} 条未裁定事项，{rejected} 行读不了",
        "wrote {file}: {rulings} rulings, {findings} findings, {rejected} rejected rows",
    ),
    "notes": Phrase("说明", "notes"),
    "employee_one": Phrase("{count} 条裁定", "1 ruling"),
    "employee_many": Phrase("{count} 条裁定", "{count} rulings"),
}

COLUMNS: Mapping[str, Phrase] = {
    "status": Phrase("状态", "status"),
    "id": Phrase("编号", "id"),
    "rule": Phrase("规则", "rule"),
    "clause": Phrase("条款", "clause"),
    "handbook": Phrase("手册", "handbook"),
    "outcome": Phrase("处理", "outcome"),
    "effect": Phrase("性质", "effect"),
    "employee": Phrase("员工", "employee"),
    "name": Phrase("姓名", "name"),
    "date": Phrase("日期", "date"),
    "period": Phrase("期间", "period"),
    "amount": Phrase("金额", "amount"),
    "currency": Phrase("币种", "currency"),
    "fields": Phrase("内容", "fields"),
    "facts": Phrase("依据的事实", "facts"),
    "missing": Phrase("缺少", "missing"),
    "due": Phrase("到期", "due"),
    "by": Phrase("缘由", "by"),
    "policy": Phrase("政策版本", "policy"),
    "file": Phrase("文件", "file"),
    "line": Phrase("行", "line"),
    "reason": Phrase("原因", "reason"),
    "field": Phrase("字段", "field"),
    "value": Phrase("值", "value"),
    "read": Phrase("读入", "read"),
    "used": Phrase("用到", "used"),
    "unused": Phrase("未用到", "unused"),
    "superseded": Phrase("已更正", "superseded"),
    "duplicate": Phrase("重复", "duplicate"),
    "outside": Phrase("不相关", "outside"),
    "rejected": Phrase("读不了", "rejected"),
    "rulings": Phrase("裁定", "rulings"),
    "findings": Phrase("未裁定事项", "findings"),
    "account": Phrase("数据去向", "account"),
    "rows": Phrase("行数", "rows"),
}

EFFECTS: Mapping[str, Phrase] = {
    "payment": Phrase("应付", "payment"),
    "deduction": Phrase("扣款", "deduction"),
    "sanction": Phrase("处分", "sanction"),
    "notice": Phrase("告知", "notice"),
    "finding": Phrase("认定", "finding"),
}

TURNS: Mapping[str, Phrase] = {
    "some": Phrase("有符合要求的{name}的记录", "there had been a record of {name} that would do"),
    "< amount": Phrase("{name}小于 {bound}", "{name} had been less than {bound}"),
    "<= amount": Phrase("{name}不超过 {bound}", "{name} had been at most {bound}"),
    "> amount": Phrase("{name}大于 {bound}", "{name} had been more than {bound}"),
    ">= amount": Phrase("{name}至少 {bound}", "{name} had been at least {bound}"),
    "= amount": Phrase("{name}是 {bound}", "{name} had been {bound}"),
    "!= amount": Phrase("{name}不是 {bound}", "{name} had been other than {bound}"),
    "< moment": Phrase("{name}早于 {bound}", "{name} had been before {bound}"),
    "<= moment": Phrase("{name}不晚于 {bound}", "{name} had been no later than {bound}"),
    "> moment": Phrase("{name}晚于 {bound}", "{name} had been after {bound}"),
    ">= moment": Phrase("{name}不早于 {bound}", "{name} had been no earlier than {bound}"),
    "= moment": Phrase("{name}是 {bound}", "{name} had been {bound}"),
    "!= moment": Phrase("{name}不是 {bound}", "{name} had been other than {bound}"),
    "also": Phrase("，并且“{other}”也不成立", ", and '{other}' did not hold either"),
    "was": Phrase("（实际是 {value}）", " (it was {value})"),
    "was_off": Phrase("（实际是 {value}，相差 {off}）", " (it was {value}, {off} off)"),
}

LETTER: Mapping[str, Phrase] = {
    "dear": Phrase("{person}，您好：", "Dear {person},"),
    "dear_company": Phrase("公司管理层，您好：", "To the management of the company,"),
    "title": Phrase("关于 {date} 的说明", "About {date}"),
    "on": Phrase("{date}（{period}）", "{date} ({period})"),
    "ruling_payment": Phrase("{date}的裁定：您应得{outcome}", "On {date} you are owed {outcome}"),
    "ruling_deduction": Phrase(
        "{date}的裁定：您有一笔{outcome}", "On {date} there is a {outcome} against you"
    ),
    "ruling_sanction": Phrase(
        "{date}的裁定，处理结果是：{outcome}", "The decision of {date} is: {outcome}"
    ),
    "ruling_notice": Phrase("{date}的告知事项：{outcome}", "A notice of {date}: {outcome}"),
    "ruling_finding": Phrase("{date}的认定：{outcome}", "What was found for {date}: {outcome}"),
    "amount": Phrase(" {amount}", " of {amount}"),
    "undetermined": Phrase(
        "{date}的“{title}”目前判定不了，因为有的情况没有记录。补齐之前，不作任何裁定。",
        "'{title}' cannot be decided for {date}, because something was not recorded."
        " Until it is, nothing is ruled.",
    ),
    "pending": Phrase(
        "{date}的“{title}”还没有到期，期限是 {due}。在那之前不作裁定。",
        "'{title}' of {date} is not due yet; it is due {due}. Nothing is ruled before then.",
    ),
    "excepted": Phrase(
        "{date}的“{title}”没有作出处理，因为有例外：{because}。",
        "'{title}' did not apply on {date}, because of an exception: {because}.",
    ),
    "displaced": Phrase(
        "{date}的“{title}”另有裁定，这一条不再单独计算：{because}。",
        "'{title}' of {date} gave way to another ruling: {because}.",
    ),
    "waived": Phrase(
        "{date}的“{title}”已经豁免：{because}。", "'{title}' of {date} was waived: {because}."
    ),
    "clause_head": Phrase("依据的条款", "The clause"),
    "clause": Phrase("第 {clause} 条：{summary}", "clause {clause}: {summary}"),
    "clause_alone": Phrase("第 {clause} 条", "clause {clause}"),
    "clause_of": Phrase("《{title}》", "{title}"),
    "facts_head": Phrase("依据的记录", "The records it rests on"),
    "facts_said": Phrase("{kind}：{said}", "{kind}: {said}"),
    "employee": Phrase("花名册", "the roster"),
    "no_facts": Phrase(
        "没有找到与此有关的记录，这正是裁定的原因。",
        "There is no record of it, and that is what was ruled on.",
    ),
    "ruling_read": Phrase("裁定 {id}：{said}", "ruling {id}: {said}"),
    "ruling_elsewhere": Phrase(
        "{id}：另一项裁定，不在这份结果里", "{id}: another ruling, not among these answers"
    ),
    "exception": Phrase("属于例外：{because}", "there had been an exception: {because}"),
    "done_in_time": Phrase(
        "在 {date} 的期限之内做到", "it had been done by the time due on {date}"
    ),
    "come_in_time": Phrase(
        "在 {date} 的期限之内有{kind}的记录",
        "a record of {kind} had come by the time due on {date}",
    ),
    "defaults": Phrase(
        "没有填写、按词汇表默认处理的：{names}",
        "Not filled in, and taken as the vocabulary says: {names}",
    ),
    "conditions_head": Phrase("认定的理由", "Why it applies"),
    "sums_head": Phrase("怎么算出来的", "How it was worked out"),
    "numbers_head": Phrase("用到的标准", "The numbers of the policy"),
    "number": Phrase("{name}：{value}", "{name}: {value}"),
    "by_clause": Phrase("（第 {clause} 条）", " (clause {clause})"),
    "by_source": Phrase("（{source}）", " ({source})"),
    "by_company": Phrase(
        "（条文没有写明，由{who}决定）", " (left open by the handbook, decided by the {who})"
    ),
    "who_company": Phrase("公司", "company"),
    "otherwise_head": Phrase("有下面任何一种情况，结果就会不同", "It would have been different if"),
    "supply_head": Phrase("怎样才能判定", "What is needed"),
    "supply_field": Phrase("补上{name}（{path}）", "record {name} ({path})"),
    "supply_roster": Phrase(
        "在花名册里补上“{name}”（{path}）", "fill in {name} ({path}) on the roster"
    ),
    "supply_feed": Phrase(
        "补齐{kind}（{name}）的记录：{days}。如果那时确实没有，请声明这项数据已经齐全"
        "（complete: [{name}]，或 --complete {name}）",
        "give the records of {kind} ({name}) for {days}; if there were none, say that the feed"
        " is complete (complete: [{name}], or --complete {name})",
    ),
    "supply_kind": Phrase(
        "补上{kind}（{name}）的记录：现有的没有一条符合要求",
        "give a record of {kind} ({name}); none that there is will do",
    ),
    "supply_parameter": Phrase(
        "参数“{label}”（{name}）还没有定下来，要由公司在政策文件里写明",
        "the company has to decide '{label}' ({name}) and write it into the policy",
    ),
    "supply_calendar": Phrase(
        "这一年的节假日安排还没有公布，公布后再判定",
        "the holidays of that year are not announced yet; it can be decided once they are",
    ),
    "supply_other": Phrase("补上“{name}”所需要的数据", "what '{name}' needs to be worked out"),
    "supply_again": Phrase(
        "补好之后重新运行，就会有结果。",
        "Run the month again with it, and there will be an answer.",
    ),
    "pending_again": Phrase(
        "在期限之前做到，就不会有裁定；过了期限再运行一次，就有结果。",
        "Done in time, nothing is ruled; run again after that day for the answer.",
    ),
    "standing": Phrase("{ruling}（{said}）", "{ruling} ({said})"),
    "closing": Phrase(
        "如果上面的记录有误，请提供更正后的记录，结果会重新计算。",
        "If a record above is wrong, hand in the corrected one, and the answer is worked out anew.",
    ),
    "changed": Phrase(
        "注意：政策文件在这次裁定之后改动过，上面的条款摘要和标准名称取自现在的文件。",
        "Note: the policies have changed since; summaries and labels above are those of today.",
    ),
    "signed": Phrase(
        "编号 {id} · 规则 {rule} · 政策 {policy}", "{id} · rule {rule} · policy {policy}"
    ),
}
