"""What a line of a speech looks like: numbering, salutation, title, date, closing.

The vocabulary that the normaliser's rules and the reading of structure share, so
that both see the same line the same way. It knows neither edits nor speeches.
All functions take one line without outer space, with marks of either width.
Patterns are compiled on first use: a wide class costs milliseconds. What was
told of a line is kept for a while, as many rules look at the same lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from yinfa.lexicon import bits

CHINESE_DIGITS = "一二三四五六七八九十百"
ENDS = "。！？!?…"
"""Marks that end a sentence."""
_PAUSES = tuple(ENDS + "：:；;，,")
"""Marks with which a line of prose ends."""
CLOSERS = "”’）》〉」』】〕)\"'"
"""Marks that may stand between a sentence's end and the line's."""

DECORATION = "★☆◆◇●■▲△※◎=＝~～#*＊"
"""Signs that pages set about the lines they want to be seen."""

_NOUNS = (
    "讲话|发言|致辞|致词|演讲|演说|报告|党课|讲稿|讲话稿|发言稿|演讲稿|动员|主持词|祝词|祝辞|贺词|贺辞|献词|"
    "开幕词|开幕辞|闭幕词|闭幕辞|开场白|欢迎词|欢迎辞|欢送词|欢送辞|答谢词|答谢辞|悼词|寄语|述职|"
    "述职报告|工作报告|总结|主持讲话|交流材料|讲话提纲|发言材料|讲话材料|发言提纲|汇报|汇报材料|表态|"
    "党课讲稿|宣讲稿|宣讲|讲评|点评|贺信|誓词|倡议书|感言|慰问信|公开信|祝酒词|祝酒辞|贺电|唁电|讲课稿|"
    "微党课|开讲词|证婚词|证婚辞|祝婚词|颁奖词|颁奖辞|推介词|推介辞|解说词|串联词|报幕词|送别词|迎新词|"
    "训词|训辞|训话|讲话要点|讲话实录|讲话摘要|发言摘要|发言要点|演讲实录"
)
SPEECH_NOUN = rf"(?:{_NOUNS})(?:稿|辞|词)?"
PRAISE = (
    "(?:精选|通用|优秀|最新|热门|推荐|实用|必备|经典|精品|精华|集合|集锦|锦集|合集|汇编|汇总|大全|范文|范本|模板|"
    "样本|完整|精简|修改|整理|共|荐)"
)
_COUNT = r"[\d一二三四五六七八九十]{1,3}"
_STAMP = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
"""Day and hour at which a page was made."""
IN_BRACKETS = (
    rf"[（(【\[](?:{PRAISE}|全文|定稿|终稿|版|{_COUNT}篇|约?\d+字|第?\d+/\d+页?|第\d+页|{_STAMP})+[）)】\]]"
)
"""What a page puts in brackets behind a title: （通用6篇）, （全文1329字）, （第1/4页）."""
PAGE_DRAFT = rf"(?:范文|模板|{_COUNT}分钟版?|{PRAISE}*{_COUNT}篇|{PRAISE}+版|\s*篇\s*{_COUNT}|{IN_BRACKETS})"
"""What a page of drafts puts behind a title: 范文, 集合五篇, （通用6篇）, 最新版, 篇1."""
_DRAFT = rf"(?:文?稿|全文|原文|材料|{PAGE_DRAFT}|[（(【\[][^（()）]{{0,8}}[）)】\]])"
_TITLE_END = rf"{SPEECH_NOUN}{_DRAFT}*$"
_DRAFT_ENDS = frozenset("稿文板版料篇）)】]一二三四五六七八九十0123456789")

_PERSON = (
    "同志|同事|同仁|同学|同胞|战友|朋友|好友|校友|来宾|嘉宾|贵宾|领导|首长|代表|委员|老师|教师|教授|专家|"
    "学者|"
    "先生|女士|小姐|部长|书记|主席|主任|市长|县长|省长|区长|镇长|乡长|院长|校长|园长|局长|处长|科长|厅长|"
    "司长|州长|"
    "总理|会长|理事长|秘书长|常委|董事长|总经理|经理|总裁|总监|队长|组长|班长|团长|政委|司令员|参谋长|"
    "主持人|评委|考官|家长|乡亲|父老|兄弟姐妹|兄弟|姐妹|干部|员工|职工|工友|企业家|客商|记者|媒体|师傅|"
    "官兵|指战员|"
    "学员|学生|青年|少年|少先队员|团员|党员|居民|村民|市民|群众|农民|工人|医生|护士|白衣天使|新人|亲友|"
    "亲人|长辈|"
    "前辈|老人|老同志|孩子|伙伴|队员|选手|运动员|裁判员|志愿者|会员|股东|客户|用户|商家|投资者|大家|诸位|"
    "人士|"
    "负责人|负责同志|委员会|单位|部门|书记员|检察长|法官|警官|民警|女同胞|乡贤|巨匠|劳模|功臣|英雄|侨胞|"
    "主席团|业主|网友|"
    "人民|师生|教职工|毕业生|新生|叔叔|阿姨|爸爸|妈妈|父母|爷爷|奶奶|新郎|新娘|亲朋|秘书|副职|考生|模范|"
    "能手|学子|战士|"
    "考官|同行|乡友|老乡|律师|作家|艺术家|科学家|院士|博士|总|姐|哥|×+"
)
_ADDRESS_OPENING = (
    "同志|各位|尊敬(?=的|各位)|亲爱|敬爱|可敬|可爱|朋友|在座|全体|老师|同学|女士|先生|领导|乡亲|父老|战友|"
    "家长|诸位|"
    "与会|大家|广大|青年|来宾|嘉宾|代表|委员|孩子|伙伴|同胞|同事|同仁|评委|校友|职工|员工|兄弟|姐妹|首长|"
    "战士|少先队员|"
    "小朋友|宝贝|家人|工友|乡友|(?:副?[^，。、：]{0,3}(?:主席|主任|书记|校长|市长|县长|院长|局长|部长|会长|"
    "董事长)|专家|主持人|×+)"
    "(?=[、，,：:]|们|和|及)"
)
ADDRESS = "同志|各位|尊敬|敬爱|亲爱|朋友|在座|老师|同学|女士|先生|乡亲|父老|全体"
"""What most salutations open with."""
_GREETING = (
    r"(?:大家|你们|您们?|各位)?"
    r"(?:(?:早上|上午|中午|下午|晚上|新年|新春|节日|早晨|晚|早)?(?:好|快乐)|[早午晚]安)"
)


class Numbering(NamedTuple):
    """The number a line opens with.

    `level` is that of the contract (1 一、 · 2 （一） · 3 1. · 4 （1）), or 0 for
    the ordinals 第一， 一是 一要, whose level hangs on what stands above.
    `end` is the offset behind the number and its mark, `style` tells ordinals
    apart: ``chinese``, ``chinese_bracket``, ``digit``, ``digit_bracket``,
    ``ordinal`` (第一，), ``point`` (一是, 一要).
    """

    style: str
    level: int
    end: int
    value: int


_NUMBERINGS = (
    ("chinese", 1, "一二三四五六七八九十", r"([一二三四五六七八九十]{1,3})\s*(?:[、．，,]|\.(?!\d))\s*"),
    ("chinese_bracket", 2, "（(", r"[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]\s*[、．.，,]?\s*"),
    ("digit", 3, "0123456789", r"(\d{1,2})\s*(?:[、．]|[.](?!\d)|[.](?=\d{4}年))\s*"),
    ("digit_bracket", 4, "（(", r"[（(]\s*(\d{1,2})\s*[）)]\s*[、．.，,]?\s*"),
    ("ordinal", 0, "第", r"第([一二三四五六七八九十]{1,3})\s*[，,、：:]\s*"),
    ("point", 0, "一二三四五六七八九十", r"([一二三四五六七八九十]{1,3})(?:是|要)(?!的)"),
)


@lru_cache(maxsize=512)
def numbering(line: str) -> Numbering | None:
    """The number that opens a line, or None."""
    for style, level, firsts, pattern in _NUMBERINGS:
        if line and line[0] in firsts and (match := re.match(pattern, line)):
            return Numbering(style, level, match.end(), number(match[1]))
    return None


def number(digits: str) -> int:
    """The value of a Chinese (up to 99) or Arabic number."""
    if digits.isascii():
        return int(digits)
    tens, ten, units = digits.rpartition("十")
    value = CHINESE_DIGITS.find(units) + 1 if units else 0
    return value + (10 * (CHINESE_DIGITS.find(tens) + 1 if tens else 1) if ten else 0)


def sentences(text: str) -> int:
    """How many sentences a line holds; an unfinished one counts."""
    return len([part for part in re.split(r"[。！？!?]+[”’）」』)\"']*", text) if part])


@lru_cache(maxsize=512)
def is_heading(line: str) -> bool:
    """Whether a numbered line of its own is a phrase or a short clause, not a full sentence."""
    found = numbering(line)
    if not found or found.style == "point":
        return False
    text = line[found.end :]
    if not text or sentences(text) > 1 or text[-1] in "：:；;，,、":
        return False
    pauses = sum(text.count(mark) for mark in "，,；;")
    if text[-1] in "。！!":
        return len(text) <= 30 or (len(text) <= 50 and pauses <= 2)
    return len(text) <= 60


_LEAST_LIST = 3


def items(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are items of a list of sentences, though short enough for headings.

    In such a list, of three sentences or more, each stands right below the one
    before it, and one at least is too long for a heading.
    """
    found: set[int] = set()
    run: list[int] = []
    last: tuple[str, int] | None = None
    for index, line in enumerate([*lines, ""]):
        number = numbering(line) if line[-1:] in tuple("。！；") else None
        if number is None or last != (number.style, number.value - 1):
            short = {place for place in run if is_heading(lines[place])}
            found |= short if _LEAST_LIST <= len(run) > len(short) else set()
            run = []
        run += [index] if number else []
        last = (number.style, number.value) if number else None
    return found


@lru_cache(maxsize=512)
def is_title(line: str) -> bool:
    """Whether a line is shaped like a speech's title: a phrase that ends in 讲话 or a word like it."""
    if not 3 <= len(line) <= 80 or line[-1] in ENDS or line[0] in "（(" or line in ("总结", "报告", "汇报"):
        return False
    if numbering(line) or any(mark in line for mark in "。；;") or line.count("，") + line.count(",") > 2:
        return False
    return re.search(_TITLE_END, line) is not None


@lru_cache(maxsize=512)
def title_key(line: str) -> str:
    """What two forms of one title share: no marks, no spaces, no 稿 or 范文 at the end."""
    core = line.strip("《》“”\"' ")
    if core[-1:] in _DRAFT_ENDS:
        core = re.sub(rf"({SPEECH_NOUN}){_DRAFT}+$", r"\1", core)
    if core[-1:] in tuple("稿词辞"):
        core = re.sub(r"(讲话|发言|演讲|主持|宣讲)(?:稿|词|辞)$", r"\1", core)
    return "".join(filter(str.isalnum, core)).lower()


def is_draft_title(line: str) -> bool:
    """Whether a title carries 稿, 范文 and the like at its end."""
    drafts = rf"{SPEECH_NOUN}{_DRAFT}+$|(?:讲话|发言|演讲|宣讲)稿$"
    return line[-1:] in _DRAFT_ENDS and re.search(drafts, line) is not None


def is_subtitle(line: str) -> bool:
    """Whether a line opens with a dash and goes on."""
    return line[:1] in tuple("—-－─") and re.match(r"(?:——|--+|—|－－|──)\s*[^\s\-—]", line) is not None


def is_greeting(line: str) -> bool:
    """Whether a line is nothing but 大家好！ or the like."""
    said = line.rstrip("！!。.，,：:")
    return said[-1:] in tuple("好乐安") and re.fullmatch(_GREETING, said) is not None


_ADDRESSED = r"[^。！？!?]{0,40}(?:们儿?|同志)[：:]$|全[市县省国校镇乡区院厂军].{0,14}[：:]$"
"""A line that a colon ends, behind those who are spoken to."""


def _ends_in_audience(line: str) -> bool:
    """Whether a line is a list whose last item is an audience: 谭教授、罗格伯爵、各位嘉宾：."""
    if line[-1:] not in tuple("：:！!") or "、" not in line:
        return False
    last = re.split("[、，,]", line)[-1 - is_greeting(re.split("[，,]", line)[-1])]
    return re.match(ADDRESS, last.lstrip()) is not None


@lru_cache(maxsize=512)
def is_salutation(line: str) -> bool:
    """Whether a line addresses the audience and does nothing else."""
    opens = re.match(_ADDRESS_OPENING, line) or (line[-1:] in tuple("：:") and re.match(_ADDRESSED, line))
    if len(line) > 120 or not (opens or _ends_in_audience(line)):
        return False
    if is_greeting(line):
        return False
    core = line.rstrip("：:！!，, ")
    if core == line and not any(word in line for word in ("们", "各位", "尊敬的", "亲爱的", "敬爱的")):
        return False
    if core != line and line[-1] in "，,":
        return False
    if core[-1:] in tuple("好乐安"):
        core = re.sub(rf"[！!，,、：:\s]+{_GREETING}$", "", core)
    if ("：" in core or ":" in core) and re.search(rf"[：:](?!{_ADDRESS_OPENING})", core):
        return False
    phrases = [
        phrase
        for phrase in re.split(r"([，,、；;！!：:\s]+)|(?<=[们志友宾导长])(?:和|暨|及|以及)(?=\w)", core)
        if phrase
    ]
    return bool(phrases) and _all_address(phrases, core != line)


def _all_address(pieces: Sequence[str], marked: bool) -> bool:
    """Whether phrases and the marks between them name people who are spoken to.

    Where the line is marked as a salutation by its end, persons and titles that are not
    known may stand in a list that ends with an audience: 罗格伯爵、各位嘉宾.
    """
    phrases = [piece for piece in pieces if re.match(r"[^，,、；;！!：:\s]", piece)]
    if not phrases or not _addresses(phrases[-1]):
        return False
    listed = marked and "、" in pieces and re.match(ADDRESS, phrases[-1]) is not None
    return all(_addresses(phrase) or (listed and _is_name(phrase)) for phrase in phrases)


_SPOKEN = (
    r"[。？?…]|我|是|在这|今天|现在|^(?:[对向让请使把为祝谢]|感谢|欢迎|问候)|[要应该说须给]|希望|号召|呼吁|"
    r"(?:讲话|发言|致辞|致词|演讲|寄语|党课|报告)(?![人者团员]|比赛|大赛|选手)|[持献贺祝迎送谢悼幕婚奖酒][词辞]|会议?上的|\d{4}年"
)
"""What a sentence or a title holds, and the name of an audience does not."""


_LEAST_GLUED = 12
"""Characters of a phrase before whose last word a title may end."""


def _is_name(phrase: str) -> bool:
    """Whether a phrase can be a person's name, post or title: short, with no word of a sentence."""
    return (
        re.fullmatch(r"[^的了着过在被有这那\d“”《》]{2,10}(?:（[^）]{1,12}）)?", phrase) is not None
        and re.search(_SPOKEN, phrase) is None
    )


def _is_glued(phrase: str) -> bool:
    """Whether a title without a speech's noun stands before those who are spoken to: …新篇章同志们."""
    if len(phrase) < _LEAST_GLUED or re.match(_ADDRESS_OPENING, phrase):
        return False
    return re.search(rf"(?<!的)(?<!各位|全体|广大)(?:{ADDRESS})们$", phrase) is not None


def _addresses(phrase: str) -> bool:
    """Whether a phrase names people who are spoken to."""
    if len(phrase) > 40 or re.search(_SPOKEN, phrase) or _is_glued(phrase):
        return False
    return (
        re.search(rf"(?:们儿?|员|(?:{_PERSON}))(?:们)?(?:[（(][^）)]*[）)])?$", phrase) is not None
        or re.fullmatch(r"(?:(?:尊敬|敬爱|亲爱)的)?(?:各位|诸位)[^的，、]{1,8}", phrase) is not None
    )


def salutation_end(line: str) -> int:
    """Where a salutation that opens a longer line ends (behind its colon), or 0."""
    if "：" not in line and ":" not in line:
        return 0
    match = re.match(rf"(?:{_ADDRESS_OPENING})[^。？?…；;]{{0,80}}?[：:]", line)
    return match.end() if match and is_salutation(match[0]) else 0


def is_closing(line: str) -> bool:
    """Whether a line is a thanks and nothing else."""
    return (
        "谢" in line
        and re.fullmatch(
            r"(?:最后[，,]?)?(?:让我)?(?:再次|再一次|衷心|真诚|真诚地|衷心地|非常)*(?:谢谢|感谢|多谢)"
            r"(?:大家|各位|你们|您|诸位|各位[^，。！!]{1,8}|[^，。！!、]{1,8}们(?:、[^，。！!]{1,8}们)*)?"
            r"(?:的?(?:聆听|倾听|收听|观看|支持|关注|鼓励|信任|厚爱))?"
            r"(?:[！!。.，,]+(?:谢谢|感谢)(?:大家|各位|你们)?)*[！!。.～~]*",
            line,
        )
        is not None
    )


_YEAR = r"(\d{4}|[一二三四五六七八九〇零○Ｏ]{4})"
_MONTH = r"(\d{1,2}|[一二三四五六七八九十]{1,2})"
_DAY = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = rf"{_YEAR}\s*年\s*{_MONTH}\s*月(?:\s*{_DAY}\s*[日号])?|(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}})"


_HOUR = r"星期[一二三四五六日天]|周[一二三四五六日]|[上下中]午|晚上?|\d{1,2}[:：时点]\s*\d{0,2}分?"
_PLACE = r"[于在][^，。；：:（()）]{2,30}"


@lru_cache(maxsize=512)
def date(line: str) -> str | None:
    """The ISO 8601 form of a line that is a date and nothing else, or None.

    Brackets, an hour and a place may stand about it: （2022年5月14日下午于县委礼堂）.
    """
    if "年" not in line and not line.rstrip("）) ")[-1:].isdigit():
        return None
    match = re.fullmatch(rf"[（(]?\s*(?:{_DATE})(?:[\s，,]*(?:{_HOUR}))*(?:[\s，,]*{_PLACE})?\s*[）)]?", line)
    if not match:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
    parts = [_year(year), number(month)] + ([number(day)] if day else [])
    if not 1 <= parts[1] <= 12 or (day and not 1 <= parts[2] <= 31):
        return None
    return "-".join(f"{part:02d}" for part in parts)


def _year(digits: str) -> int:
    return int(
        "".join(digit if digit.isdigit() and digit.isascii() else _zero_to_nine(digit) for digit in digits)
    )


def _zero_to_nine(digit: str) -> str:
    return str(CHINESE_DIGITS.find(digit) + 1) if digit in CHINESE_DIGITS else "0"


_POSTS = (
    "书记|县长|市长|省长|区长|镇长|乡长|村长|主任|主席|局长|处长|科长|厅长|部长|司长|州长|旗长|校长|院长|"
    "园长|所长|站长|"
    "会长|理事长|秘书长|董事长|总经理|经理|总裁|厂长|队长|组长|团长|政委|司令员|参谋长|检察长|行长|台长|"
    "社长|馆长|"
    "总工程师|教授|研究员|同志|代表|常委|委员|教师|老师|班长|学生|干部|专员|大使|首相|总理|总统|负责人|"
    "党委|政府|"
    "委员会|工程师|医生|警官|队员|队长|教练|主编|顾问|创始人|企业家|志愿者|村官"
)


_NAME = r"[^\x00-\xd6\xd8-\xff]"
"""A character of a name: a Chinese one, or × where the name is hidden."""
_FULL_NAME = (
    rf"{_NAME}{{1,2}} {_NAME}{{1,2}}|{_NAME}{{2,3}}|{_NAME}{{2,8}}·{_NAME}{{2,8}}|"
    rf"(?:欧阳|司马|上官|诸葛|慕容|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|司徒|夏侯|端木|呼延|南宫|"
    rf"独孤){_NAME}{{2}}"
)


def is_speaker(line: str) -> bool:
    """Whether a line between title and salutation can be the speaker: a post and a name, or a name alone."""
    core = re.sub(
        r"^(?:主讲|演讲|发言|报告|讲话|宣讲|致辞|致词|竞聘|述职|主持)人\s*[：:]\s*", "", line.strip("（()） ")
    )
    core = re.sub(rf"(?<=[表员生长师])\s*[：:]\s*(?={_NAME}{{2,4}}$)", "", core)
    if not 2 <= len(core) <= 40 or re.search(
        r"[。！？!?；;：:…>|*#@]|首页|时间|来源|作者|编辑|点击|会议", core
    ):
        return False
    bare = core.replace(" ", "")
    if core[0] != "第" and re.fullmatch(_FULL_NAME, core) and not is_title(bare):
        return True
    return re.search(rf"(?:{_POSTS})(?:\s*{_NAME}{{1,3}}(?:\s*{_NAME}{{1,2}})?)?$", core) is not None


_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全"
    "佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)


_SHORT_NAME = 2


def ends_in_name(line: str) -> bool:
    """Whether a short line without marks ends as a person's name does: 选调生曾晓雯, 五（3）班林一诺.

    What is a word (党性), or of two characters, is a name only behind a blank, a class or a post.
    """
    if len(line) > 24:
        return False
    match = re.fullmatch(rf"([^，。；：！？、—…]{{2,20}})([{_SURNAMES}×]\s*{_NAME}{{1,2}})", line)
    return match is not None and (
        (len(match[2]) > _SHORT_NAME and bits(match[2]) is None)
        or match[1][-1] in " 班级生员长师"
        or match[1].endswith("代表")
    )


def has_post(line: str) -> bool:
    """Whether a line is a post and a name behind it: 县委书记王五."""
    return (
        len(line) <= 30
        and is_speaker(line)
        and re.search(rf"(?:{_POSTS})\s*{_NAME}{{2,3}}$", line) is not None
    )


@lru_cache(maxsize=512)
def is_prose(line: str) -> bool:
    """Whether a line holds a whole sentence: Chinese text that ends in a sentence's mark."""
    return len(line) >= 15 and line.rstrip(CLOSERS).endswith(_PAUSES) and has_chinese(line)


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any(map(is_chinese, text))


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese character (the unified ideographs and 〇)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "〇"
    )
