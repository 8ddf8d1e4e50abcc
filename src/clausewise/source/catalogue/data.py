"""CW5…: what rosters, facts and months hold."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry, error, info, warning

_NEAREST_ZH = "可以写: {nearest}"
_NEAREST_EN = "write: {nearest}"
_PERIOD_ZH = "可以写成 2024-06、2024-Q2、2024、2024-06-03，或 2024-06-01..2024-06-15"
_PERIOD_EN = "write 2024-06, 2024-Q2, 2024, 2024-06-03 or 2024-06-01..2024-06-15"
_FIELD_ZH = "字段“{field}”的值“{value}”"
_FIELD_EN = "the value '{value}' of field '{field}'"

_PERIODS: Mapping[str, Entry] = {
    "CW501": error("“{text}”不是一个期间", "'{text}' is not a period", _PERIOD_ZH, _PERIOD_EN),
    "CW502": error(
        "“{text}”里的日子在日历上不存在",
        "the calendar has no such day or month as in '{text}'",
        _PERIOD_ZH,
        _PERIOD_EN,
    ),
    "CW503": error(
        "期间“{text}”的结束早于开始",
        "the period '{text}' ends before it starts",
        "先写开始，再写结束: 2024-06-01..2024-06-15",
        "write the start first, then the end: 2024-06-01..2024-06-15",
    ),
    "CW504": error(
        "“complete”里的“{kind}”不是事件种类",
        "'{kind}' in 'complete' is not a kind of event",
        _NEAREST_ZH,
        _NEAREST_EN,
    ),
    "CW505": error(
        "看不懂“complete”的写法“{text}”",
        "'{text}' is not a way to write 'complete'",
        "可以写成 [attendance]、{{attendance: 2024-06}}、all，或 {{all_except: [attendance]}}",
        "write [attendance], {{attendance: 2024-06}}, all, or {{all_except: [attendance]}}",
    ),
}

_FILES: Mapping[str, Entry] = {
    "CW510": error(
        "找不到文件“{file}”",
        "there is no file '{file}'",
        "请检查文件名和所在的文件夹",
        "check the file's name and folder",
    ),
    "CW511": error(
        "“{file}”是一个文件夹，这里需要文件",
        "'{file}' is a folder, and a file is wanted here",
        "请写出文件夹里具体的文件；整月的文件夹里应有 month.yaml",
        "name the file inside; a month's folder has a month.yaml",
    ),
    "CW512": error(
        "没有读取“{file}”的权限",
        "there is no permission to read '{file}'",
        "请让文件的所有者开放读取权限，或另存一份",
        "ask its owner for access, or save a copy",
    ),
    "CW513": error(
        "“{file}”不是 UTF-8 编码，也不是 GB18030 (GBK) 编码",
        "'{file}' is neither UTF-8 nor GB18030 (GBK)",
        "请在表格软件里另存为“CSV UTF-8”",
        "save it as 'CSV UTF-8' in the spreadsheet program",
    ),
    "CW514": error(
        "“{file}”不是完好的电子表格: {reason}",
        "'{file}' is not a sound spreadsheet: {reason}",
        "请用表格软件打开，另存为 .xlsx；网页或文本改名成 .xls 是打不开的",
        "open it in a spreadsheet program and save it as .xlsx; a web page renamed .xls cannot be read",
    ),
    "CW515": error(
        "“{file}”里没有工作表“{sheet}”",
        "'{file}' has no sheet '{sheet}'",
        "它有这些工作表: {sheets}",
        "it has these sheets: {sheets}",
    ),
    "CW516": error(
        "读取 Parquet 文件“{file}”需要另外安装 polars",
        "reading the Parquet file '{file}' needs polars besides",
        "请运行 pip install 'clausewise[frames]'，或另存为 CSV、XLSX",
        "run pip install 'clausewise[frames]', or save it as CSV or XLSX",
    ),
    "CW517": error(
        "不认识“{file}”这种文件",
        "files such as '{file}' are not known",
        "可以用 .jsonl、.csv、.xlsx 或 .parquet；花名册也可以用 .yaml",
        "use .jsonl, .csv, .xlsx or .parquet; a roster may also be .yaml",
    ),
    "CW518": error(
        "“{file}”的表头里，“{column}”出现了不止一次",
        "the header of '{file}' has '{column}' more than once",
        "每一列的名称要不同",
        "give each column a name of its own",
    ),
    "CW519": error(
        "无法读取“{file}”: {reason}",
        "'{file}' cannot be read: {reason}",
    ),
    "CW520": info(
        "“{file}”是空的，没有任何事实",
        "'{file}' is empty: it holds no facts",
    ),
    "CW521": error(
        "无法把 {found} 当作事实读取",
        "{found} cannot be read as facts",
        "请给出字典的列表、数据表 (polars、pandas、arrow) 或文件路径",
        "give an iterable of dicts, a data frame (polars, pandas, arrow), or paths",
    ),
}

_ROWS: Mapping[str, Entry] = {
    "CW530": error(
        "这一行不是完整的 JSON: {reason}",
        "this line is not whole JSON: {reason}",
        "一行一个对象，以 {{ 开始，以 }} 结束",
        "one object a line, from {{ to }}",
    ),
    "CW531": error(
        "这一行不是对象，而是 {found}",
        "this line is not an object but {found}",
        '写成 {{"kind": "attendance", "employee": "E01", …}}',
        'write {{"kind": "attendance", "employee": "E01", …}}',
    ),
    "CW532": error(
        "“{key}”在这一行里出现了两次",
        "'{key}' appears twice in this row",
        "只留一个",
        "keep one of them",
    ),
    "CW533": error(
        "这一行有 {cells} 格，表头只有 {columns} 列",
        "this row has {cells} cells, and the header {columns} columns",
        "含有逗号的文字要放在英文双引号里",
        "put a text that holds a comma in double quotes",
    ),
    "CW534": error(
        "这一行的引号不成对: {reason}",
        "the quotes of this row do not match: {reason}",
        '文字里的英文双引号要写成两个 ("")',
        'write a double quote inside a text twice ("")',
    ),
    "CW540": error(
        "没有“{kind}”这种事件", "there is no kind of event '{kind}'", _NEAREST_ZH, _NEAREST_EN
    ),
    "CW541": error(
        "这一行没有说明事件种类 (kind)",
        "this row does not say its kind",
        "加上 kind，或让文件名以事件种类开头，例如 attendance.csv",
        "add 'kind', or begin the file's name with it: attendance.csv",
    ),
    "CW542": error(
        "“{kind}”没有字段“{field}”", "'{kind}' has no field '{field}'", _NEAREST_ZH, _NEAREST_EN
    ),
    "CW543": error(
        "“{kind}”缺少必填的字段“{field}”",
        "'{kind}' lacks the field '{field}', which it must have",
        "请补上；确实没有的，要在词汇表里把这个字段标为 optional",
        "fill it in; a field that may be missing is marked 'optional' in the vocabulary",
    ),
    "CW544": error(
        "“{kind}”没有日期",
        "this '{kind}' has no date",
        "写 date (2024-06-03)，或写 at (2024-06-03T09:12:00)",
        "give 'date' (2024-06-03) or 'at' (2024-06-03T09:12:00)",
    ),
    "CW545": error(
        "date 是 {date}，at 却是 {at}",
        "'date' is {date}, but 'at' is {at}",
        "两者要是同一天；只写 at 也可以",
        "both have to be the same day; 'at' alone will do",
    ),
    "CW546": error(
        "“{kind}”是裁定的结果，不能当作事件读入",
        "'{kind}' is what rulings say; it cannot be read as an event",
        "以前定下的裁定，请写成 settled_ruling",
        "write an earlier decision as a 'settled_ruling'",
    ),
    "CW547": error(
        "“{kind}”是公司的事件，不能有员工“{value}”",
        "'{kind}' happens to the company and has no employee '{value}'",
        "请去掉 employee",
        "leave 'employee' out",
    ),
    "CW548": error(
        "“{kind}”的字段“{field}”是算出来的，不能填写",
        "the field '{field}' of '{kind}' is worked out and cannot be given",
        "请去掉它",
        "leave it out",
    ),
}

_VALUES: Mapping[str, Entry] = {
    "CW550": error(
        _FIELD_ZH + "不是数字",
        _FIELD_EN + " is not a number",
        "写成 1200、1200.50 或 1,200.50，不带货币符号和单位",
        "write 1200, 1200.50 or 1,200.50, without currency sign and unit",
    ),
    "CW551": error(
        _FIELD_ZH + "不是“是”或“否”",
        _FIELD_EN + " is neither yes nor no",
        "可以写 true、false、是、否、yes、no、1、0",
        "write true, false, 是, 否, yes, no, 1 or 0",
    ),
    "CW552": error(
        _FIELD_ZH + "不是日期",
        _FIELD_EN + " is not a date",
        "写成 2024-06-03，而且日历上要有这一天",
        "write 2024-06-03, a day that the calendar has",
    ),
    "CW553": error(
        _FIELD_ZH + "不是钟点",
        _FIELD_EN + " is not a time of day",
        "写成 09:12 或 09:12:30，从 00:00 到 23:59",
        "write 09:12 or 09:12:30, from 00:00 to 23:59",
    ),
    "CW554": error(
        _FIELD_ZH + "不是日期加钟点",
        _FIELD_EN + " is not a date with a time",
        "写成 2024-06-03T09:12:00，或 2024-06-03 09:12",
        "write 2024-06-03T09:12:00 or 2024-06-03 09:12",
    ),
    "CW555": error(
        _FIELD_ZH + "不是以日、时、分计的时长",
        _FIELD_EN + " is not a length in days, hours and minutes",
        "写成 P7D (7 天)、PT4H (4 小时) 或 PT30M (30 分钟)",
        "write P7D (7 days), PT4H (4 hours) or PT30M (30 minutes)",
    ),
    "CW556": error(
        _FIELD_ZH + "不是以年、月计的时长",
        _FIELD_EN + " is not a length in years and months",
        "写成 P1Y (1 年)、P3M (3 个月) 或 P1Y6M",
        "write P1Y (1 year), P3M (3 months) or P1Y6M",
    ),
    "CW557": error(
        _FIELD_ZH + "不在允许的值里",
        _FIELD_EN + " is not one of the allowed values",
        _NEAREST_ZH,
        _NEAREST_EN,
    ),
    "CW558": error(
        _FIELD_ZH + "应当是文字",
        _FIELD_EN + " has to be a text",
        "请加上英文双引号",
        "put it in double quotes",
    ),
    "CW559": error(
        _FIELD_ZH + "应当是列表",
        _FIELD_EN + " has to be a list",
        "表格里用分号隔开: 甲; 乙",
        "in a table, put semicolons between: a; b",
    ),
    "CW560": error(
        _FIELD_ZH + "应当由几个具名的部分组成",
        _FIELD_EN + " has to be made of named parts",
        "应有的部分: {parts}",
        "its parts are: {parts}",
    ),
    "CW561": error(
        "字段“{field}”没有名为“{value}”的部分",
        "the field '{field}' has no part '{value}'",
        _NEAREST_ZH,
        _NEAREST_EN,
    ),
    "CW562": error(
        _FIELD_ZH + "带有钟点，这里只要日期",
        _FIELD_EN + " has a time of day, and only a date is wanted",
        "写成 2024-06-03",
        "write 2024-06-03",
    ),
    "CW563": error(
        _FIELD_ZH + "不被允许: 应为 {wanted}",
        _FIELD_EN + " is not allowed: it has to be {wanted}",
    ),
}

_CORRECTIONS: Mapping[str, Entry] = {
    "CW570": error(
        "编号“{id}”出现多次而内容不同，另见 {others}",
        "the id '{id}' stands for different contents; see also {others}",
        "一件事一个编号；更正要用新编号，并写 replaces",
        "give each thing its own id; a correction has a new id and 'replaces'",
    ),
    "CW571": error(
        "“{id}”的更正绕成了圈，另见 {others}",
        "the corrections of '{id}' go round in a circle; see also {others}",
        "replaces 要指向更早的那一条，最后一条不被任何一条更正",
        "let 'replaces' name the earlier one; the last of a chain is replaced by none",
    ),
    "CW572": error(
        "“{replaces}”被不止一条更正，另见 {others}",
        "'{replaces}' is replaced more than once; see also {others}",
        "只留一条，或让后一条更正前一条",
        "keep one, or let the later replace the earlier",
    ),
}

_ROSTER: Mapping[str, Entry] = {
    "CW580": warning(
        "花名册的“{column}”列不在词汇表里，没有使用",
        "the roster's column '{column}' is not in the vocabulary and was not used",
        _NEAREST_ZH + "；用不着的列可以不管",
        _NEAREST_EN + "; a column that is not needed may stay",
    ),
    "CW581": error(
        "花名册的这一行没有员工编号 (id)",
        "this row of the roster has no id",
        "每行都要有 id；合计、签字之类的行请移出表格",
        "each row needs an 'id'; move totals and signatures out of the table",
    ),
    "CW582": error(
        "员工“{id}”从 {since} 起有两行不同的内容，另见 {others}",
        "employee '{id}' has two different rows from {since}; see also {others}",
        "同一员工的每一行要有不同的 from 日期",
        "give each row of one employee its own 'from' date",
    ),
    "CW583": error(
        "花名册的这一行缺少“{field}”",
        "this row of the roster lacks '{field}'",
        "请补上",
        "fill it in",
    ),
    "CW584": error(
        "员工“{id}”的离职日 {left} 早于入职日 {hired}",
        "employee '{id}' left on {left}, before being hired on {hired}",
        "请核对这两个日期",
        "check the two dates",
    ),
    "CW585": error(
        "“{file}”里没有员工名单",
        "'{file}' holds no list of employees",
        "写成一列员工: - {{id: E01, hired: 2023-01-03}}，或放在 employees: 下面",
        "write a list, - {{id: E01, hired: 2023-01-03}}, perhaps under 'employees:'",
    ),
}

_MONTHS: Mapping[str, Entry] = {
    "CW590": error(
        "文件夹“{folder}”里没有 month.yaml",
        "the folder '{folder}' has no month.yaml",
        "month.yaml 写明期间 (period)、花名册 (employees) 和事件文件 (events)",
        "month.yaml names the period, the employees and the files of events",
    ),
    "CW591": error(
        "month.yaml 没有写“{key}”",
        "month.yaml does not say '{key}'",
        "例如: {example}",
        "for example: {example}",
    ),
    "CW592": error(
        "找不到 month.yaml 里写的文件“{file}”",
        "the file '{file}' that month.yaml names is not there",
        "文件名从 month.yaml 所在的文件夹算起",
        "file names are relative to the folder of month.yaml",
    ),
    "CW593": error(
        "“{text}”不是日期",
        "'{text}' is not a date",
        "写成 2024-07-01",
        "write 2024-07-01",
    ),
    "CW594": error(
        "没有名为“{reader}”的读取方式",
        "there is no reader '{reader}'",
        "自带的有: {readers}；也可以写一个映射文件 (.yaml)",
        "there are {readers}; a mapping file (.yaml) will do as well",
    ),
    "CW595": error(
        "“{text}”在这里看不懂",
        "'{text}' makes no sense here",
        "应为: {wanted}",
        "wanted is: {wanted}",
    ),
}

_MAPPINGS: Mapping[str, Entry] = {
    "CW586": error(
        "“{file}”不是表格，不能用“{reader}”来读",
        "'{file}' is no table and cannot be read by '{reader}'",
        "去掉 --reader；JSON 每一行自己就写明了字段",
        "leave --reader out; each JSON line names its own fields",
    ),
    "CW587": error(
        "“{text}”不是正则表达式: {reason}",
        "'{text}' is not a regular expression: {reason}",
        "括号要成对；单独的 ( [ * + ? 前面加反斜杠",
        "brackets come in pairs; put a backslash before a lone ( [ * + ?",
    ),
    "CW588": error(
        "映射文件“{file}”有错误",
        "the mapping file '{file}' has errors",
        "先改正映射文件，再读数据",
        "mend the mapping before reading by it",
    ),
    "CW589": error(
        "花名册里“{field}”是“{value}”的员工不是恰好一个",
        "the roster does not have exactly one employee whose '{field}' is '{value}'",
        "请补全花名册；同名的员工请改用工号来对应",
        "complete the roster; match people of one name by their ids",
    ),
    "CW596": error(
        "“{file}”的工作表“{sheet}”里没有“{column}”列",
        "the sheet '{sheet}' of '{file}' has no column '{column}'",
        "它有: {nearest}；请核对映射文件，或导出时勾选这一列",
        "it has: {nearest}; check the mapping, or tick that column when exporting",
    ),
    "CW597": error(
        "“{file}”的表头与“{reader}”的格式不符",
        "the headers of '{file}' are not those of '{reader}'",
        "需要这些列: {columns}",
        "it needs these columns: {columns}",
    ),
}

DATA: Mapping[str, Entry] = {
    **_PERIODS,
    **_FILES,
    **_ROWS,
    **_VALUES,
    **_CORRECTIONS,
    **_ROSTER,
    **_MONTHS,
    **_MAPPINGS,
}
