"""CW6…: what an evaluation has to say."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry, error, info, warning

EVALUATION: Mapping[str, Entry] = {
    "CW601": warning(
        zh="有 {count} 名员工的事实不在花名册里：{employees}",
        en="facts tell of {count} employee(s) who are not on the roster: {employees}",
        hint_zh="把他们加进花名册，或者改正工号",
        hint_en="add them to the roster, or mend the ids",
    ),
    "CW602": info(
        zh="没有说明“{kind}”是否齐全，按已有记录视为 {first} 至 {last} 齐全",
        en="nothing says that '{kind}' is complete; it counts as complete from {first} to {last}, the dates its facts have",
        hint_zh="用 complete 说明哪些数据是齐全的",
        hint_en="say with complete which feeds hold all there was",
    ),
    "CW603": info(
        zh="没有“{kind}”的任何记录，也没有说明它齐全，所以不对缺少的“{kind}”作裁定",
        en="there is no '{kind}' at all and nothing says that the feed is complete, so nothing is ruled on what is missing of it",
        hint_zh="如果本来就没有，用 complete 说明",
        hint_en="if there really was none, say so with complete",
    ),
    "CW604": info(
        zh="手册“{handbook}”要回看到 {wanted}，而最早的事实是 {first} 的",
        en="handbook '{handbook}' looks back to {wanted}; the earliest fact is of {first}",
        hint_zh="需要时把更早的事实一并提供",
        hint_en="give the earlier facts as well where they matter",
    ),
    "CW605": info(
        zh="本次运行替换了手册的{what}",
        en="this run replaces the handbook's {what}",
    ),
    "CW606": error(
        zh="没有名为“{name}”的参数",
        en="there is no parameter called '{name}'",
        hint_zh="您是否想写：{nearest}？",
        hint_en="did you mean {nearest}?",
    ),
    "CW607": error(
        zh="“{path}”下没有编号或名称为“{name}”的手册",
        en="there is no handbook with the number or name '{name}' under '{path}'",
        hint_zh="有：{nearest}",
        hint_en="there is: {nearest}",
    ),
    "CW608": error(
        zh="测试里的事实不能用：{reason}",
        en="a fact of the test cannot be used: {reason}",
    ),
    "CW610": error(
        zh="计算进行不下去：{text}",
        en="a calculation does not end: {text}",
        hint_zh="把循环或递归写小一些",
        hint_en="make the loop or the recursion smaller",
    ),
    "CW611": error(
        zh="没有说明要计算哪一段时间",
        en="nothing says which period to evaluate",
        hint_zh="写 --period 2024-06（或 2024-Q2、2024、FROM..TO）",
        hint_en="give --period 2024-06 (or 2024-Q2, 2024, FROM..TO)",
    ),
    "CW612": error(
        zh="没有花名册",
        en="there is no roster",
        hint_zh="用 --employees 指定员工花名册（CSV、XLSX、JSONL 或 YAML）",
        hint_en="name the roster with --employees (CSV, XLSX, JSONL or YAML)",
    ),
    "CW690": error(
        zh="内部错误（{what}），出错时正在处理：{doing}",
        en="internal error ({what}) while working on: {doing}",
        hint_zh="这是我们的问题。请把这条信息和所用的文件报给维护者",
        hint_en="the fault is ours; please report this message with the files it was about",
    ),
}
