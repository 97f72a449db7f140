"""What a title and a subtitle look like, and what a page of drafts sets about a title."""

from __future__ import annotations

from functools import lru_cache

from yinfa.patterns import compiled
from yinfa.shapes.marks import ENDS
from yinfa.shapes.numbers import numbering

_NOUNS = (
    "讲话|发言|致辞|致词|演讲|演说|报告|党课|讲稿|讲话稿|发言稿|演讲稿|动员|主持词|祝词|祝辞|贺词|贺辞|献词|献辞|演辞|"
    "开幕词|开幕辞|闭幕词|闭幕辞|开场白|欢迎词|欢迎辞|欢送词|欢送辞|答谢词|答谢辞|悼词|寄语|述职|"
    "述职报告|工作报告|总结|主持讲话|交流材料|讲话提纲|发言材料|讲话材料|发言提纲|汇报|汇报材料|表态|主持稿|串词|"
    "党课讲稿|宣讲稿|宣讲|讲评|点评|贺信|誓词|倡议书|感言|慰问信|公开信|祝酒词|祝酒辞|贺电|唁电|讲课稿|"
    "微党课|开讲词|证婚词|证婚辞|祝婚词|颁奖词|颁奖辞|推介词|推介辞|解说词|串联词|报幕词|送别词|迎新词|"
    "小结|讲话提要|发言提要|训词|训辞|训话|讲话要点|讲话实录|讲话摘要|发言摘要|发言要点|演讲实录"
)
SPEECH_NOUN = rf"(?:{'|'.join(sorted(_NOUNS.split('|'), key=len, reverse=True))})(?:稿|辞|词)?"
PRAISE = (
    "(?:精选|通用|优秀|最新|热门|推荐|实用|必备|经典|精品|精华|集合|集锦|锦集|合集|汇编|汇总|大全|范文|范本|模板|"
    "样本|完整|精简|修改|整理|共|荐)"
)
_COUNT = r"[\d一二三四五六七八九十]{1,3}"
_STAMP = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
"""Day and hour at which a page was made."""
_ATTACHED = "附?(?:[组多]?图片?|短片|视频|音频)|[只仅]有[中英]文|[中英]文版|[/／、及和]"
"""What a page has besides a text, and the languages it has it in."""
IN_BRACKETS = (
    rf"(?:[（(【\[](?>{PRAISE}|VIP|[全本正]文|定稿|终稿|版|{_COUNT}篇|约?\d+字|{_STAMP}|第?\d+/\d+页?|第\d+页|"
    rf"{_ATTACHED})+[）)】\]]|[（(](?>{_ATTACHED})+$)"
)
"""What a page puts in brackets behind a title: （通用6篇）, （全文1329字）, （第1/4页）, （附图）, （附图."""
_OFFERED = rf"(?:版|{_COUNT}篇)"
"""An edition, or how many texts there are of a kind: 最新版, 5篇."""
PAGE_DRAFT = (
    rf"(?>(?:范[文例本]|模板)(?:{PRAISE}|参考|[（(]{_COUNT}[）)])*{_OFFERED}?|{PRAISE}+{_OFFERED}|{_COUNT}篇|"
    rf"{PRAISE}+范[文例本]\d{{0,2}}|"
    rf"(?<=稿)(?:最新|优质|优选)\d{{0,2}}|(?<=[稿词辞话言])(?:简短|精短|短篇)|{_COUNT}分钟(?:版|左右)?|"
    rf"\s*[【\[（(]?(?<![新续开])篇\s*{_COUNT}[】\]）)]?|(?<=[稿词辞话言])[【\[]{_COUNT}[】\]]|{IN_BRACKETS})"
)
"""What a page of drafts puts behind a title: 范文, 集合五篇, （通用6篇）, 最新版, 篇1, 【篇一】, 【一】."""
_DRAFT = rf"(?>文?稿|全文|原文|材料|[（(【\[][^（()）]{{0,8}}[）)】\]]|{PAGE_DRAFT})"
_AT = (
    "[会式礼宴典动坛赛营班堂席台]上的[^，。的上一这那]{0,4}"
    "(?:[词辞话言问答告信稿语]|介绍|交流|说明|陈述|感悟|提纲|分享|感想)"
)
"""What is said at an occasion, whatever it is called: 寿宴上的祝寿词, 发布会上的答问."""
_WORDS_OF = "^[^记听照信按说讲用，。！？：]{0,10}(?:[校院会局厂村社行馆部]长|主席|主任|总裁|书记|主编)的话"
"""What a house's own column calls a speech: 创会会长的话."""
_TITLE_END = rf"(?:{SPEECH_NOUN}|{_AT}|{_WORDS_OF}){_DRAFT}*$"
_DRAFT_ENDS = frozenset("稿文板版料篇）)】]一二三四五六七八九十0123456789")


@lru_cache(maxsize=512)
def is_title(line: str) -> bool:
    """Whether a line is shaped like a speech's title: a phrase that ends in 讲话 or a word like it."""
    if not 3 <= len(line) <= 80 or line[-1] in ENDS or line[0] in "（(" or line in ("总结", "报告", "汇报"):
        return False
    if numbering(line) or any(mark in line for mark in "。；;") or line.count("，") + line.count(",") > 2:
        return False
    return compiled(_TITLE_END).search(line) is not None


def is_themed(line: str) -> bool:
    """Whether a line is the kind of a speech and its theme: 国旗下的讲话：节约用水, 演讲稿——春天来了."""
    return compiled(_THEMED).fullmatch(line) is not None


_THEMED = rf"[^，。；：:—]{{0,12}}{SPEECH_NOUN}(?:[：:][^，。；：:\s]{{5,}}|——[^，。；：:\s—]{{4,}})"


@lru_cache(maxsize=512)
def title_key(line: str) -> str:
    """What two forms of one title share: no marks, no spaces, no 稿 or 范文 at the end, and no year there."""
    core = line.strip("《》“”\"' ")
    if core[-1:] in _DRAFT_ENDS:
        core = compiled(rf"({SPEECH_NOUN}){_DRAFT}+$").sub(r"\1", core)
    if core[-1:] in tuple("稿词辞"):
        core = compiled(r"(讲话|发言|演讲|主持|宣讲)(?:稿|词|辞)$").sub(r"\1", core)
    key = "".join(filter(str.isalnum, core)).lower()
    year = compiled(r"(?<=\D)20\d\d$").search(key)
    return key if year is None else year[0] + key[: year.start()]


def is_draft_title(line: str) -> bool:
    """Whether a title carries 稿, 范文 and the like at its end."""
    drafts = rf"{SPEECH_NOUN}{_DRAFT}+$|(?:讲话|发言|演讲|宣讲)稿$"
    return line[-1:] in _DRAFT_ENDS and compiled(drafts).search(line) is not None


def is_subtitle(line: str) -> bool:
    """Whether a line opens with a dash and goes on."""
    return line[:1] in tuple("—-－─") and compiled(r"(?:——|--+|—|－－|──)\s*[^\s\-—]").match(line) is not None


OCCASION = r"(?:(?:会议|活动|演讲)?地点|会址|参[加会]人员|[出列]席人员)\s*[：:]"
"""What stands before the place of a speech and those who came; it is neither title nor speaker."""
