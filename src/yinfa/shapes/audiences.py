"""Those who are spoken to: the line that addresses them and does nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from yinfa.shapes.greetings import GREETING, is_greeting

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
        core = re.sub(rf"[！!，,、：:\s]+{GREETING}$", "", core)
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
