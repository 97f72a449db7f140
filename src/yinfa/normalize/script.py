"""Traditional and simplified script, by OpenCC, with its known gaps closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from yinfa.normalize.lines import Proposal
from yinfa.patterns import compiled
from yinfa.shapes import is_chinese

_KEEPS_ZHU = (
    "显著|著名(?!额|单|次|字(?![体画])|牌(?!匾))|著作(?!业|文(?!集))|著录|名著|巨著|原著|专著|编著|论著|译著|著述|著称|著书立说|土著|昭著|卓著|所著|合著(?=[《有的者出。，、）]|[一两三几]?[本部])|拙著|遗著|"
    "著有(?=《)|(?<=[手笔])著(?=文章)|撰著|较著|彰著"
)
"""Words in which 著 is zhù; everywhere else a traditional text means 着 by it."""

_JI = "(?<=[\u3001-\u9fff\uff0c-\uff1b“])(?<![狼慰蕴枕藉])藉(?!藉)"
"""藉 as 借 is written; what it is at the beginning of a line, the end of the line above may say."""

_FROM_SIMPLIFIED = (("乾渠", "幹渠"), ("傢俱", "家具"))
_GAPS = {
    "t2s": (
        ("批覆", "批复"),
        ("答覆", "答复"),
        ("甚麽", "甚么"),
        ("迴圈", "循环"),
        ("回圈", "循环"),
        *zip("痺揹牠妳衹搾瞇踫餽慇懃啣鎗煖痲簷鼇", "痹背它你只榨眯碰馈殷勤衔枪暖麻檐鳌", strict=True),
        *zip(
            "敍衞粧枱糭疎韮閙汚晩縁歩毎兎厰吿壻妬寃寳屛幇徃慙懽搥擕櫈歛毬濶煑畧窓窻箒籐繖聨膓菓襃谿賔輭隄隣飜鬪",
            "叙卫妆台粽疏韭闹污晚缘步每兔厂告婿妒冤宝屏帮往惭欢捶携凳敛球阔煮略窗窗帚藤伞联肠果褒溪宾软堤邻翻斗",
            strict=True,
        ),
        *zip("鵞艶姪廻暱皷碁袴躱銲餠騐麤燄倂", "鹅艳侄回昵鼓棋裤躲焊饼验粗焰并", strict=True),
    ),
    "s2t": _FROM_SIMPLIFIED,
    "s2tw": (*_FROM_SIMPLIFIED, ("賬", "帳"), ("彙報", "匯報")),
    "s2hk": (*_FROM_SIMPLIFIED, ("釐米", "厘米"), ("彙報", "匯報")),
}
"""What each conversion of OpenCC gets wrong, and what is meant."""

_SURNAME = (
    r"(?:^|(?<=[、，。：；！？“（《]))[于余范](?=[^\x00-\u4dff，。、：；的]{0,2}"
    r"(?:书记|同志|主任|主席|部长|局长|县长|市长|省长|区长|镇长|乡长|校长|院长|厅长|处长|科长|会长|队长|老师|教授|先生|女士))"
)
"""A surname whose character is otherwise another one in traditional script: 于书记 is not 於書記."""


def simplified(text: str) -> Iterator[Proposal]:
    """Traditional characters become simplified ones: 領導 → 领导, 看著 → 看着."""
    yield from _converted(text, "t2s", 1)


def traditional(text: str) -> Iterator[Proposal]:
    """Simplified characters become traditional ones: 领导 → 領導."""
    yield from _converted(text, "s2t", -1)


def traditional_tw(text: str) -> Iterator[Proposal]:
    """Characters become those of Taiwan: 领导干部 → 領導幹部, 羣衆裏 → 群眾裡."""
    yield from _regional(text, "tw")


def traditional_hk(text: str) -> Iterator[Proposal]:
    """Characters become those of Hong Kong: 领导干部 → 領導幹部, 群衆裡說 → 群眾裏説."""
    yield from _regional(text, "hk")


def _regional(text: str, region: str) -> Iterator[Proposal]:
    """Simplified lines are converted; in the others the forms of the region take the place of others."""
    made = list(_converted(text, f"s2{region}", -1))
    yield from made
    places = {at for start, end, _, _ in made for at in range(start, end)}
    forms = _regional_forms(region)
    for match in compiled(f"[{''.join(forms)}]").finditer(text) if forms.keys() & set(text) else ():
        if match.start() not in places:
            yield match.start(), match.end(), forms[match[0]], 0.95


def holds_traditional(text: str) -> bool:
    """Whether any character of a text is of traditional script only."""
    return any(_leaning(character) > 0 for character in _beyond("gb2312", text))


def _beyond(encoding: str, text: str) -> set[str]:
    """The characters of a text that a character set has not.

    Of a text of thousands of characters these are a few, and the codec finds them ten
    times faster than each character is looked at.
    """
    escaped = text.replace("&", "").encode(encoding, "xmlcharrefreplace")
    return {chr(int(code)) for code in set(re.findall(rb"&#(\d+);", escaped))}


def leaning(text: str) -> int:
    """How many more characters of a text are traditional only than simplified only."""
    return sum(_leaning(character) * count for character, count in Counter(text).items())


def shadow(text: str) -> str:
    """The text with each traditional character replaced by one simplified character.

    Of the same length, so that what is seen in it holds for the text itself;
    for recognising only, never for output.
    """
    return text.translate(_characters())


@cache
def traditional_forms() -> dict[str, list[str]]:
    """The traditional characters of each simplified one that is written differently."""
    table: dict[str, list[str]] = {}
    for code, form in _characters().items():
        table.setdefault(form, []).append(chr(code))
    return table


@cache
def usual_traditional() -> dict[str, str]:
    """The traditional character that a simplified one written differently mostly stands for."""
    return dict(_table("STCharacters"))


@cache
def _leaning(character: str) -> int:
    """1 for a character of traditional script only, -1 for one of simplified script only, else 0.

    Told by the national character sets: GB 2312 has no form of traditional script only,
    Big5 none of simplified script only.
    """
    if not is_chinese(character):
        return 0
    traditional = character in _VARIANTS or _encodable(character, "big5")
    return traditional - _encodable(character, "gb2312")


_CHARSETS = {1: "gb2312", -1: "big5"}
"""The national character set that has no character of the script 1 (traditional) or -1 (simplified) only."""
_VARIANTS = (
    "僞儁卽厠叄啓噝垻堖墰墻壜壠奬嫺嬀峯崬嵗慤挱敎旣査梘棊欅殻滙潙灧爲牀獁産畵瘂瘻癧眞瘞碸礆竈竪糉絝絶綉綫綳緑緔縧繮罎羣"
    "耮腖舘葤蒓蕒藴蟎衆裏襇訁説謡謭賫贋贜軤軲遡醖釺鈈鈎鈡鉕鉢鉳銱銹鋣鋥鋭鋶錇録鍀鍁鍃鍅鍩鎄鎇鎭鎸鎿鐝鐦鐧鑔鑥鑹閲頽顔顬飱"
    "餷饊饢駡鮁鮃鮎鮝鯝鯴鯿鰐鰠鰵鱅鱝鳬鶓鶥鷀鷄鸌麪麫麯"
)
"""Forms of Hong Kong and of older print that Big5 has not."""


def _encodable(character: str, encoding: str) -> bool:
    return bool(character.encode(encoding, "ignore"))


@cache
def _converter(config: str) -> Any:
    from opencc import OpenCC

    return OpenCC(config)


@cache
def _characters() -> dict[int, str]:
    """OpenCC's table of characters, traditional to simplified."""
    return {ord(character): form for character, form in _table("TSCharacters") if _leaning(character) > 0}


@cache
def _regional_forms(region: str) -> dict[str, str]:
    """OpenCC's table of the forms of a region, ``tw`` or ``hk``, for other traditional ones."""
    return dict(_table(f"{region.upper()}Variants"))


@cache
def hong_kong() -> frozenset[str]:
    """The forms of Hong Kong, of which some are the simplified ones as well: 户, 税, 脱."""
    return frozenset(_regional_forms("hk").values())


def _table(name: str) -> Iterator[tuple[str, str]]:
    """The characters of a table of OpenCC that become others, with the first of these."""
    from importlib import resources

    source = resources.files("opencc") / "dictionary" / f"{name}.txt"
    for line in source.read_text("utf-8").splitlines():
        character, _, forms = line.partition("\t")
        form = forms.partition(" ")[0]
        if len(character) == len(form) == 1 and character != form:
            yield character, form


def _converted(text: str, config: str, script: int) -> Iterator[Proposal]:
    """Proposals for the lines that lean to `script` (1 traditional, -1 simplified), a run of characters each.

    A line that leans to neither goes with the text as a whole: 李為民 under a traditional title.
    In a traditional text every line goes with it: a simplified line of the page's may be
    glued to the speaker's, and conversion leaves simplified characters as they are.
    """
    if not any(_leaning(character) == script for character in _beyond(_CHARSETS[script], text)):
        return
    least = 1
    if leaning(text) * script > 0:
        least = -len(text) if script > 0 else 0
    position = 0
    for line in text.split("\n"):
        if not line.isascii() and leaning(line) * script >= least:
            after = (compiled(_SPREAD).search(line) and _spread(line, config)) or _convert(line, config)
            for start, end, piece in _differences(line, after):
                yield position + start, position + end, piece, 0.95
        position += len(line) + 1


def _spread(line: str, config: str) -> str:
    """A line whose words blanks have spread, converted as its words are; '' where their lengths change."""
    bare = compiled(_BLANKS).sub("", line)
    after = _convert(bare, config)
    if len(after) != len(bare):
        return ""
    signs = iter(after)
    return "".join(sign if compiled(_BLANKS).match(sign) else next(signs) for sign in line)


_BLANKS = "[ \t\xa0\u3000]"
_SPREAD = rf"(?:[^\x00-\u2fff\uff00-\uffff]{_BLANKS}+){{3}}"
"""Three Chinese characters each with a blank behind."""


def as_simplified(text: str) -> str:
    """A text converted as a line of traditional script is."""
    return _convert(text, "t2s")


def _convert(before: str, config: str) -> str:
    """A text as OpenCC converts it, with its gaps closed."""
    after: str = _converter(config).convert(before)
    for wrong, right in _GAPS[config]:
        after = after.replace(wrong, right)
    if config == "t2s":
        after = compiled(_JI).sub("借", after)
        return (
            compiled(f"({_KEEPS_ZHU})|著").sub(lambda match: match[1] or "着", after)
            if "著" in after
            else after
        )
    if len(before) == len(after):
        for match in compiled(_SURNAME).finditer(before):
            after = after[: match.start()] + match[0] + after[match.end() :]
    return after


def _differences(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """The places where two forms of a line differ, as (start, end, piece of `after`)."""
    if len(before) != len(after):
        from difflib import SequenceMatcher

        for tag, start, end, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if tag != "equal":
                yield start, end, after[from_:to]
        return
    start = -1
    for index, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new and start < 0:
            start = index
        elif old == new and start >= 0:
            yield start, index, after[start:index]
            start = -1
    if start >= 0:
        yield start, len(before), after[start:]
