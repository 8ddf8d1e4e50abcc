"""CW4…: advice on policies that would run."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry, warning

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
}
