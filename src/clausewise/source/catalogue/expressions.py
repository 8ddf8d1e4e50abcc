"""CW30…: names and types inside expressions."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry, error

EXPRESSIONS: Mapping[str, Entry] = {
    # -- names
    "CW301": error(
        zh="没有叫“{name}”的名称",
        en="nothing is named '{name}'",
        hint_zh="您是否想写“{nearest}”？如果是文字，请加半角双引号",
        hint_en="did you mean '{nearest}'? a text is written in double quotes",
    ),
    "CW302": error(
        zh="没有叫“{name}”的名称",
        en="nothing is named '{name}'",
        hint_zh="名称要先在词汇、参数、定义或 let 里写明；如果是文字，请加半角双引号",
        hint_en="a name comes from the vocabulary, the parameters, the definitions or let; a text is written in double quotes",
    ),
    "CW303": error(
        zh="“{name}”是中文数字，表达式里不能用",
        en="'{name}' is a Chinese numeral, which an expression cannot read",
        hint_zh="请用阿拉伯数字，例如 3",
        hint_en="write digits, such as 3",
    ),
    "CW304": error(
        zh="没有叫“{name}”的名称",
        en="nothing is named '{name}'",
        hint_zh="几个词之间可能缺了运算符，例如 and、or、=；文字要加半角双引号",
        hint_en="an operator such as and, or, = may be missing between the words; a text is written in double quotes",
    ),
    "CW305": error(
        zh="“{kind}”没有字段“{name}”",
        en="'{kind}' has no field '{name}'",
        hint_zh="您是否想写“{nearest}”？",
        hint_en="did you mean '{nearest}'?",
    ),
    "CW306": error(
        zh="“{kind}”没有字段“{name}”",
        en="'{kind}' has no field '{name}'",
        hint_zh="它的字段有：{fields}",
        hint_en="its fields are: {fields}",
    ),
    "CW307": error(
        zh="{type} 类型的值没有“{name}”",
        en="a value of type {type} has no '{name}'",
        hint_zh="可以用的有：{known}",
        hint_en="it has: {known}",
    ),
    "CW308": error(
        zh="{type} 类型的值没有字段，不能写“.{name}”",
        en="a value of type {type} has no fields, so '.{name}' means nothing",
        hint_zh="请去掉点号和后面的名称，或检查前面的名称",
        hint_en="remove the dot and what follows, or check the name before it",
    ),
    "CW309": error(
        zh="“{text}”不是日期、时间或时长",
        en="'{text}' is no date, time or duration",
        hint_zh='例如 @"2024-06-01"、@"10:00:00"、@"2024-06-01T10:00:00"、@"PT15M"、@"P1Y"',
        hint_en='such as @"2024-06-01", @"10:00:00", @"2024-06-01T10:00:00", @"PT15M", @"P1Y"',
    ),
    # -- types
    "CW310": error(
        zh="两边永远不会相等：左边是 {left}，右边是 {right}",
        en="the two sides can never be equal: {left} on the left, {right} on the right",
        hint_zh="请比较同一种类型的值；日期与时间可用 date(…)、time(…) 取出其中一部分",
        hint_en="compare values of one type; date(…) and time(…) take a part of a date and time",
    ),
    "CW311": error(
        zh="“{operator}”不能用在 {left} 和 {right} 之间",
        en="'{operator}' does not work between {left} and {right}",
        hint_zh="请检查两边的类型，例如数字和数字、日期和时长",
        hint_en="check both types: number and number, for instance, or date and duration",
    ),
    "CW312": error(
        zh="区间的两端不是同一种类型：{left} 和 {right}",
        en="the two ends of the range are of different types: {left} and {right}",
        hint_zh="两端都写数字，或都写日期",
        hint_en="write two numbers, or two dates",
    ),
    "CW313": error(
        zh="“=”不能判断是否在区间内",
        en="'=' does not ask whether a value lies in a range",
        hint_zh="请用 in，例如 x in [1..5]",
        hint_en="use in, such as x in [1..5]",
    ),
    "CW314": error(
        zh="“{word}”不是这个字段允许的值",
        en='"{word}" is not one of the values that this can have',
        hint_zh="您是否想写 {nearest}？允许的值有：{words}",
        hint_en="did you mean {nearest}? the values are: {words}",
    ),
    "CW315": error(
        zh="“{word}”不是这个字段允许的值",
        en='"{word}" is not one of the values that this can have',
        hint_zh="允许的值有：{words}",
        hint_en="the values are: {words}",
    ),
    "CW316": error(
        zh="单位不同，不能相加或比较：{left} 和 {right}",
        en="different units cannot be added or compared: {left} and {right}",
        hint_zh="请先换算成同一单位",
        hint_en="convert one of them first",
    ),
    "CW317": error(
        zh="用逗号分开的几项放在圆括号里，只能写在 in 后面",
        en="several things between parentheses can stand only after 'in'",
        hint_zh="清单请用方括号：[1, 2, 3]",
        hint_en="a list has square brackets: [1, 2, 3]",
    ),
    "CW318": error(
        zh="方括号里要写条件（是或否）或序号，这里是 {type}",
        en="a filter in square brackets is a condition or a place in the list; this is {type}",
        hint_zh="例如 orders[item.amount > 100]，或 orders[1]",
        hint_en="such as orders[item.amount > 100], or orders[1]",
    ),
    "CW319": error(
        zh="不能使用外部函数",
        en="external functions are not available",
        hint_zh="请用 FEEL 表达式写出函数",
        hint_en="write the function in FEEL",
    ),
    "CW320": error(
        zh="“{name}”不是函数，不能带括号调用；它是 {type}",
        en="'{name}' is no function and cannot be called; it is {type}",
        hint_zh="请去掉括号，或检查名称",
        hint_en="remove the parentheses, or check the name",
    ),
    "CW321": error(
        zh="没有叫“{name}”的函数",
        en="there is no function '{name}'",
        hint_zh="您是否想写“{nearest}”？",
        hint_en="did you mean '{nearest}'?",
    ),
    "CW322": error(
        zh="没有叫“{name}”的函数",
        en="there is no function '{name}'",
        hint_zh="运行 clausewise vocabulary functions，可以看到全部函数",
        hint_en="clausewise vocabulary functions lists them all",
    ),
    "CW323": error(
        zh="“{name}”要 {wanted} 个参数，这里给了 {given} 个",
        en="'{name}' takes {wanted} arguments, and {given} are given",
        hint_zh="请补全或删去参数；自带函数的写法见 clausewise vocabulary functions",
        hint_en="add or remove arguments; clausewise vocabulary functions shows how those of the language are called",
    ),
    "CW324": error(
        zh="“{name}”的这个参数应当是 {wanted}，这里是 {given}",
        en="this argument of '{name}' should be {wanted}, and is {given}",
        hint_zh="请检查参数的顺序和类型",
        hint_en="check the order and the types of the arguments",
    ),
    "CW325": error(
        zh="“{name}”没有叫“{argument}”的参数",
        en="'{name}' has no argument '{argument}'",
        hint_zh="它的参数有：{known}",
        hint_en="its arguments are: {known}",
    ),
    "CW326": error(
        zh="没有叫“{name}”的类型",
        en="there is no type '{name}'",
        hint_zh="类型有：{known}",
        hint_en="the types are: {known}",
    ),
    "CW327": error(
        zh="这里要一个条件（是或否），写的却是 {type}",
        en="a condition is wanted here, and this is {type}",
        hint_zh='条件要能回答“是”或“否”，例如 x > 5 或 status = "absent"',
        hint_en='a condition is true or false, such as x > 5 or status = "absent"',
    ),
    "CW328": error(
        zh="这里要 {wanted}，写的却是 {given}",
        en="{wanted} is wanted here, and this is {given}",
        hint_zh="请检查表达式的结果类型",
        hint_en="check what the expression gives",
    ),
    "CW329": error(
        zh="调用函数“{name}”要加括号",
        en="a call of the function '{name}' needs parentheses",
        hint_zh="请写 {name}(…)",
        hint_en="write {name}(…)",
    ),
    "CW330": error(
        zh="文字“{text}”不能与 {type} 类型的值比较",
        en="the text '{text}' cannot be compared with a value of type {type}",
        hint_zh="请写 {instead}",
        hint_en="write {instead}",
    ),
    "CW331": error(
        zh="与 null 用“{operator}”的结果永远是 null：没有值的东西比不出大小，也算不出数",
        en="'{operator}' with null is always null: what is missing is neither more nor less, and adds up to nothing",
        hint_zh="要问有没有值，请写 {other} = null 或 {other} != null",
        hint_en="to ask whether there is a value, write {other} = null or {other} != null",
    ),
    # -- limits, found when an expression runs
    "CW341": error(
        zh="循环次数太多，超过 {limit} 次",
        en="the loops take too many steps: more than {limit}",
        hint_zh="请缩小 for、some、every 的范围",
        hint_en="narrow what for, some or every run over",
    ),
    "CW342": error(
        zh="函数调用自己太多层，超过 {limit} 层",
        en="functions call each other too deeply: more than {limit} levels",
        hint_zh="请检查递归是否会停止",
        hint_en="check that the recursion ends",
    ),
    "CW343": error(
        zh="这个正则表达式匹配得太慢：{pattern}",
        en="matching this regular expression takes too long: {pattern}",
        hint_zh="请避免重复里再套重复，例如 (a+)+",
        hint_en="avoid a repetition within a repetition, such as (a+)+",
    ),
}
