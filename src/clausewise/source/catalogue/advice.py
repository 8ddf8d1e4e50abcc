"""CW4…: advice on policies that would run."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry, error, info, warning

ADVICE: Mapping[str, Entry] = {
    "CW401": warning(
        zh="这条规则凭“{list}”里什么都没有就下裁定，可是没有 {kind} 的数据时也是什么都没有",
        en="this rule decides by '{list}' being empty, but without any data of {kind} it is empty as well",
        hint_zh="在规则里加上 needs: [{kind}]，数据不全时就不会误判",
        hint_en="add needs: [{kind}] to the rule, so that it waits where the data is not complete",
    ),
    "CW402": warning(
        zh="数字 {number} 直接写在规则里",
        en="the number {number} stands in the rule itself",
        hint_zh="请把它写成参数（parameters），注明条款；以后改数字不用动规则",
        hint_en="make it a parameter with its clause, so that a change of the number leaves the rule alone",
    ),
    "CW403": warning(
        zh="“{name}”的文字没有 {lacking}",
        en="the words of '{name}' have no {lacking}",
        hint_zh="中英文都写上： {{zh: …, en: …}}",
        hint_en="write both languages: {{zh: …, en: …}}",
    ),
    "CW404": warning(
        zh="{path} 可能没有值，而规则没有问过它；那时规则成立，{what} 却定不下来",
        en="{path} may be missing, and nothing in the rule asks about it; then the rule holds and its {what} is undetermined",
        hint_zh="请写 if {path} = null then … else …，或者加上条件 {path} != null，或者在词汇里写 default；本来就该问清的，请写 allow 和理由",
        hint_en="write if {path} = null then … else …, or a condition {path} != null, or a default in the vocabulary; where it is to be asked for, allow it with the reason",
    ),
    "CW410": error(
        zh="表 {table} 没有一行适用于 {where}，例如 {example}",
        en="no row of table {table} holds for {where}; for example {example}",
        hint_zh="请加一行 {row} ，或者移动旁边一行的界限，或者写上 default",
        hint_en="add a row {row} , or move the bound of a row beside it, or give a default",
    ),
    "CW411": warning(
        zh="表 {table} 可能没有一行适用于 {where}，例如 {example}；这要看当时的事实",
        en="perhaps no row of table {table} holds for {where}; for example {example}; that hangs on the facts",
        hint_zh="请加一行 {row} ，或者写上 default",
        hint_en="add a row {row} , or give a default",
    ),
    "CW412": error(
        zh="表 {table} 的第 {first} 行和第 {second} 行会同时成立，例如 {example}；UNIQUE 只许一行成立，这时没有结果",
        en="rows {first} and {second} of table {table} hold together, for example {example}; with UNIQUE there is no answer then",
        hint_zh="请移动其中一行的界限；要是以上面的一行为准，请写 hit: FIRST",
        hint_en="move the bound of one of them; where the upper row should win, write hit: FIRST",
    ),
    "CW413": error(
        zh="表 {table} 的第 {first} 行和第 {second} 行会同时成立而结果不同，例如 {example}；ANY 要求结果相同",
        en="rows {first} and {second} of table {table} hold together with different answers, for example {example}; ANY wants the same",
        hint_zh="请移动其中一行的界限，或者让两行结果相同；要是以上面的一行为准，请写 hit: FIRST",
        hint_en="move the bound of one, or give both one answer; where the upper row should win, write hit: FIRST",
    ),
    "CW414": error(
        zh="表 {table} 的第 {second} 行与第 {first} 行条件相同，例如 {example}",
        en="row {second} of table {table} has the same conditions as row {first}, for example {example}",
        hint_zh="请删去其中一行，或者改正它的条件",
        hint_en="take one of them out, or mend its conditions",
    ),
    "CW415": warning(
        zh="表 {table} 的第 {second} 行与第 {first} 行条件相同，例如 {example}；这里每一行都会算进去（{hit}）",
        en="row {second} of table {table} has the same conditions as row {first}, for example {example}; here each row counts ({hit})",
        hint_zh="请删去其中一行，或者改正它的条件",
        hint_en="take one of them out, or mend its conditions",
    ),
    "CW416": error(
        zh="表 {table} 的第 {row} 行永远轮不到：上面的行（{above}）总是在先，例如 {example}",
        en="row {row} of table {table} can never win: the rows above it ({above}) always come first, for example {example}",
        hint_zh="FIRST 以上面的一行为准；请把特别的一行放在一般的一行上面，或者删去这一行",
        hint_en="with FIRST the upper row wins; put the special row above the general one, or take this row out",
    ),
    "CW417": error(
        zh="表 {table} 的第 {row} 行永远不会成立：没有哪个值合乎 {cell}",
        en="row {row} of table {table} can never hold: no value meets {cell}",
        hint_zh="请看看界限的先后和大小",
        hint_en="look at the order and the size of the bounds",
    ),
    "CW418": info(
        zh="表 {table} 的第 {row} 行可以不要：没有它，结果处处一样",
        en="row {row} of table {table} is not needed: without it every answer is the same",
        hint_zh="请看看它的结果是不是写错了；没有错就删去这一行",
        hint_en="see whether its answer is what was meant; if so, take the row out",
    ),
    "CW419": info(
        zh="表 {table} 的各行从不同时成立，用不着 {hit}",
        en="no two rows of table {table} ever hold together, so {hit} is not needed",
        hint_zh="写 hit: UNIQUE，以后哪两行重叠了，检查就会指出来",
        hint_en="write hit: UNIQUE, and check tells when two rows come to overlap",
    ),
    "CW420": warning(
        zh="表 {table} 没有全部查完：各行的组合超过了 {states} 种",
        en="table {table} was not analysed to the end: its rows combine in more than {states} ways",
        hint_zh="请把它分成几张小表；装上 z3-solver 也能查出遗漏",
        hint_en="divide it into smaller tables; z3-solver, once installed, finds the gaps too",
    ),
    "CW421": info(
        zh="表 {table} 还有 {more} 处没有列出",
        en="of table {table} there is more to tell: {more}",
        hint_zh="请先改上面的，再查一遍",
        hint_en="mend those above first, then check again",
    ),
    "CW422": error(
        zh="分档 {table} 没有超过 {bound} 的一档，例如 {example}",
        en="brackets {table} have no band above {bound}; for example {example}",
        hint_zh="请加上没有 up_to 的最后一档",
        hint_en="add a last band without up_to",
    ),
    "CW423": warning(
        zh="分档 {table} 的比率忽高忽低：{rates}",
        en="the rates of brackets {table} go up and down: {rates}",
        hint_zh="请看看小数点有没有写错位置；有意如此就写 allow 并说明理由",
        hint_en="see whether a decimal point has moved; where it is meant, say why with allow",
    ),
    "CW424": info(
        zh="分档 {table} 中超过 {bound} 反而更少：{bound} 得 {here}，{next} 得 {beyond}",
        en="in brackets {table} more than {bound} comes to less: {bound} gives {here}, {next} gives {beyond}",
        hint_zh="要是不该这样，请写 mode: marginal，各段按各自的比率算",
        hint_en="where that is not meant, write mode: marginal, each slice at its own rate",
    ),
    "CW425": info(
        zh="表 {table} 的 {output} 忽高忽低：{here} 是 {one}，{beyond} 是 {other}",
        en="the {output} of table {table} goes up and down: {here} gives {one}, {beyond} gives {other}",
        hint_zh="请核对数字是不是写错了行；本来就这样，请给表写 allow 和理由",
        hint_en="check whether a number stands in the wrong row; where it is meant, allow it in the table with the reason",
    ),
    "CW430": warning(
        zh="规则 {rule} 永远不会成立：{clash} 不能同时满足",
        en="rule {rule} can never hold: nothing meets {clash}",
        hint_zh="请改正其中一个条件，或者删去这条规则",
        hint_en="mend one of the conditions, or take the rule out",
    ),
    "CW431": warning(
        zh="只要规则 {rule} 的条件成立，这个例外也成立，规则等于没有",
        en="whenever the conditions of rule {rule} hold, this exception holds too, so the rule never does",
        hint_zh="请把例外写窄，或者改正它的条件（是不是写反了？）",
        hint_en="narrow the exception, or mend its condition (is it the wrong way round?)",
    ),
    "CW432": warning(
        zh="规则 {rule} 成立时，这个例外永远不会成立：{clash} 不能同时满足",
        en="where rule {rule} holds, this exception never does: nothing meets {clash}",
        hint_zh="请改正例外的条件，或者删去这个例外",
        hint_en="mend the condition of the exception, or take it out",
    ),
    "CW433": warning(
        zh="规则 {rule} 成立时，永远不会有这个 {outcome}：{clash} 不能同时满足",
        en="where rule {rule} holds, this {outcome} never follows: nothing meets {clash}",
        hint_zh="请改正 when，或者删去这一项",
        hint_en="mend its when, or take it out",
    ),
    "CW434": warning(
        zh="规则 {rule} 和 {other} 永远不会落在同一个对象上，overrides 不起作用",
        en="rules {rule} and {other} never rule on the same subject, so this overrides does nothing",
        hint_zh="请核对规则名，以及两条规则各自问的是什么（on、per、when）",
        hint_en="check the name, and what each of the two is asked about (on, per, when)",
    ),
    "CW435": warning(
        zh="规则 {first} 和 {second} 会在同一个情形下各算一笔 {outcome}，例如 {case}：{one}，又 {other}",
        en="rules {first} and {second} both make a {outcome} of the same case, for example {case}: {one}, and {other}",
        hint_zh="请移动其中一个的界限；要是其中一条优先，请写 overrides；本来就要两笔，请写 allow 和理由",
        hint_en="move a bound of one; where one goes first, write overrides; where both are meant, allow it with the reason",
    ),
    "CW436": warning(
        zh="规则 {first} 和 {second} 在同一个情形下一个给钱一个处罚，例如 {case}：{one}，又 {other}",
        en="rules {first} and {second} pay and punish in the same case, for example {case}: {one}, and {other}",
        hint_zh="请改正其中一条的条件；要是其中一条优先，请写 overrides；本来就这样，请写 allow 和理由",
        hint_en="mend a condition of one; where one goes first, write overrides; where both are meant, allow it with the reason",
    ),
    "CW437": warning(
        zh="同一件事按规则 {first} 和 {second} 罚两次，例如 {case}：{one}，又 {other}",
        en="one and the same thing is punished twice, by rules {first} and {second}, for example {case}: {one}, and {other}",
        hint_zh="请改正其中一条的条件；要是其中一条优先，请写 overrides；本来就要都罚，请写 allow 和理由",
        hint_en="mend a condition of one; where one goes first, write overrides; where both are meant, allow it with the reason",
    ),
    "CW438": warning(
        zh="规则 {first} 和 {second} 之间有空档：{where} 没有 {outcome}，例如 {case}",
        en="there is a hole between rules {first} and {second}: for {where} there is no {outcome}, for example {case}",
        hint_zh="请让一档的界限接上另一档，例如 <= 15 接 > 15；本来就没有，请写 allow 和理由",
        hint_en="let the bound of one meet the other, such as <= 15 and > 15; where nothing is meant to follow, allow it with the reason",
    ),
    "CW439": warning(
        zh="各档的 {outcome} 忽高忽低：{here}，可是 {beyond}",
        en="the {outcome} goes up and down from tier to tier: {here}, but {beyond}",
        hint_zh="请核对金额是不是写错了档；本来就这样，请写 allow 和理由",
        hint_en="check whether an amount stands with the wrong tier; where it is meant, allow it with the reason",
    ),
}
