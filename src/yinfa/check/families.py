"""Which typographic role a font plays, told by its name.

In comes a family or PostScript name as a file gives it, out comes 仿宋, 楷体, 黑体,
小标宋 or 宋体. Names of one family differ between programs (仿宋_GB2312, FangSong,
FZFSK--GBK1-0), so what a style sheet asks for is compared by role as well.
"""

from __future__ import annotations

import re

from yinfa.style.sheet import Sheet

_TAG = re.compile(r"^[A-Z]{6}\+")
_NOISE = re.compile(r"[\W_]+|subset|regular|gb2312|gbk|psmt$|mt$", re.IGNORECASE)

# The first that matches counts: a bold serif of the open families stands for 小标宋.
_ROLES = (
    ("仿宋", r"仿宋|fang\s*-?song|^fzfs|^fs_|方正仿"),
    ("楷体", r"楷|kai|^fzkt"),
    ("小标宋", r"小标宋|大标宋|中宋|xiaobiaosong|biaosong|xbsong|^fzxbs|^fzdbs|zhongsong|^hypxbs"),
    ("小标宋", r"(?:serif|song|ming|宋).*(?:bold|heavy|black|semibold)"),
    ("黑体", r"黑|hei|gothic|sans|pingfang|dengxian|等线|^fzht"),
    ("宋体", r"宋|明[體体]|song|simsun|serif|ming|^fzss|^fzbs"),
)
_ANONYMOUS = re.compile(r"|unknown|(?:cid)?font\+?[a-z]?\d*|[a-z]{1,3}\d{0,3}|type3.*", re.IGNORECASE)


def bare(name: str) -> str:
    """A font's name without the tag of a subset."""
    return _TAG.sub("", name)


def is_anonymous(name: str) -> bool:
    """Whether a name says nothing of the family, as print drivers write them."""
    return _ANONYMOUS.fullmatch(bare(name)) is not None


def role(name: str) -> str:
    """The typographic role of a family, or nothing where its name does not tell."""
    return next((role for role, pattern in _ROLES if re.search(pattern, bare(name), re.IGNORECASE)), "")


def is_asked_for(name: str, font: str, sheet: Sheet) -> bool:
    """Whether a family is what a style sheet means by a font: one of its names, or one of its role."""
    stack = sheet.stack(font)
    if stack.latin and is_asked_for(name, stack.latin, sheet):
        return True
    names = {font, stack.docx, stack.docx_substitute, *stack.pdf} - {""}
    found = role(name)
    return _plain(name) in map(_plain, names) or (found != "" and found in map(role, (font, stack.docx)))


def _plain(name: str) -> str:
    return _NOISE.sub("", bare(name)).lower()
