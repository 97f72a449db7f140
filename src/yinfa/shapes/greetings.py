"""What is said by custom: the greeting above a speech and the thanks below it."""

from __future__ import annotations

from yinfa.patterns import compiled
from yinfa.shapes.people import names_people

GREETING = (
    r"(?:(?:大家|你们|您们?|各位)，?)?"
    r"(?:(?:早上|上午|中午|下午|晚上|新年|新春|节日|早晨|晚|早)?(?:好|快乐)|[早午晚]安)"
)


def is_greeting(line: str) -> bool:
    """Whether a line is nothing but 大家好！ or the like."""
    said = line.rstrip("！!。.，,：:").removesuffix("吉祥").rstrip("，,、")
    if said[-1:] not in tuple("好乐安"):
        return False
    if compiled(GREETING).fullmatch(said):
        return True
    return line[-1] not in "：:" and all(
        len(clause) <= _LONGEST_GREETED and clause[-1:] == "好" and names_people(clause[:-1].rstrip("们"))
        for clause in compiled("[，、！：,!:]").split(said)
    )


_LONGEST_GREETED = 8
"""Characters of those who are greeted: 老师好，同学们好！."""


def is_closing(line: str) -> bool:
    """Whether a line is a thanks and nothing else, or says besides that the speech is over.

    我的演讲完了，谢谢大家！
    """
    if "谢" not in line or len(line) > _LONGEST:
        return False
    clauses = [clause for clause in compiled("[，,。.！!～~]").split(line) if clause]
    return _is_thanks(clauses[-1]) and all(
        _is_thanks(clause) or compiled(_OVER).fullmatch(clause) for clause in clauses
    )


_LONGEST = 60
"""Characters of the longest line that may close a speech."""
_OVER = (
    "(?:最后|好|好了|那么|各位|同志们|再次|再一次|"
    "(?:我今?天?的?|以上就?是我的)?(?:全部)?"
    "(?:讲话|发言|演讲|演说|致辞|汇报|报告|介绍|分享|讲述|故事|述职|话|说|讲)?"
    "(?:就?到这[里儿]|到此为止|到此结束|到此|就?讲到这[里儿]|就?说到这[里儿]|完了|完毕|结束|就?讲完了|就?说完了|结束了))"
)
"""What says that a speech is over, and the words that lead up to thanks."""
_THANKS = (
    "(?:最后)?(?:让我|请允许我|我)?(?:再次|再一次|再|衷心|真诚|由衷|诚挚|非常|十分|深深)*地?"
    "(?:谢谢|感谢|多谢)"
)
_FOR = "[聆倾收]听|听讲|观看|支持|关注|鼓励|信任|厚爱|关爱|理解|配合|耐心|掌声|陪伴|捧场|光临|到来|付出|努力"


def _is_thanks(clause: str) -> bool:
    """Whether a clause thanks those who listen, for that alone."""
    found = compiled(_THANKS).match(clause)
    if not found:
        return False
    whom = compiled(rf"的?(?:(?:{_FOR}|和|与|、)+|(?<=[家位们])听我.{{1,4}})$").sub("", clause[found.end() :])
    if compiled(_LISTENERS).fullmatch(whom):
        return True
    people = whom.split("、")
    return (
        len(whom) <= _LONGEST_NAME
        and compiled("[了过]").search(whom) is None
        and all(map(names_people, people))
    )


_LONGEST_NAME = 12
_LISTENERS = "(?:大家|大伙儿?|各位|诸位|列位|你们|您|各位[^、了过]{1,8}|[^、]{1,8}们(?:、[^、]{1,8}们)*)?"
