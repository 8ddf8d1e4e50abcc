"""CW65…: what the command line has to say of how it was called and of what it writes."""

from collections.abc import Mapping

from clausewise.source.catalogue.entry import Entry, error, warning

COMMANDS: Mapping[str, Entry] = {
    "CW650": error(
        zh="不会写“{file}”这种文件",
        en="'{file}' is not a kind of file that can be written",
        hint_zh="可以用这些后缀: {known}；也可以用 --format 指定格式",
        hint_en="use one of {known}, or say which with --format",
    ),
    "CW651": error(
        zh="这个版本还不能用 {engine} 计算",
        en="this release cannot evaluate with {engine} yet",
        hint_zh="请去掉 --engine，或写 --engine local",
        hint_en="leave --engine out, or write --engine local",
    ),
    "CW652": error(
        zh="有一行读不了，已按要求停止: {place}: {reason}",
        en="a row cannot be read, so nothing was evaluated, as was asked: {place}: {reason}",
        hint_zh="改正这一行；或写 --on-bad-event quarantine，让它单独列出而其余照常计算",
        hint_en="mend the row; or write --on-bad-event quarantine to set it apart and evaluate the rest",
    ),
    "CW653": error(
        zh="“{file}”第 {line} 行不是 evaluate 写出的裁定",
        en="line {line} of '{file}' is not a ruling that evaluate wrote",
        hint_zh="请给出 evaluate 写出的 .jsonl 或 .json 文件",
        hint_en="give a .jsonl or .json file that evaluate wrote",
    ),
    "CW654": error(
        zh="“{file}”里没有编号为“{id}”的裁定",
        en="'{file}' has no ruling with the id '{id}'",
        hint_zh="最接近的编号: {nearest}",
        hint_en="the nearest ids: {nearest}",
    ),
    "CW655": error(
        zh="写 {format} 需要另外安装 {needs}",
        en="writing {format} needs {needs} besides",
        hint_zh="请运行 pip install 'clausewise[frames]'，或换一种格式",
        hint_en="run pip install 'clausewise[frames]', or choose another format",
    ),
    "CW656": error(
        zh="无法写入“{file}”: {reason}",
        en="'{file}' cannot be written: {reason}",
        hint_zh="请检查文件夹是否存在、是否可写，文件是否正被别的程序打开",
        hint_en="check that the folder exists and may be written to, and that no program has the file open",
    ),
    "CW657": error(
        zh="政策有 {count} 处错误，没有计算",
        en="the policies have {count} error(s); nothing was evaluated",
        hint_zh="先改正；clausewise check 会再检查一遍",
        hint_en="mend them first; clausewise check looks again",
    ),
    "CW658": error(
        zh="“{paths}”里没有符合的测试",
        en="there are no such tests in '{paths}'",
        hint_zh="测试文件的名称以 .test.yaml 结尾；-k 按标题和文件名筛选",
        hint_en="files of tests end in .test.yaml; -k chooses by title and file name",
    ),
    "CW659": error(
        zh="没有代码为“{code}”的信息",
        en="there is no message with the code '{code}'",
        hint_zh="最接近的: {nearest}",
        hint_en="the nearest: {nearest}",
    ),
    "CW660": error(
        zh="{format} 不能直接显示在屏幕上",
        en="{format} cannot be shown on a screen",
        hint_zh="用 -o 写入文件，例如 -o 结果.{format}",
        hint_en="write it to a file: -o answer.{format}",
    ),
    "CW661": warning(
        zh="这些裁定所依据的手册“{handbook}”不在“{policies}”里，说明只能取自裁定本身",
        en="the handbook '{handbook}' of these rulings is not in '{policies}'; the explanation comes from the ruling alone",
        hint_zh="用 --policies 指定政策所在的文件夹",
        hint_en="name the folder of the policies with --policies",
    ),
    "CW662": error(
        zh="花名册里没有编号为“{id}”的员工",
        en="the roster has no employee with the id '{id}'",
        hint_zh="最接近的编号: {nearest}",
        hint_en="the nearest ids: {nearest}",
    ),
    "CW663": error(
        zh="没有名为“{rule}”的规则",
        en="there is no rule called '{rule}'",
        hint_zh="最接近的: {nearest}",
        hint_en="the nearest: {nearest}",
    ),
    "CW664": error(
        zh="取不到“{given}”: {reason}",
        en="'{given}' cannot be fetched: {reason}",
        hint_zh="写法是 git:版本:路径，例如 git:HEAD~1:policies；要在这个 git 仓库里运行",
        hint_en="write git:REV:PATH, such as git:HEAD~1:policies, and run it inside that git repository",
    ),
    "CW665": error(
        zh="{option} 后面的“{given}”看不懂",
        en="'{given}' after {option} cannot be understood",
        hint_zh="写法是 {form}",
        hint_en="write {form}",
    ),
    "CW666": error(
        zh="参数“{name}”没有叫“{reading}”的读法",
        en="the parameter '{name}' has no reading called '{reading}'",
        hint_zh="政策里写明的读法: {known}",
        hint_en="the readings that the policies name: {known}",
    ),
    "CW667": error(
        zh="参数“{name}”不能从 {first} 按 {step} 一步步变到 {last}",
        en="the parameter '{name}' cannot go from {first} to {last} in steps of {step}",
        hint_zh="起点和终点要是这个参数的值，步长是数字或 PT5M、P1D 这样的时长，而且方向要对",
        hint_en="both ends are values of the parameter; the step is a number or a duration such as PT5M or P1D, and leads from one end towards the other",
    ),
    "CW668": error(
        zh="参数“{name}”要试的值超过 {most} 个",
        en="the parameter '{name}' would take more than {most} values",
        hint_zh="把步长写大一些，或者把范围写小一些",
        hint_en="take larger steps, or a smaller range",
    ),
    "CW669": error(
        zh="没有说明要改什么",
        en="nothing says what would be different",
        hint_zh="写 --set 参数=值、--reading 参数=读法 或 --vary 参数=起点..终点/步长",
        hint_en="write --set NAME=VALUE, --reading NAME=WORD or --vary NAME=FROM..TO/STEP",
    ),
    "CW670": error(
        zh="“{folder}”已经存在，而且不是空的，没有改动它",
        en="'{folder}' is there already and is not empty; it was left as it is",
        hint_zh="请换一个新的文件夹名称",
        hint_en="give the name of a new folder",
    ),
    "CW671": error(
        zh="词汇里没有“{name}”",
        en="the vocabulary has no '{name}'",
        hint_zh="您是否想看“{nearest}”？不写名称就列出全部",
        hint_en="did you mean '{nearest}'? without a name, all of it is listed",
    ),
    "CW672": error(
        zh="“{kind}”没有字段“{name}”",
        en="'{kind}' has no field '{name}'",
        hint_zh="您是否想看“{nearest}”？",
        hint_en="did you mean '{nearest}'?",
    ),
    "CW673": error(
        zh="有 {count} 处可以自动改正，还没有改动文件",
        en="{count} fault(s) can be mended, and no file was changed yet",
        hint_zh="请看过上面的改动，再加上 --yes 运行一次",
        hint_en="look through the changes above, then run it again with --yes",
    ),
    "CW680": error(
        zh="测试触及了 {share}%，不到要求的 {wanted}%（{count} 处里有 {missed} 处没有触及）",
        en="the tests exercise {share}%, less than the {wanted}% asked for ({missed} of {count} are not exercised)",
        hint_zh="clausewise test --suggest 会为没有触及的各处拟出测试",
        hint_en="clausewise test --suggest proposes tests for what is not exercised",
    ),
    "CW681": error(
        zh="“{file}”已经存在，没有改动它",
        en="'{file}' is there already; it was left as it is",
        hint_zh="请换一个文件名；确认过的测试再剪贴到原来的文件里",
        hint_en="give another name, and move the tests that you confirm into the old file",
    ),
    "CW682": error(
        zh="“{file}”这个名称，以后运行测试时不会被当作测试文件",
        en="'{file}' would not be taken for a file of tests when tests are run",
        hint_zh="测试文件的名称以 .test.yaml 结尾，例如 {better}",
        hint_en="files of tests end in .test.yaml: {better}",
    ),
    "CW683": warning(
        zh="现有的测试有 {count} 个没有通过；拟出的测试写的是政策现在的结果",
        en="{count} of the tests fail now; the proposed ones say what the policies give as they are",
        hint_zh="先运行 clausewise test，看清是测试不对还是政策不对",
        hint_en="run clausewise test first, and see whether the tests or the policies are wrong",
    ),
    "CW684": error(
        zh="{option} 和 {other} 不能一起用",
        en="{option} and {other} cannot go together",
        hint_zh="请分两次运行",
        hint_en="run the command twice",
    ),
    "CW685": error(
        zh="{option} 要和 {needs} 一起用",
        en="{option} is of use only with {needs}",
        hint_zh="请加上 {needs}，或去掉 {option}",
        hint_en="add {needs}, or leave {option} out",
    ),
}
