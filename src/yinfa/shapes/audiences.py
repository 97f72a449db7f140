"""Those who are spoken to: the line that addresses them and does nothing else.

An audience has a thousand names, so a salutation is told by its build: names of
people, one beside the other, with a colon behind the last. Each is weighed for
itself: it is called (各位…, 尊敬的…, …们), or it ends as words for people do (…家属,
…员), or it may be a name; what holds a word of a sentence or of a title is none of
these. Where a salutation is to be expected people need not be called, elsewhere
they must be.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from yinfa.patterns import compiled
from yinfa.shapes.dates import is_date
from yinfa.shapes.greetings import GREETING, is_greeting
from yinfa.shapes.numbers import numbering
from yinfa.shapes.people import SPEAKER_LABEL, ends_in_name, names_each_house, names_people

_HONOURED = "(?:尊敬|尊贵|敬爱|亲爱|敬重|尊重)的"
_COLLECTED = "各位|诸位|全体|在座|与会|广大"
ADDRESS_OPENING = (
    "同志|各位|尊敬(?=的|各位)|(?:敬重|尊重)(?=的)|亲爱|敬爱|可敬|可爱|朋友|在座|全体|老师|同学|女士|先生|领导|乡亲|父老|战友|家长|诸位|"
    "与会|大家|广大|各族|各界|青年|来宾|嘉宾|代表|委员|孩子|伙伴|同胞|同事|同仁|评委|校友|职工|员工|兄弟|姐妹|首长|战士|"
    "少先队员|小朋友|宝贝|家人|工友|乡友|"
    "(?:副?[^，。、：]{0,3}(?:主席|主任|书记|校长|市长|县长|院长|局长|部长|会长|董事长)|专家|主持人|×+)"
    "(?=[、，,：:]|们|和|及)"
)
"""Words that a salutation may open with."""
ADDRESS = "同志|各位|尊敬|(?:敬重|尊重)的|敬爱|亲爱|朋友|在座|老师|同学|女士|先生|乡亲|父老|全体"
"""What most salutations open with."""
_SENTENCE = (
    r"[。？?…“”]|(?<![其吉])他(?![乡日])|[她它谁]|[这那][个些位样里么一几三两是]|是|其中|什么|怎[么样]|如[何果下]|某[个些位]|"
    r"(?<![所拥享])有[的些]|(?<![十百每])一[个些位名]|许多|不少|因为|所以|但是|在这|现在|刚才|下面(?<!坐在下面)|以下|首先|其次|最后|下列|上述|"
    r"(?<![重主首需])要|该|须|想(?=[对说问请告起])|(?<![解小演])说|(?<![供响效对相反])应(?![急届征聘邀])|(?<!供)给|呼吁|"
    r"我(?![们的最亲敬可尊儿妻市省县区镇乡村校院厂司国军局馆站])|"
    r"(?:讲话|发言|致辞|致词|演讲|寄语|党课|讲稿|报告)(?![人者团员的]|比赛|大赛|选手)|[持献贺祝寿迎送谢悼幕婚奖酒][词辞]|"
    r"会议?上的|\d{4}年"
)
"""What a sentence or a title holds, and the name of an audience does not."""
_TO_PEOPLE = (
    r"[谨也再]?(?:对(?!方)|致|[向祝谢](?!(?!各位|诸位)[^各全广]{0,2}(?:主席|主任|书记|教授|老师|[委专派]员|[局市县区院校部会处科所]长)(?:（|$)))|"
    "感谢|欢迎|问候|希望|邀请|恳请|告诉|提醒|面对|看[到望]|见到|慰问|号召"
)
"""Words that open a sentence and that people follow; 谢, 祝 and 向 are surnames as well."""
_CLAUSE = rf"[了过着吧啊呢吗]|今天|(?<!还)有(?![关志缘情])|^(?:[让请使为把]|{_TO_PEOPLE})"
"""What a sentence holds as well, and the name of an audience only before its last 的."""


class _Weight(IntEnum):
    """How much a phrase names those who are spoken to."""

    SAID = 0
    NAME = 1
    PEOPLE = 2
    HONOURED = 3
    CALLED = 4


@lru_cache(maxsize=512)
def is_salutation(line: str) -> bool:
    """Whether a line addresses the audience and does nothing else."""
    return _addresses(line, _Weight.HONOURED)


def may_be_salutation(line: str, below: str) -> bool:
    """Whether a line is a salutation where one is to be expected, though it calls nobody: 父亲、母亲：.

    A name (老梁：) is one where the line below says you, a house (江东大学：) where it says 贵校.
    """
    if line[-1:] not in tuple("：:"):
        return line[-2:] in ("们！", "们!") and _addresses(f"{line[:-1]}：", _Weight.CALLED)
    if compiled(rf"(?:{SPEAKER_LABEL})[：:]").fullmatch(line):
        return False  # who speaks was left out
    said = below[:_NEAR]
    named = len(line) <= _LONGEST_NAME and compiled("[你您]").search(said) is not None
    least = _Weight.NAME if named or compiled(_YOUR_HOUSE).search(said) else _Weight.PEOPLE
    return _addresses(line, least, expected=True)


_LONGEST_NAME, _NEAR = 6, 60
_YOUR_HOUSE = "[贵你][校院司局厅县市省区镇村所厂会团方国社馆处委部队公单]"


def is_called(line: str) -> bool:
    """Whether a line would be a salutation with a colon where it has a comma: 尊敬的各位来宾，."""
    return line[-1:] in _LISTING and is_salutation(f"{line[:-1]}：")


def is_called_with(line: str, below: str) -> bool:
    """Whether a line that ends with a comma addresses people together with the next: 家属代表， / 同志们：.

    There it is enough that it names people.
    """
    if line[-1:] not in _LISTING or not (is_salutation(below) or is_called(below) or is_greeting(below)):
        return False
    return is_called(line) or may_be_salutation(f"{line[:-1]}：", "")


def calls_by_place(line: str) -> bool:
    """Whether a line may address what it names, where nothing else can stand: 一起长大的红楼：.

    What announces or says something addresses nobody.
    """
    if not _LEAST_CALLED < len(line) <= _LONGEST_CALLED:
        return False
    if line[-1] in "！!":
        return compiled("(?:各位[^，。、！!]{2,10}[、，！!]){2,}").fullmatch(line) is not None
    if line[-1] not in "：:":
        return False
    if is_greeting(line) or numbering(line):
        return False
    people = line[-2] == "们" or compiled(ADDRESS).match(line) is not None
    return compiled(_SAYS if people else _ANNOUNCES).search(line) is None


_LEAST_CALLED, _LONGEST_CALLED = 3, 40
"""Characters of a line that may call upon what it names; a shorter one is a label or a name."""
_SAYS = "[。；！？?：:].|如下|以下|下面(?<!坐在下面)|[说讲道问答写曰]："
_ANNOUNCES = (
    rf"{_SAYS}|我(?![们的家儿孙])|[云是为有叫名]：|题目|要求|意见|认为|指出|感受|体会|问题|内容|议程|"
    "时间|地点|主题|提要|摘要|引[子言]|序言?：|导语|前言|背景|目的|目录|来源|作者|编者|记者|[持言责讲评录]人：|"
    "(?:[大中小]学|学[校院]|公司|集团|中心|[局厅部委院社团])："
)
"""What a line holds that announces something, or names a part of the text or a house."""


_LISTING = tuple("，,；;、")
"""Marks that the lines of a salutation but its last one may end with."""


def follows_title(line: str) -> bool:
    """Whether a line is what stands below a title: a salutation, a date, the speaker's name."""
    return is_salutation(line) or is_date(line) or ends_in_name(line)


def salutation_end(line: str) -> int:
    """Where a salutation that opens a longer line ends (behind its colon), or 0."""
    if "：" not in line and ":" not in line:
        return 0
    match = compiled(r"[^。？?…；;！!]{2,80}?[：:]").match(line)
    return match.end() if match and is_salutation(match[0]) else 0


def _addresses(line: str, least: _Weight, *, expected: bool = False) -> bool:
    """Whether a line names people and nothing else, and some of them with at least the weight `least`.

    Where that is `expected`, any name may stand before those who are called, and 还有… behind them.
    """
    if len(line) > _LONGEST or line.endswith(_NEVER_LAST) or is_greeting(line):
        return False
    core = line.rstrip("：:！!，, ")
    mark = line[len(core) :].strip()[-1:]
    introduced = mark in tuple("：:")
    if not core:
        return False
    if not mark and not compiled(rf"们|各位|{_HONOURED}").search(line):
        return False
    if not introduced and not compiled(ADDRESS_OPENING).match(line):
        return False
    if core[-1:] in tuple("好乐安"):
        bare = compiled(rf"(?:[！!，,、：:\s]+{'|(?<=们)' if introduced else ''}){GREETING}$").sub("", core)
        introduced, core = introduced or bare != core, bare
    phrases = _phrases(core)
    if (
        compiled(rf"[：:](?!{ADDRESS_OPENING})").search(core)
        or not phrases
        or any(map(_is_sentence, phrases))
    ):
        return False
    weights = [_weigh(phrase) for phrase in phrases]
    if not introduced and _Weight.HONOURED in weights:
        return False  # 各位保重！
    listed = introduced and "、" in core and compiled(ADDRESS).match(phrases[-1]) is not None
    if expected and len(phrases) > 1 and compiled(_BESIDES).match(phrases[-1]):
        weights.pop()
    called = expected and max(weights) == _Weight.CALLED
    lowest = _Weight.NAME if listed or called else min(least, _Weight.PEOPLE)
    beside = called and f"、{phrases[-1]}" in core
    last = _Weight.NAME if beside else min(least, _Weight.PEOPLE)
    return min(weights) >= lowest and weights[-1] >= last and max(weights) >= least


_LONGEST, _LONGEST_PHRASE = 120, 40
_NICKNAME = r"“([^“”]{1,5})”(?=\w|、|$)"
"""What people are called in quotation marks, or a part of it: 在座的“头家”和“头家娘”们, 各位“男”护士."""
_BESIDES = "(?:还有|以及)(?![一二三四五六七八九十两几多0-9])"
"""What joins one more to those who are called: 还有窗外的麻雀."""
_NEVER_LAST = tuple("，,。；;？?…、”")
"""Marks that no salutation ends with."""


def _phrases(core: str) -> list[str]:
    """The names of people in a line, each with what a 的 joins to it: 来务工、旅游的朋友们."""
    found: list[str] = []
    plain = compiled(_NICKNAME).sub(r"\1", core)
    for piece in compiled(r"[，,；;！!：:\s]+|(?<=[们志友宾导长])(?:和|并|暨|及|以及)(?=\w)").split(plain):
        joined: list[str] = []
        for item in reversed(piece.split("、")):
            whose = joined and (
                "的" in compiled(_HONOURED).sub("", joined[-1]) or _are_each(item, joined[-1])
            )
            if whose and _weigh(item) < _Weight.PEOPLE:
                joined[-1] = f"{item}、{joined[-1]}"
            else:
                joined.append(item)
        found += reversed(joined)
    return [phrase for phrase in found if phrase]


def _are_each(item: str, behind: str) -> bool:
    """Whether two names share what the second ends with: 各科室、各站所负责人."""
    return item[:1] == behind[:1] == "各" and not item.startswith("各位")


def _is_sentence(phrase: str) -> bool:
    """Whether a phrase holds a word of a sentence; what tells which people are called may hold any."""
    if compiled("各位|诸位").match(phrase) and names_people(phrase.rpartition("的")[2]):
        return False
    return compiled(_SENTENCE).search(phrase) is not None


def _weigh(phrase: str) -> _Weight:
    """How much a phrase names those who are spoken to."""
    bare = compiled(r"^(?:还有|以及)|[（(][^）)]*[）)]$").sub("", phrase)
    before, _, head = bare.rpartition("的")
    if len(phrase) > _LONGEST_PHRASE or compiled(_CLAUSE).search(head) or compiled(_TO_PEOPLE).match(before):
        return _Weight.SAID
    if _is_glued(phrase):
        return _Weight.SAID
    if names_each_house(bare):
        return _Weight.PEOPLE
    if names_people(head.removesuffix("些")) or (before and head in ("你", "您", "你们")):
        return _Weight.CALLED if _is_called(bare) else _Weight.PEOPLE
    if compiled(rf"(?:我们?最?)?(?:{_HONOURED})?(?:{_HONOURED}|各位|诸位)[^的]{{1,14}}").fullmatch(bare):
        return _Weight.HONOURED
    return _Weight.NAME if _is_name(phrase) else _Weight.SAID


def _is_called(phrase: str) -> bool:
    """Whether people are called upon, and not only named."""
    opened = rf"{ADDRESS_OPENING}|全[市县省国校镇乡区院厂军村]|我们?(?:最|亲爱|敬爱)"
    return compiled(opened).match(phrase) is not None or compiled(_CALLED_END).search(phrase) is not None


_CALLED_END = rf"(?:们儿?|同志)$|的(?:{_COLLECTED})|^(?:大会|会议)?副?(?:主席|议长|秘书长)(?:先生|女士|阁下)$"
_LEAST_GLUED = 12
"""Characters of a phrase before whose last word a title may end."""


def _is_glued(phrase: str) -> bool:
    """Whether a title stands before those who are spoken to: …新篇章同志们, …的逆行尊敬的各位."""
    if compiled(_HONOURED_WITHIN).search(phrase):
        return True
    called = compiled(rf"(?:{ADDRESS})们$").search(phrase)
    if not called or len(phrase) < _LEAST_GLUED or compiled(ADDRESS_OPENING).match(phrase):
        return False
    before = phrase[: called.start()]
    described = "的" in before or compiled("\\d{2,4}[届级]").match(before) is not None
    named = compiled("(?:的|各位|全体|广大)$").search(before) or (described and names_people(before))
    return not named


_HONOURED_WITHIN = (
    rf"(?<!^)(?<![我们的最和与及、])(?<!各位|诸位|在座){_HONOURED}|"
    "(?<!尊敬|敬爱|亲爱|可敬|可爱|敬重|尊重)的[^的]+(?<![和与及])(?:各位|诸位)|"
    "^[^的]{7,}(?<![和与及])(?:各位|诸位)"
)
"""Words that open the name of an audience, behind what is no part of it."""


def _is_name(phrase: str) -> bool:
    """Whether a phrase can be a person's name, post or title: short, with no word of a sentence."""
    return (
        compiled(r"[^的了着过在被有这那\d点条件句“”《》]{2,10}(?:（[^）]{1,30}）)?").fullmatch(phrase)
        is not None
    )
