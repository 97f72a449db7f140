"""Titles: those that stand twice, or with what a page puts about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from yinfa import shapes
from yinfa.normalize import verses
from yinfa.normalize.frame_words import SITE_NAME
from yinfa.normalize.lines import Line, Proposal, drop, lines
from yinfa.patterns import compiled

HEAD_SPAN = 12
"""Lines of a head that are looked at, at most."""
LEAST_TITLE, _LEAST_PHRASE = 5, 6


def title_within(line: str) -> str:
    """The title of a speech within a line, without the page's path, label and site about it, or nothing."""
    if len(line) > LONGEST_LINE:
        return ""
    whole = compiled(rf"{_PATH}|{_LABEL}").sub("", line)
    bare = compiled(rf"{_SITE}|{_SITE_TAIL}$").sub("", whole)
    if compiled("[在于].{4,}的|会").search(bare) and shapes.is_title(bare):
        return bare
    generic = compiled(rf"{_GENERIC}|\s|\d{{4}}").search(bare)
    named = bare != whole and len(bare) >= LEAST_TITLE and not generic
    ended = bare[-1:] not in tuple("—-")
    return bare if named and ended and may_be_half(bare) and not shapes.is_speaker(bare) else ""


def may_be_half(line: str) -> bool:
    """Whether a line can be a title or a part of one, by its marks and its length."""
    return len(line) <= 45 and not (
        compiled(r"[。！？!?：:；;>|◆]|\d{4}[-/]").search(line)
        or shapes.is_date(line)
        or shapes.dated(line)
        or shapes.is_salutation(line)
        or shapes.is_called(line)
        or shapes.numbering(line)
        or shapes.is_subtitle(line)
        or shapes.title_key(line) == ""
    )


def proper(text: str) -> Iterator[Proposal]:
    """A title loses the 稿 that another form of it has not: 【…的讲话】_讲话稿_网 / …的讲话稿 → …的讲话."""
    for head in heads(text):
        for row in head:
            match = compiled(_DRAFT_WORD).search(row.text) if shapes.is_draft_title(row.text) else None
            name = row.text[: match.start()] if match else ""
            piece = compiled(_PIECE_OF).match(row.text[len(name) :]) if name else None
            if piece and len(compiled(rf"{re.escape(name)}{_PIECE_OF}").findall(text)) > 1:
                continue  # the number is a mark of a collection
            if len(name) >= _LEAST_PROPER and shapes.is_title(name) and _is_framed(name, head):
                yield row.first + len(name), row.last, "", 0.85


_DRAFT_WORD = rf"(?:文?稿|全文|原文|材料|{shapes.PAGE_DRAFT})+$"
_PIECE_OF = r"\s*[【\[（(]?篇\s*[一二三四五六七八九十\d]"
_LEAST_PROPER = 8
"""Characters of the shortest title that is known from another form of it: 领导讲话 names a page as well."""


def _is_framed(name: str, head: Sequence[Line]) -> bool:
    """Whether a line of the head holds a title, and behind it nothing or words of the page."""
    framed = (row.text.rpartition(name) for row in head if len(row.text) <= LONGEST_LINE)
    return any(held and not behind[:1].isalnum() for _, held, behind in framed)


def repeated(text: str) -> Iterator[Proposal]:
    """Of a title that stands twice the better form stays: …上的讲话稿 / …上的讲话 → …上的讲话."""
    for head in heads(text):
        called = _called_twice(lines(text)[:3]) if head[:1] == lines(text)[:1] else set()
        rows = [row for row in head if row in called or _may_be_title(row.text)]
        gone = set(_with_subtitle(rows))
        for index, row in enumerate(rows):
            for other in rows[index + 1 :]:
                if row not in gone and other not in gone and _is_same(row.text, other.text):
                    gone.add(max((row, other), key=_rank))
                elif row not in gone and (
                    _is_end_of(row.text, other.text) or _is_column(row.text, other.text)
                ):
                    gone.add(row)
        for row in sorted(gone | {*_between(head)}):
            yield drop(text, row, 0.97)


def _called_twice(rows: Sequence[Line]) -> set[Line]:
    """The uppermost two lines of a text where they are its title twice and it is a call: 颗粒归仓！.

    Below it stands no sentence, as below a call that is said twice.
    """
    if len(rows) < _LEAST_HEAD or (shapes.is_prose(rows[2].text) and not shapes.is_salutation(rows[2].text)):
        return set()
    shorter = min((row.text for row in rows[:2]), key=len)
    called = shorter[-1] in "！？" and len(shapes.title_key(shorter)) > _LONGEST_CALL
    called = called and not (shapes.is_salutation(shorter) or shapes.is_greeting(shorter))
    return {*rows[:2]} if called and _is_same(rows[0].text, rows[1].text) else set()


_LEAST_HEAD, _LONGEST_CALL = 3, 3
"""Lines of a title twice and what stands below it, and characters of a call that is no title: 加油！."""


def _between(head: Sequence[Line]) -> Iterator[Line]:
    """The rows between a title and the same once more: another title, the page's day, who put a draft there.

    Right between the two stands a user's name as well, if it is no speaker's.
    """
    for first, row in enumerate(head[:-2]):
        last = next((at for at in range(first + 2, len(head)) if head[at].text == row.text), 0)
        titled = shapes.is_title(row.text)
        drafted = titled and compiled(f"{shapes.PAGE_DRAFT}$").search(row.text) is not None
        for other in head[first + 1 : last]:
            alone = last == first + 2 and not shapes.is_speaker(other.text) and other.text.isalpha()
            named = (drafted or alone) and len(other.text) <= _LONGEST_UPLOADER
            stamped = len(row.text) >= LEAST_TITLE and compiled(_STAMPED).fullmatch(other.text) is not None
            named = named or (titled and shapes.is_title(other.text))
            if stamped or (named and not shapes.is_subtitle(other.text)):
                yield other


_STAMPED = r"\d{4}([-/.])\d{1,2}\1\d{1,2}"
"""The day of a page as its program writes it."""
_LONGEST_UPLOADER = 8
"""Characters of the longest name of a user above a draft: 柳老师."""


def _with_subtitle(rows: Sequence[Line]) -> Iterator[Line]:
    """The rows that are a title and its subtitle in one, where both stand elsewhere: 甲 ——乙 / 甲 / ——乙."""
    keys = {row: shapes.title_key(row.text) for row in rows}
    both = {keys[above] + keys[below] for above, below in pairwise(rows) if shapes.is_subtitle(below.text)}
    for row in rows:
        rests = (keys[row].removesuffix(one) for one in both if keys[row].endswith(one))
        parts = map(compiled(_YEAR).fullmatch, rests)
        if any(parts):
            yield row


def _may_be_title(line: str) -> bool:
    long = len(shapes.title_key(line)) > 3 or shapes.is_title(line)
    return long and line[-1] not in shapes.ENDS + "；，" and not shapes.is_date(line)


def _is_same(first: str, second: str) -> bool:
    """Whether two lines are forms of one title: alike but for marks, 稿, a label, a post or a site's name."""
    keys = (shapes.title_key(form).replace("上的", "上") for form in (first, second))
    short, long = sorted(keys, key=len)
    shorter, longer = sorted((first, second), key=len)
    if short == long or (longer.startswith(shorter) and _is_page_tail(longer[len(shorter) :])):
        return True
    if not long.startswith(short) and not long.endswith(short):
        return False
    bare = compiled(_SITE).sub("", longer)
    if bare != longer and shapes.title_key(bare) == short:
        return True
    rest = long.replace(short, "", 1)
    if short[0] in "在于" and len(rest) <= _LONGEST_POST and compiled(_POST).search(rest):
        return True
    dated = compiled(_YEAR).fullmatch(rest) is not None and long.endswith(short)
    return (
        rest in _LABELLED
        or rest == "在" == long[0]  # one of the two has lost it
        or (dated and ("年" not in rest or shapes.is_draft_title(longer)))
    )


def _is_end_of(title: str, below: str) -> bool:
    """Whether a title stands below with whose speech it is before it: 会长在…上致辞 / 商会会长在…上致辞."""
    short, long = shapes.title_key(title), shapes.title_key(below)
    named = len(short) >= _LEAST_PROPER and 0 < len(long) - len(short) <= _LONGEST_POST
    return named and long.endswith(short) and shapes.is_title(title) and shapes.is_title(below)


def _is_column(row: str, below: str) -> bool:
    """Whether a row is the name of a site's column, which says no more than the title below it: 重要讲话."""
    if row[:2] not in ("重要", "领导") or len(row) > _LONGEST_POST:
        return False
    named = compiled(shapes.SPEECH_NOUN).fullmatch(row[2:]) is not None
    return named and shapes.is_title(below) and len(below) >= _LEAST_PROPER


_POST = (
    "(?:书记|主[任席]|经理|总裁|领导|[省市县区州镇乡村局厅部院校会处所]长)"
    rf"(?:[{shapes.SURNAMES}]\w{{1,2}})?(?:\d{{1,2}}日)?$"
)
_LONGEST_POST = 16
"""What a page sets before a title to say whose speech it is, and when: 市长在…上的讲话, 市长22日在…上致辞."""
_YEAR = r"(?:20\d\d(?:年度?)?)?(?:最新|新版)?"
"""What a page sets before a title to seem up to date."""


def _is_page_tail(tail: str) -> bool:
    """Whether what one form of a title has behind the other is the page's: -秘书之友, （全文）, 一."""
    if compiled(_DRAFT_TAIL).fullmatch(tail):
        return True
    named = compiled(_SITE_TAIL).fullmatch(tail)
    return named is not None and not (shapes.is_title(named[1]) and len(named[1]) > _LONGEST_NOUN)


_LEAST_NOUN, _LONGEST_NOUN = 3, 5
_NUMBER = r"[一二三四五六七八九十\d]{1,2}"
_PIECE = rf"\s*(?:{_NUMBER}|[（(]{_NUMBER}[）)])"
_DRAFT_TAIL = rf"(?:讲话|发言|演讲)?(?:文?稿|全文|原文|材料|{shapes.PAGE_DRAFT})+|{_PIECE}"
_SITE_TAIL = r"(?:\s*[-_|–»>]+\s*|\s+·\s+|\s*[—─]\s*)([^，。；：！？—─]{2,24})"
_SITE = (
    r"(?:\s*+(?:[-_|—–─»>]++|(?<=\s)·(?=\s))\s*+[^-_|—–─»>·]{0,14}(?:网|文库|论坛|公文|范文|文秘|文档|下载|资料|频道|栏目|"
    r"讲话稿?|演讲稿?|讲话发言|素材库|资料库|写作|首页|大全|com|"
    r"cn))+$|"
    r"\s*\.(?:docx?|pdf|txt|wps|html?)(?:\s*-\s*(?:记事本|写字板|Word|WPS.{0,8}|.{0,6}Office.{0,6}))?$"
)
"""What a page's title bar puts behind a title: - 某某范文网, _讲话稿, .doc."""
_LABELLED = (
    "演讲", "讲话", "发言", "致辞", "范文", "演讲稿", "讲话稿", "发言稿", "标题", "题目", "文章标题",
    "原标题", "主题演讲", "文档名称", "文件名", "正文", "全文", "标题名称", "推荐", "最新", "讲话材料",
    "发言材料", "演讲范文", "讲话范文", "发言范文",
)  # fmt: skip
_LABEL = (
    r"^(?:(?:(?:文章|文档|稿件|原文?|本文)?(?:标题|题目|名称)|文件名|正文|篇名|主题|(?:精选)?[范例]文)\s*[：:]\s*|[【\[](?:标题|题目)[】\]]\s*|"
    r"[：:]\s*(?=\S)|附件\d{0,2}(?=[在关])|[^，。；：]{0,24}(?:https?://|www\.)[a-zA-Z\d./_-]+\s*(?=[^\x00-\xff])|(?:文[章档件])?编号\s*[：:]\s*\d{5,}|第\s*\d+\s*页\s*[,，/]?\s*共\s*\d+\s*页(?=\s*\S))"
)


def _rank(row: Line) -> tuple[int, int, int]:
    """Orders the forms of a title: those with faults behind, then the longer, then the later."""
    return _faults(row.text), len(shapes.title_key(row.text)), row.start


def _faults(line: str) -> int:
    """How many things about a title are the page's."""
    return sum(
        (
            shapes.is_draft_title(line) or compiled(_DRAFT_END).search(line) is not None,
            compiled(_SITE).search(line) is not None or compiled(_UNKNOWN_SITE).search(line) is not None,
            compiled(_LABEL).match(line) is not None,
            line[0] in "【[《（(<〈",
            2 * (compiled(rf"[稿词辞话言讲]{_PIECE}$").search(line) is not None),
            "上的" in line and compiled("[在于]").search(line) is None,
        )
    )


_PATH = r"^(?:[^，。；：>＞»]{1,14}+[>＞»]\s*+)+"
"""The page's place in its site before a title."""
_DRAFT_END = (
    rf"(?>{shapes.PAGE_DRAFT}|(?<=[辞词话言讲])全文|(?<=[辞词话言稿])\s*\d|"
    rf"(?<=[讲演言]稿)[（(]{_NUMBER}[）)])+$"
)
_DRAFT_WITHIN = rf"(?<=[辞词话言讲])(?:范文(?=稿$)|全文(?=[（(]{_NUMBER}[）)]$))"
_DRAFT_START = (
    rf"^(?:[【\[（(](?:{shapes.PRAISE}|国旗下|讲话|发言|演讲|致辞|开幕[词辞]|闭幕[词辞]|主持词|祝酒词|原创|转[载帖贴]|公文|文秘|领导讲话)+稿?[】\]）)]\s*)+|"
    rf"^精选(?=[在于关把让做用全]|.*{shapes.SPEECH_NOUN}$)"
)
LONGEST_LINE = 150
_UNKNOWN_SITE = r"\s*[-_|–»]\s*([^\s\d，。：；！？、（）()《》“”—_|–»-]{4,12})$"
"""What a title bar puts behind a title, whatever its name."""
_OF_TEXTS = f"公文|范文|{SITE_NAME}"
_OF_DRAFTS = "公文|范文|文库|文秘|文档|写作|[讲演]稿|下载|论坛|com|cn"
"""What the name of a site holds behind a title that has no speech's noun."""


def draft(text: str) -> Iterator[Proposal]:
    """A title's 范文 and the like go: …讲话（精选3篇） → …讲话, 标题：在… → 在…."""
    for head in heads(text):
        for row in head:
            if len(row.text) > LONGEST_LINE:
                continue
            for pattern in (_DRAFT_END, _DRAFT_WITHIN, _SITE, _PATH, _LABEL, _DRAFT_START, _UNKNOWN_SITE):
                match = compiled(pattern).search(row.text)
                rest = row.text[: match.start()] + row.text[match.end() :] if match else ""
                certain = pattern in (_LABEL, _DRAFT_START) or (
                    match and match[0].lstrip()[0] in "（(【[篇" and pattern == _DRAFT_END
                )
                unknown = match if pattern == _UNKNOWN_SITE else None
                if unknown and (shapes.is_speaker(unknown[1]) or shapes.is_title(unknown[1])):
                    continue
                named = (unknown and compiled(_OF_TEXTS).search(unknown[1])) or (
                    match and pattern == _SITE and compiled(_OF_DRAFTS).search(match[0])
                )
                whole = len(rest) >= _LEAST_NOUN and shapes.is_title(rest)
                if match and (whole or (len(rest) > _LEAST_NOUN and (certain or named))):
                    yield row.first + match.start(), row.first + match.end(), "", 0.72 if unknown else 0.85
                    break


def counted(text: str) -> Iterator[Proposal]:
    """The page's bracket behind a title without a speech's noun goes: 月是故乡明（通用5篇） → 月是故乡明.

    Such a line with the bracket looks like a page's own; nothing else of the head may be the title.
    """
    for head in heads(text):
        numbered = ((row, compiled(_PAGE_END).search(row.text)) for row in head if row.text[-2:-1] == " ")
        yield from ((row.first + match.start(), row.last, "", 0.85) for row, match in numbered if match)
        found = [(row, match) for row in head if (match := compiled(_BRACKET_END).search(row.text))]
        titles = [row for row in head if shapes.is_title(row.text) and not shapes.is_subtitle(row.text)]
        for row, match in found if not titles else ():
            if match.start() >= _LEAST_PHRASE and not compiled(_GENERIC).search(row.text[: match.start()]):
                yield row.first + match.start(), row.last, "", 0.85


_PAGE_END = rf"(?<=[稿词辞话言])(?:怎[么样]写[？?]?)?[（(]\s{_NUMBER}\s[）)]$"
"""The number of a page, with a blank to either side: 讲话稿( 二 ), 讲话稿怎么写？( 四 )."""
_BRACKET_END = rf"\s*{shapes.IN_BRACKETS}$"
_GENERIC = "[稿：:]|范文|模板|文章|相关|" + shapes.PRAISE
"""What the name of a page or of a collection holds."""


_SIGNS = shapes.DECORATION.replace("·", "")
_ENCLOSED = (
    r"[【\[〖]\s*([^【】\[\]〖〗]+?)\s*[】\]〗]|“\s*([^“”]+?)\s*”|《\s*([^《》]+?)\s*》|「\s*([^「」]+?)\s*」|"
    rf"[{_SIGNS}][{shapes.DECORATION}]*\s*([^{_SIGNS}]+?)\s*[{shapes.DECORATION}]*|·+\s*([^{shapes.DECORATION}]+?)\s*·*"
)
"""What stands between brackets of one kind or behind a sign, with none of these within: “5·12” has others."""


def bracketed(text: str) -> Iterator[Proposal]:
    """A title loses the brackets, marks or signs about it: 【在…上的讲话】 → 在…上的讲话.

    What has no speech's noun is a title where it stands right above the head's other lines or the speech.
    """
    for head in heads(text):
        for index, row in enumerate(head):
            name = unwrapped(row.text)
            if name != row.text and _heads_speech(name, head[index + 1 :]):
                start = row.first + row.text.index(name)
                yield row.first, start, "", 0.9
                if start + len(name) < row.last:
                    yield start + len(name), row.last, "", 0.9


def _heads_speech(name: str, below: Sequence[Line]) -> bool:
    """Whether a line is a title by its shape, or a phrase above nothing but subtitle, speaker and date."""
    if shapes.is_title(name) or shapes.is_themed(name):
        return True
    beside = all(
        shapes.is_subtitle(row.text) or shapes.is_date(row.text) or shapes.is_speaker(row.text)
        for row in below
    )
    subtitled = bool(below) and shapes.is_subtitle(below[0].text)
    return beside and may_be_half(name) and (subtitled or len(name) >= _LEAST_PHRASE)


_SPOKEN = (shapes.is_salutation, shapes.is_prose, shapes.is_closing)


@lru_cache(maxsize=1)
def heads(text: str) -> tuple[tuple[Line, ...], ...]:
    """The lines above each speech's salutation or first paragraph, as far as a title can stand there."""
    heads: list[tuple[Line, ...]] = []
    head: list[Line] = []
    rows = lines(text)
    spoken = verses.poems(rows)
    titled = ended = False
    for row in rows:
        called = (titled or len(head) == 1) and _is_called_below(row.text)
        if called or row in spoken or any(shape(row.text) for shape in _SPOKEN):
            parted = ended or shapes.is_salutation(row.text)
            if not heads or titled or (parted and _is_doubled(head)):
                heads.append(tuple(head[-HEAD_SPAN:]))
            head, titled, ended = [], False, shapes.is_closing(row.text)
        elif not shapes.numbering(row.text) or shapes.is_title(row.text):
            head.append(row)
            titled = titled or shapes.is_title(unwrapped(row.text))
    if not heads or titled or (ended and _is_doubled(head)):
        heads.append(tuple(head[-HEAD_SPAN:]))
    return tuple(heads)


def _is_called_below(line: str) -> bool:
    """Whether a line below a title calls those who listen by nothing but their name: 各单位、各部门：."""
    named = line[-1] in "：:" and compiled(shapes.SPEAKER_LABEL).match(line) is None
    return named and shapes.may_be_salutation(line, "")


def unwrapped(line: str) -> str:
    """A line without the brackets, marks and signs about it."""
    while match := compiled(_ENCLOSED).fullmatch(line) if len(line) <= LONGEST_LINE else None:
        line = match[match.lastindex or 0]
    return line


def _is_doubled(head: Sequence[Line]) -> bool:
    """Whether a line stands among some twice in a row, as titles do; within a speech a slogan does."""
    keys = [shapes.title_key(row.text) for row in head[-HEAD_SPAN:] if _may_be_title(row.text)]
    return any(len(left) > 3 and left == right for left, right in pairwise(keys))
