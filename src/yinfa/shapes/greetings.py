"""What is said by custom: the greeting above a speech and the thanks below it."""

from __future__ import annotations

import re

from yinfa.shapes.people import names_people

GREETING = (
    r"(?:大家|你们|您们?|各位)?"
    r"(?:(?:早上|上午|中午|下午|晚上|新年|新春|节日|早晨|晚|早)?(?:好|快乐)|[早午晚]安)"
)


def is_greeting(line: str) -> bool:
    """Whether a line is nothing but 大家好！ or the like."""
    said = line.rstrip("！!。.，,：:").removesuffix("吉祥").rstrip("，,、")
    return said[-1:] in tuple("好乐安") and re.fullmatch(GREETING, said) is not None


def is_closing(line: str) -> bool:
    """Whether a line is a thanks and nothing else."""
    if "谢" not in line:
        return False
    match = re.fullmatch("[谢多]谢([^，。！!、了过]{1,12})[！!。.～~]*", line)
    if match and names_people(match[1]):
        return True
    return (
        re.fullmatch(
            r"(?:最后[，,]?)?(?:让我)?(?:再次|再一次|衷心|真诚|真诚地|衷心地|非常)*(?:谢谢|感谢|多谢)"
            r"(?:大家|各位|你们|您|诸位|各位[^，。！!]{1,8}|[^，。！!、]{1,8}们(?:、[^，。！!、]{1,8}们)*)?"
            r"(?:的?(?:聆听|倾听|收听|观看|支持|关注|鼓励|信任|厚爱))?"
            r"(?:[！!。.，,]+(?:谢谢|感谢)(?:大家|各位|你们)?)*[！!。.～~]*",
            line,
        )
        is not None
    )
