"""Notices that a page has left out a part of the speech, or wants something for it.

A notice is known by its field: each of its words speaks of a text's parts, of
leaving out, of what a reader has to do, or is a particle between them. A speaker
says other words as well, if only 大家 or 附件. Notices are taken out; `structure`
warns of each of them, for the speech is not whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

from yinfa import shapes
from yinfa.normalize import frame as page
from yinfa.normalize import page_lines
from yinfa.normalize.likeness import ALL_BUT_SURE, likeness
from yinfa.normalize.lines import Proposal, lines
from yinfa.normalize.unfinished import joint
from yinfa.normalize.wrapping import is_wrapped
from yinfa.patterns import compiled, led_by

_OMITTED = (
    "省略|省去|略去|从略|中略|略|节略|删减|删节|删略|删去|删除|隐藏|隐去|折叠|收起|截断|截取|屏蔽|遮挡|缺失|缺页|缺损|残缺|不完整|不全|遗漏|"
    "丢失|未完(?![成工结整])|待续|未读|试读|试看|试下载|预览|过长|过多|太长|太多|超长|"
    "较长|超限|上限|发不完|加密|锁定|"
) + led_by("未不", "[能予]?(?:完全|全部|完整)?(?:显示|展示|加载|展开|公开|收录|录入|列出)")
"""What has become of the part that the page does not show."""
_REST = (
    "剩余|剩下|还剩|余下|其余|余文|以下|下面|下文|后文|后面|后续|还有|尚有|另有|仅|只有|只能|此后|"
    "下一?页(?=.{0,6}(?:阅读|浏览|查看))|"
) + led_by(("阅读", "浏览", "查看", "更多", "内容"), "(?=.{0,8}下一?页)")
"""What is left of the text; a next page is, where one goes on reading there."""
_WHOLE = "全文|完整版?|全部|整篇|原文(?![件档])|全篇|所有"
_ASKED = (
    "付费|收费|会员|非会员|专享|专属|特权|登录|登陆|注册|购买|支付|充值|开通|升级|订阅|解锁|扫码|关注|回复|定制|代[写笔]|客户端|"
    "积分|金币|激活|权限|微信扫一扫|扫一扫|"
) + "|".join(led_by((word[0], word[0].upper()), f"(?i:{word[1:]})") for word in ("vip", "app", "word", "pdf"))
"""What a page wants for the rest."""
_OFFERED = (
    "下载附件|畅读|[见接](?=评论|下一?楼|[二三四]楼)|打开|下载|点击|点按|展开|展示|显示|可见|查看|阅读|可读|观看|浏览|继续|翻页|下一?页|翻[到至]|跳转|"
    "加载|获取|领取|索取|访问"
)
_PARTS = (
    "版权|页数|此处|此段|本段|该段|这里|这段|[上下中][文段篇]|前[文面]|中间|[前后]半|部分|若干|大量|具体|章节?|段落|文[字章档件稿]|内容|正文|本(?:文(?![字章档件稿])|[页篇站])|"
    "[本此]帖|此[页文]档?|当前|页面|篇幅|问题|字数|结尾|开头|原因|限制|有限|无限|免费|使用|上一?页|结束|全文版|按钮|链接|原(?:文[件档]|[文网]站?)|(?:讲话|演讲|发言)稿|范文|小程序[内中]|"
    "公众号|网[页站]|[上下]方|节选|提示信息|更多|图文|正式|精彩|此类|浏览器|联系|老师|客服|作者|评论区|下一?楼|[二三四]楼|为了?防止(?:抄袭|盗版|盗用|采集)|第[二三四五六七八\\d]{1,2}版"
)
_CALLED = "(?:游客|访客|抱歉|亲)[，,]"
"""How a page calls its reader."""
_PARTICLES = (
    "已经?|被|将|了|约|大约|近|共计?|总计|合计|计|有|的|请|您|你|需要?|须|可以?|才能?|方可|方能|即可|能|后|仅|只|为|是|再|到此?|至|"
    r"在此?|于|及|与|和|因|由于|限于|由|等|个|余|多|篇|以上[为是]|分|前(?=\d)|内|之|本|此|该|去|往|进入|立即|马上|用|以|处|上|下|如下|认真|先|更|最|全|提示|信息|看|点此?|按|总共|这儿|范围|如果|喜欢|就|吧|"
    rf"{_CALLED}|"
    r"[接转见](?=[上下]一?页)|[接转见](?=[下第二三四]|评论)|无法|达|[分两几]次|发(?=[了完在到])|还没有?(?=登[录陆]|注册)|尚未(?=登[录陆]|注册)|[仅只]?对|开放|[高大多]于|超[过出]|不足|达到|满|[第字页段行章节个元]|[想要完或]|[如若](?=[需想要])|字符|汉字|[\d,.%％]+|[一二三四五六七八九十百千万几数半两]+|[xX×*]{2,}"
)
_SITE = r"(?:https?://|www\.)[a-zA-Z\d./_-]+|\w{2,6}网(?=https?:|www)"
_FIELD = rf"(?:{_SITE}|{_OMITTED}|{_WHOLE}|{_REST}|{_ASKED}|{_OFFERED}|{_PARTS}|{_PARTICLES})"
_JOINTS = r"[\s，,、：:；;“”\"'（(）)【】\[\]…⋯>→↓▼-]"
_COVERED = rf"{_JOINTS}*(?>{_FIELD}{_JOINTS}*)++"
_SENTENCES = rf"(?:{_COVERED}[。！!]){{2,4}}"

_DOTS = r"(?:[…⋯]|\.{3,}+|。{3,}+)"
_BOUND = rf"(?:{_DOTS}|[—─=~*·-]{{2,}}+|[>＞»<＜«]{{2,}}+)"
_OPEN, _CLOSE = r"（(【\[［〔〖<＜〈《「", r"[）)】\]］〕〗>＞〉》」]"
_RULE = r"…⋯.。—─=~*·\-"
_MARKED = (
    # A sign comes first, so that the search runs from sign to sign.
    rf"[{_OPEN}{_RULE}！？](?:"
    rf"(?<=[\[［【〔])(?P<elision>\s*{_DOTS}+\s*[\]］】〕])|"
    rf"(?<=[{_OPEN}])[{_OPEN}]{{0,3}}\s*(?P<core>[^（()）【】\[\]［］〔〕〖〗<>＜＞「」。！？\n]{{2,60}}?"
    rf"(?:\n[^（()）【】\[\]［］〔〕〖〗<>＜＞「」。！？\n]{{2,30}}?)?)(?:[。！!]?\s*{_CLOSE}{{1,4}})|"
    rf"(?<=[{_RULE}])(?P<gap>[^\S\n]*)(?P<between>(?!-)[^…⋯.。！？—─=~*·\n\[【〔（(<《]{{4,30}}?)\s*(?={_BOUND})|"
    rf"(?<=[。！？])(?P<pointed>[^。！？\n\[【〔（(<《>＞»→]{{4,40}}+)[>＞»→]{{1,4}})"
)
_TELLING = f"{_OMITTED}|{_REST}|{_WHOLE}|{_ASKED}|下一?页|更多"
_NOTICE = (
    rf"(?:(?P<mark>{_BOUND}|[。！？!?”）)\s]|^(?:《[^《》]{{2,40}}》|亲[，,])?){_JOINTS}*)?(?P<core>"
    rf"(?={_OMITTED}|{_REST}|{_WHOLE}|{_ASKED}|{_OFFERED}|{_PARTS}|{_CALLED}|[请本该此想已只仅]|您(?=[还尚的没只需可无])|为了?防止|由于|因|以上[为是])"
    rf"{_COVERED})[。！!\s>»＞<«＜→▼↓∨﹀⌄˅⇩⇓·~～=*—─）)】\]-]*$"
)
"""A notice that ends a line, with the mark before it."""
_TAKEN = "隐藏|省略|省去|略去|删除|删减"
_BARE = rf"(?:(?:{_PARTS})+|(?<!\w))(?:已|被)?(?:{_TAKEN})(?:了|约)?\s*\d+\s*个?(?:字符|汉字|字|段|行|页)"
_PAGE_OF = r"本文共\s?\d{1,3}\s?页[，,]\s?(?:当前)?第\s?\d{1,3}\s?页"
_PAGES = (
    rf"[\[【（(]\s?{_PAGE_OF}[\]】）)]\s*下一?页|下一?页\s(?:[尾末]页\s?)?[\[【（(]\s?{_PAGE_OF}[\]】）)]|"
    r"[（(\[【](?:(?<=[（(])\s?共\s?\d{1,3}\s?页[）)]\s*[\[【])?"
    r"\d{1,2}[\]】](?:\s*[\[【]\d{1,2}[\]】])+\s*下一?页|共\s?\d{1,3}\s?页\s?[:：]?\s?上一?页[\s\d]{1,30}下一?页"
)
"""The numbers of the pages on which a text goes on: [1][2][3]下一页."""
_BEFORE = rf"(?:{_BOUND}\s*)*[（(【\[]?\s*\Z"
_BEHIND = (
    rf"\s*[）)】\]]?(?:\s*{_BOUND})*"
    rf"(?:[。，,\s]*(?=[^\n]*(?:{_ASKED}))(?>(?:{_FIELD}|[ ，,]))+{_DOTS}*(?=\n|\Z))?"
)
_CUT_DOTS = r"(?<=[.。…⋯])\n[.。…⋯]{1,5}(?=[^\s.。…⋯])"
"""The rest of a notice's dots on the next line."""
_LONGEST_SITE = 12
"""Characters of the longest name, with what stands behind it, of a site that keeps a part back."""
_OPEN_ABOVE = r"(?<=[\u4e00-\u9fff])\s*\n\s*+\Z"
_GOES_ON = r"[^\S\n]*+\n\s*+(\S.{,80})"
"""A line above a notice that stops without a mark, and how the line below it begins."""
_LONGEST_AGAIN = 12
_LEAST_PROSE = 20
"""Characters of the shortest line that stops in mid-sentence: a heading ends without a mark."""
_WIDEST = 16  # characters of dots and brackets before a notice
_COUNT = r"\d\s*个?(?:字|页|段|行|%|％|汉字|字符)"
_OF_TEXT = rf"[文页段篇章]|内容|部分|阅读|查看|显示|完整|{_COUNT}"
"""What is left of a text, and not of seats or doors: （仅对会员开放） is said of a reading room."""
_FULL_STOPS = "。！？!?"
_HELD = "此处内容|付费内容|内容(?:已|被|需|须|仅)"
"""What is not shown, or not to everyone."""
_SIZE = r"(?:全文|全篇|本文)共?计?约?\d+个?字"
"""How long a text is."""
_DETAILS = "详细|查看详情"
"""A link to the whole text, in brackets behind its first words."""
_SPOKEN = "节选|略|.*[一二三四五六七八九十百千万]字.*"
"""What a speaker says or an editor notes: 此处省略一万字 is a way of speaking."""
_LONGEST = 80
_LONGEST_HALF = 40
"""Characters of the longest line that can be the first half of a notice."""
_LEAST_OMITTED = 4
"""Characters of the shortest line that says no more than that a part is left out."""
_LEAST_ALONE = 6
"""Characters of the shortest notice that nothing parts from the words before it."""


def inside(text: str) -> Iterator[Proposal]:
    """A notice of a hidden part is taken out: 提高认识。……此处隐藏9358个字……下一步 → 提高认识。下一步."""
    end = 0
    for match in compiled(
        f"{_PAGES}|{_MARKED}|{_BARE}" if compiled(_TAKEN).search(text) else f"{_PAGES}|{_MARKED}"
    ).finditer(text):
        core = match["core"] or match["between"] or match["pointed"]
        if (core and not _is_left_out(core)) or _first(match) < end:  # it went with the notice before it
            continue
        position, start, end = end, _first(match), match.end()
        if not match["elision"]:
            behind = compiled(_BEHIND if not match["core"] else rf"(?:\s*{_DOTS})*").match(text, end)
            end = behind.end() if behind else end
            end = _without_feed(text, match.end("core") if match["core"] else start, end)
            cut = compiled(_CUT_DOTS).match(text, end)
            end = cut.end() if cut else end
            begin = max(text.rfind("\n", 0, start) + 1, position)
            start -= 0 if core else _site_before(text[begin:end], start - begin)
            before = compiled(_BEFORE).search(text[max(start - _WIDEST, position) : start])
            first = start - len(before[0]) if before else start
            above = text[max(first - _WIDEST, 0) : first].rstrip(" \t\u3000")[-1:]
            at_end = match["core"] is not None and text[end : end + 1] in ("", "\n")
            glued = at_end and "\n" not in text[first:start] and not _would_join(text, first, end)
            if before and _is_of_notice(above, text[end - 1], match["core"] if glued else ""):
                start -= len(before[0].lstrip("\n"))
        stop = _stop_above(text, position, start, end) if text[start] in "….⋯" else start
        yield stop, end, "……" if stop < start else "", 0.95


def _stop_above(text: str, position: int, start: int, end: int) -> int:
    """Where the line above a notice with dots stops in mid-sentence, or the notice's start where none does.

    Without the dots the two lines about the notice would be taken for one. What the line below says again
    is no more than cut, and where a program has cut all lines none stops.
    """
    open_ = compiled(_OPEN_ABOVE).search(text, max(start - _WIDEST, position), start)
    below = compiled(_GOES_ON).match(text, end)
    if not (open_ and below) or _is_wrapped(text):
        return start
    row = text[max(text.rfind("\n", 0, open_.start()) + 1, open_.start() - _LONGEST) : open_.start()]
    again = any(row.endswith(below[1][:size]) for size in range(2, min(len(below[1]), _LONGEST_AGAIN) + 1))
    prose = len(row) >= _LEAST_PROSE and "，" in row.replace(",", "，") and not shapes.numbering(row)
    return open_.start() if prose and not again and _would_join(text, open_.start(), end) else start


def _would_join(text: str, stop: int, end: int) -> bool:
    """Whether the lines about a notice are like one that was cut, and the lower one is no page's."""
    row = text[max(text.rfind("\n", 0, stop) + 1, stop - _LONGEST) : stop]
    below = compiled(_GOES_ON).match(text, end)
    if not row or not below:
        return False
    of_page = page_lines.outside(below[1], titled=True, least=page.SPOKEN_OUT, below=True)
    return not of_page and joint(row, below[1], row, cut=True) > 0


@lru_cache(maxsize=1)
def _is_wrapped(text: str) -> bool:
    """Whether a program cut all lines of a text at one width."""
    return is_wrapped(lines(text))


def _first(match: re.Match[str]) -> int:
    """Where a notice begins: behind the mark of the sentence before it, or with its own sign."""
    return match.start("gap" if match["between"] else "pointed" if match["pointed"] else 0)


def _without_feed(text: str, start: int, end: int) -> int:
    """The end of a notice in its own line."""
    feed = text.find("\n", start, end)
    return feed if feed >= 0 else end


def _is_left_out(core: str) -> bool:
    """Whether what was found between marks says no more than that a part is not shown."""
    core = "".join(core.split())
    if len(core) < 2 or compiled(f"{_SPOKEN}|{_SIZE}").fullmatch(core):
        return False
    if compiled(_DETAILS).fullmatch(core):
        return True
    if not compiled(_COVERED).fullmatch(core):
        return _is_left_out_by(core)
    if compiled(_OMITTED).search(core) or compiled(_ELSEWHERE).fullmatch(core):
        return True
    if not compiled(_OF_TEXT).search(core):
        return False
    wanted = compiled(f"{_ASKED}|{_OFFERED}").search(core) is not None
    return (wanted or compiled(_COUNT).search(core) is not None) and compiled(f"{_REST}|{_WHOLE}").search(
        core
    ) is not None


_ELSEWHERE = r"[后下余]文|以下内容|下?[接转见][上下]一?页|[上下][接转]第?[一二三四五六七八\d]{1,2}版"
"""What a newspaper or a viewer says of the rest alone: （下转第三版）."""


def _is_left_out_by(core: str) -> bool:
    """Whether a site names itself before it says what it keeps back: 某某网省略176字，正式会员可阅读."""
    if not compiled(f"{_ASKED}|{_COUNT}").search(core):
        return False
    begins = (match.start() for match in compiled(f"{_SITE}|{_OMITTED}|{_REST}|{_PARTS}").finditer(core))
    told = next((core[at:] for at in begins if at > 1 and compiled(_COVERED).fullmatch(core[at:])), "")
    return (
        1 < len(core) - len(told) <= _LONGEST_SITE
        and compiled(f"{_OMITTED}|{_REST}").search(told) is not None
        and compiled(f"{_ASKED}|{_COUNT}").search(told) is not None
        and compiled(_OF_TEXT).search(told) is not None
    )


def _site_before(row: str, start: int) -> int:
    """How many characters before a notice are the name of the site, if its line begins with that."""
    name = row[:start].strip()
    named = 0 < len(name) <= _LONGEST_SITE and likeness(name) >= ALL_BUT_SURE
    return start if named and _is_left_out_by("".join(row.split())) else 0


def _is_of_notice(before: str, last: str, core: str) -> bool:
    """Whether dots above a notice are the notice's own: behind a sentence, or with dots behind it as well.

    Glued to the words before them they are, where the `core` of the notice at the line's end says how the
    text goes on: 今晚……（点击下一页）. A speaker's own pause has a particle before it: 他走了……（未完）.
    """
    if not before or before in "。！？!?”\n" or last in "…⋯.。—─=~*·-":
        return True
    return compiled(_PAGE_ENDS).search(core) is not None and before not in _TRAILING


_PAGE_ENDS = f"{_ASKED}|{_OFFERED}|未完|下一?页|\\d"
"""What a page says at its end, and no editor who leaves out a part: （下略）."""
_TRAILING = "了呢啊吧吗呀嘛啦"


def line(text: str) -> Iterator[Proposal]:
    """A line that offers the rest of the text is taken out: 剩余内容请登录后查看␊ → ␊.

    What only goes on with it on the next line goes as well: 剩余内容请登录后␊继续阅读, and the end of its
    bracket: （未完，请阅读提示。␊收藏《讲话》）.
    """
    goes_on = halved = opened = False
    rows = lines(text)
    for row, below in zip_longest(rows, rows[1:]):
        start = 0 if halved else _notice(row.text)
        halved = start is None and below is not None and _is_half(row.text, below.text)
        further = goes_on and compiled(f"{_COVERED}[。！!]?").fullmatch(row.text[: _LONGEST + 1])
        closes = opened and len(row.text) <= _LONGEST and _left_open(row.text) == -1
        if start is None and (halved or further or closes):
            start = 0
        goes_on = start is not None and row.text[-1] not in f"{_FULL_STOPS}）)】]"
        opened = start is not None and _left_open(row.text[start:]) == 1
        if start is not None:
            yield row.first + start, row.last, "", 0.9


def _left_open(row: str) -> int:
    """How many more brackets a line opens than it closes."""
    return sum((sign in "（(") - (sign in "）)") for sign in row)


def _is_half(row: str, below: str) -> bool:
    """Whether a notice goes over a line's end: 如果您要查看隐␊藏内容请登录."""
    return len(row) <= _LONGEST_HALF and row[-1] not in shapes.ENDS and _notice(row + below) == 0


def notices(text: str) -> tuple[str, ...]:
    """The notices in a piece of text that these rules took out, or all of it."""
    within = [(start, end) for start, end, _, _ in inside(text)]
    whole = [
        (start, end)
        for start, end, _, _ in line(text)
        if not any(end > at and start < stop for at, stop in within)
    ]
    return tuple(text[start:end].strip() for start, end in within + whole) or (text.strip(),)


@lru_cache(maxsize=512)
def _notice(row: str) -> int | None:
    """Where the notice begins that ends a line: at 0 where it is all of the line."""
    if not compiled(_TELLING).search(row[-_LONGEST:]):
        return None
    if len(row) <= _LONGEST and compiled(_OMITTED).search(row) and compiled(_SENTENCES).fullmatch(row):
        return 0
    begins = max(len(row) - _LONGEST, 0)
    match = compiled(_NOTICE).search(row[begins:])
    if not match or (begins and not match.start()):
        return None
    start = begins + (match.start("core") if match.start() else 0)
    apart = match["mark"] is not None or start == 0
    stopped = row[-1] in _FULL_STOPS and start > 0
    dotted = compiled(_DOTS).search(row[begins + match.start() : begins + match.start("core")]) is not None
    further = dotted and compiled(_FURTHER).fullmatch(match["core"]) is not None
    further = further or (row[-1] in ">＞»→<＜«" and compiled(_LEFT).match(match["core"]) is not None)
    if not further and not _is_offer(match["core"], apart=apart, stopped=stopped):
        return None
    if match["mark"] and compiled(_BOUND).fullmatch(match["mark"]):
        start = begins + match.start()
    elif (
        match["mark"]
        and match["mark"] in _FULL_STOPS
        and compiled(rf"\s*(?:{_DOTS})+\s*").fullmatch(row[begins + match.end("mark") : start])
    ):
        start = begins + match.end("mark")
    return start - _site_before(row, start)


_FURTHER = r"点击(?:查看|阅读|展开|浏览|显示)更多[>»\s]*"
"""What dots tell to go on with the text, and nothing else."""
_LEFT = f"(?:{_REST})(?:全文|正文|内容|部分|文章)"
"""What a sign that points on makes a link to the rest of the text."""


def _is_offer(core: str, *, apart: bool, stopped: bool) -> bool:
    """Whether words at the end of a line say that there is more of the text, and what the page wants for it.

    `apart` tells that a mark stands before them, `stopped` that they end as a sentence does.
    """
    asked = compiled(_ASKED).search(core) is not None
    omitted = compiled(_OMITTED).search(core) is not None
    wanted = asked or compiled(_OFFERED).search(core) is not None
    counted = compiled(_COUNT).search(core) is not None
    if (
        stopped
        and not (omitted and wanted and counted)
        and not compiled(f"(?:{_ASKED}|下载).{{0,6}}(?:[后才]|即可)").search(core)
    ):
        return False
    left = omitted or ((asked or counted) and compiled(_REST).search(core) is not None)
    if not apart and not (left and (wanted or (omitted and counted)) and len(core) >= _LEAST_ALONE):
        return False
    if core[0] in "仅只" and not compiled(_OF_TEXT).search(core):
        return False
    more = (
        omitted
        or compiled(f"{_REST}|{_WHOLE}|{_HELD}|请先?(?:{_ASKED})$|\\d\\s*下一?页").search(core) is not None
    )
    return (more and wanted) or (omitted and len(core.strip()) >= _LEAST_OMITTED)
