"""CW2…: what FEEL's grammar refuses."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry, error

SYNTAX: Mapping[str, Entry] = {
    # -- signs that people write and FEEL does not know
    "CW201": error(
        zh="全角或特殊符号“{found}”不能写在表达式里",
        en="the full-width or special sign '{found}' cannot stand in an expression",
        hint_zh="请改用半角的 {instead}",
        hint_en="write {instead} instead",
    ),
    "CW202": error(
        zh="FEEL 没有“{found}”这个比较符号",
        en="FEEL has no comparison sign '{found}'",
        hint_zh="请写 {instead}",
        hint_en="write {instead}",
    ),
    "CW203": error(
        zh="FEEL 不用“{found}”连接条件",
        en="FEEL does not join conditions with '{found}'",
        hint_zh="请写 {instead}",
        hint_en="write {instead}",
    ),
    "CW204": error(
        zh="FEEL 不用“{found}”表示“不”",
        en="FEEL does not negate with '{found}'",
        hint_zh="请写 not(条件)，或用 != 表示“不等于”",
        hint_en="write not(condition), or != for 'is not'",
    ),
    "CW205": error(
        zh="这段文字没有结束的双引号：{found}",
        en="this text has no closing double quote: {found}",
        hint_zh='文字的两头都要有半角双引号，例如 "late"',
        hint_en='a text has a double quote at both ends, such as "late"',
    ),
    "CW206": error(
        zh="表达式里不能写百分号：{found}",
        en="a percent sign cannot stand in an expression: {found}",
        hint_zh="请写成小数，例如 {number}；求余数请用 modulo(a, b)",
        hint_en="write a decimal, such as {number}; a remainder is modulo(a, b)",
    ),
    "CW207": error(
        zh="数字里不能有逗号：{found}",
        en="a number cannot hold commas: {found}",
        hint_zh="请写 {number}",
        hint_en="write {number}",
    ),
    "CW208": error(
        zh="数字后面不能写“万”“千”等单位：{found}",
        en="a number cannot be followed by a word for its size: {found}",
        hint_zh="请写 {number}",
        hint_en="write {number}",
    ),
    "CW209": error(
        zh="数字 {number} 后面紧跟着“{word}”",
        en="'{word}' is stuck to the number {number}",
        hint_zh='数字不带单位；时长请写成 duration("PT15M")（15 分钟）或 duration("P3D")（3 天）',
        hint_en='numbers carry no unit; a length of time is duration("PT15M") (15 minutes) or duration("P3D") (3 days)',
    ),
    "CW210": error(
        zh="日期不能这样写：{found}",
        en="a date is not written like this: {found}",
        hint_zh='请写 @"{date}" 或 date("{date}")',
        hint_en='write @"{date}" or date("{date}")',
    ),
    "CW211": error(
        zh="时间不能这样写：{found}",
        en="a time is not written like this: {found}",
        hint_zh='请写 @"{time}" 或 time("{time}")',
        hint_en='write @"{time}" or time("{time}")',
    ),
    "CW212": error(
        zh="表达式里不能出现字符“{found}”",
        en="the character '{found}' cannot stand in an expression",
        hint_zh="请删掉它；文字要加半角双引号，注释以 // 开头",
        hint_en="remove it; a text is in double quotes, and a comment begins with //",
    ),
    "CW213": error(
        zh="文字要用半角双引号：{found}",
        en="a text is written in double quotes: {found}",
        hint_zh="请写 {instead}",
        hint_en="write {instead}",
    ),
    # -- the whole of it
    "CW220": error(
        zh="这里的表达式是空的",
        en="the expression is empty",
        hint_zh="请写一个条件或算式；如果不需要，请删掉这一项",
        hint_en="write a condition or a sum; or remove this entry if it is not needed",
    ),
    "CW221": error(
        zh="表达式太长：{length} 个字符，最多 {limit} 个",
        en="the expression is too long: {length} characters, at most {limit}",
        hint_zh="请拆成几个定义，长的清单请放进决策表",
        hint_en="split it into definitions, and put a long list into a decision table",
    ),
    "CW222": error(
        zh="表达式嵌套太深，最多 {limit} 层",
        en="the expression is nested too deeply, at most {limit} levels",
        hint_zh="请把里面的部分拆成单独的定义",
        hint_en="give the inner parts names of their own, as definitions",
    ),
    "CW223": error(
        zh="数字超出范围：{found}",
        en="the number is out of range: {found}",
        hint_zh="数字最多 34 位有效数字，指数最多 6144",
        hint_en="numbers have at most 34 digits and an exponent of at most 6144",
    ),
    "CW224": error(
        zh="同一个 {{ }} 里“{key}”写了两次",
        en="'{key}' is given twice between the same {{ }}",
        hint_zh="请只保留一个",
        hint_en="keep one of the two",
    ),
    "CW225": error(
        zh="调用函数时，参数要么全写名称，要么全不写",
        en="either all arguments of a call are named, or none",
        hint_zh="例如 substring(string: x, start position: 2)，或 substring(x, 2)",
        hint_en="such as substring(string: x, start position: 2), or substring(x, 2)",
    ),
    # -- what cannot stand where it stands
    "CW230": error(
        zh="括号“{opened}”没有配对的“{closer}”",
        en="the bracket '{opened}' is not closed by '{closer}'",
        hint_zh="请在适当的位置补上“{closer}”",
        hint_en="add '{closer}' where it should end",
    ),
    "CW231": error(
        zh="多了一个“{found}”",
        en="there is one '{found}' too many",
        hint_zh="请删掉它，或在前面补上对应的左括号",
        hint_en="remove it, or add the bracket that opens it",
    ),
    "CW232": error(
        zh="表达式在“{found}”之后就断了",
        en="the expression breaks off after '{found}'",
        hint_zh="后面还缺一个值、名称或条件",
        hint_en="a value, a name or a condition is missing after it",
    ),
    "CW233": error(
        zh="还缺少“{word}”部分",
        en="the part with '{word}' is missing",
        hint_zh="完整的写法：if … then … else …；for x in … return …；some x in … satisfies …；x between … and …",
        hint_en="the whole forms: if … then … else …; for x in … return …; some x in … satisfies …; x between … and …",
    ),
    "CW234": error(
        zh="“{found}”左边缺少要比较的值",
        en="there is nothing to compare to the left of '{found}'",
        hint_zh="条件里每次比较都要写全，例如 x >= 1 and x <= 5，或 x between 1 and 5",
        hint_en="write each comparison out, such as x >= 1 and x <= 5, or x between 1 and 5",
    ),
    "CW235": error(
        zh="“{word}”是 FEEL 的关键字，不能用在这里，也不能作名称",
        en="'{word}' is a keyword of FEEL: it cannot stand here, nor be a name",
        hint_zh="如果它是名称，请换一个名称；如果是条件，前面可能缺了内容",
        hint_en="if it is meant as a name, choose another; else something is missing before it",
    ),
    "CW236": error(
        zh="“{found}”前面应当先有“{word}”",
        en="'{word}' should come before '{found}'",
        hint_zh="完整的写法：if … then … else …；for x in … return …；some x in … satisfies …；x between … and …",
        hint_en="the whole forms: if … then … else …; for x in … return …; some x in … satisfies …; x between … and …",
    ),
    "CW237": error(
        zh="这里不能有冒号",
        en="a colon cannot stand here",
        hint_zh='冒号只用在 {{名称: 值}} 和带名称的参数里；时间请写 time("10:00:00")',
        hint_en='colons belong in {{name: value}} and named arguments; a time is time("10:00:00")',
    ),
    "CW238": error(
        zh="“{found}”前面缺少一个值、名称或条件",
        en="a value, a name or a condition is missing before '{found}'",
        hint_zh="请补上缺少的部分，或删掉多余的符号",
        hint_en="add what is missing, or remove the sign that is too much",
    ),
    "CW239": error(
        zh="表达式到“{found}”之前已经完整，这里多了内容或缺了运算符",
        en="the expression is complete before '{found}': an operator is missing, or something is too much",
        hint_zh="两个值之间要有运算符，例如 and、or、+、=；文字要加双引号",
        hint_en="between two values stands an operator, such as and, or, + or =; a text is in double quotes",
    ),
    "CW240": error(
        zh="FEEL 不认识“{word}”",
        en="FEEL does not know the word '{word}' here",
        hint_zh="请写 {instead}",
        hint_en="write {instead}",
    ),
    "CW241": error(
        zh="区间要写在括号里",
        en="a range stands in brackets",
        hint_zh="例如 x in [1..5]（含两端），或 x in (1..5]（不含 1）",
        hint_en="such as x in [1..5] (both ends included), or x in (1..5] (without 1)",
    ),
}
