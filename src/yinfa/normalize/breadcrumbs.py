"""A page's place in its site, and tags: 首页 > 讲话稿 > 正文, 文库 / 演讲稿 / 毕业, #演讲稿# #毕业#.

A speaker may set steps, verses and slogans with the same signs, 播种→浇水→收获:
within the speech and behind it the words tell as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yinfa import shapes
from yinfa.normalize.likeness import BEYOND_DOUBT, likeness
from yinfa.patterns import compiled, matches


def is_breadcrumb(row: str, least: float = 0) -> bool:
    """Whether a line is a page's place; `least` is the likeness of one without the front page or a label."""
    return len(row) <= _LONGEST and leads(row, least)


def is_place(row: str) -> bool:
    """Whether a line begins with the site's front page or a label: 首页 > 讲话稿 > 正文, 当前位置：讲话稿."""
    return not _SIGNS.isdisjoint(row) and matches(_PLACE, row)


def is_breadcrumb_within(row: str) -> bool:
    """Whether a line within a speech is one for all that; without a front page steps with arrows are not."""
    return is_breadcrumb(row, BEYOND_DOUBT) and ("→" not in row or is_place(row))


def leads(row: str, least: float = 0) -> bool:
    """The same of a sentence, whatever its length."""
    if _SIGNS.isdisjoint(row):
        return False
    return is_place(row) or (matches(_STEPS, row) and likeness(row) >= least)


def menu(rows: Sequence[str]) -> Iterator[int]:
    """The rows above the last breadcrumb, and those that are a step of it: the page's, if a title follows."""
    crumbs = [index for index, row in enumerate(rows) if is_breadcrumb(row)]
    titled = (shapes.is_title(row) and not shapes.is_subtitle(row) for row in rows)
    title = max((index for index, found in enumerate(titled) if found), default=-1)
    if crumbs and title > crumbs[-1]:
        yield from range(crumbs[-1])
        steps = compiled(r"\s*[>＞›»/|]\s*").split(rows[crumbs[-1]])
        yield from (index for index in range(crumbs[-1], title) if rows[index] in steps)


_LONGEST = 200
_PLACE = (
    r"(?:您|你)?(?:现在|目前)?(?:的)?(?:当前|所在)?(?:所处)?(?:的)?位置(?:是)?\s*[:：].*|当前位置.*|"
    r"[^。！？，]{0,8}(?:首页|主页)\s*[>＞›»→/／\-－|·].*|(?:当前|您的?)(?:栏目|页面)\s*[:：].*|"
    r"(?:网站)?(?:首页|主页)(?:(?:\s+\S{1,30}){1,6}|(?:[?？][^?？，。！]{2,40}){2,})|(?:网站)?(?:首页|主页)\s*(?:[>＞›»→/／\-－|·]|&gt;).*|"
    r"(?:网站)?首页(?>范文|文[稿秘库章]|稿件|公文|资料|[讲发演]言稿?|讲话稿?|演讲稿?|致[辞词]|领导|实用|工作|大全|频道|栏目|正文|\s){2,}"
)
"""A page's place in its site, from the front page on or behind a label: 首页 > 讲话稿 > 正文; its signs may
have been lost: 首页？讲话稿？正文, 首页范文讲话稿."""
_STEPS = (
    r"[^。！？，]{1,20}(?:\s*+[>＞›»→]++\s*+[^。！？，>＞›»→]{0,40}+){2,}|"
    r"[^。！？，《〈<]{1,20}\s*[>＞›»](?:\s*[^。！？，]{1,20}\s*[>＞›»])?|(?:#[^#\s]{1,20}#?\s*)+|"
    r"[^。！？，/\s\d]{2,10}(?:\s+/\s+[^。！？，/\s]{1,20}){2,}"
)
"""Such a place without its front page, and tags; a speaker may set steps or verses so: 播种→浇水→收获."""
_SIGNS = frozenset("置栏页>＞›»→/#")
"""Every breadcrumb holds one of these."""
