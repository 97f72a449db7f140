"""Where the speech stands on its page: from the first salutation or sentence to the last sentence or thanks.

In: a text. Out: the range of its lines that are said; what stands above and below is the page's or a title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize import file_names, frame, frame_words, page_lines, text_names
from yinfa.normalize.likeness import ALL_BUT_SURE, LIKELY, likeness
from yinfa.normalize.lines import Line
from yinfa.normalize.paragraphs import paragraphs
from yinfa.normalize.wrapping import ends
from yinfa.patterns import compiled

_LEAST_CUT = 20
"""Characters of the shortest line that is thought to be cut in mid-sentence."""
_LEAST_SAID = 8
"""A sentence of more characters than this is taken to be said."""
_LONGEST_HEAD = 40
"""Characters of the longest line that may be a title below the words of a page."""
_SITE = "^(?=.*(?:文|稿|写作|资料)).{4,}(?:网|文库|之家|之友|论坛|公众号|公社|平台)$"
"""The name of a site that offers texts, with what it says of itself before it."""
_NEAR = 4
"""Lines behind the speech that may be its last short sentences."""
_MARKS = shapes.ENDS + "：:"
_FARTHEST = 8
"""Lines from the first sentence of a page to the salutation below it, at most."""


@lru_cache(maxsize=2)
def inside(text: str) -> range:
    """The rows from the first salutation or sentence to the last sentence or thanks: the speech itself."""
    rows = paragraphs(text)
    count = len(rows)
    titles = text_names.names(rows)
    spoken = (
        index
        for index in range(count)
        if _is_spoken(rows[index].text, titles, frame.begins) and not _leads_in(rows, index, titles)
    )
    first = next(spoken, None)
    if first is None:
        return range(count)
    first = _begun(rows, _announced(rows, _greeted(rows, first, titles)))
    first = _called(rows, first)
    first = min((first, *shapes.turns(tuple(row.text for row in rows))))
    said = (
        index for index in range(count - 1, first, -1) if _is_spoken(_whole(rows, index), titles, frame.stops)
    )
    last = next(said, first)
    if last > first and _is_behind_thanks(rows[last - 1].text, rows[last].text, titles):
        last -= 1
    while last + 1 < count and _runs_on(rows[last].text, rows[last + 1].text):
        last += 1
    last = max(last, _last_words(rows, last + 1))
    reported = (
        index
        for index in range(first + 1, last + 1)
        if compiled(_REPORTED).match(rows[index].text) and shapes.is_closing(rows[index - 1].text)
    )
    return range(first, next(reported, last + 1))


def _whole(rows: Sequence[Line], index: int) -> str:
    """A row, with the one above it where it is the last few words of its sentence: …也不得 / 生气。."""
    row, above = rows[index].text, rows[index - 1].text
    rest = len(row) <= _LEAST_SAID and row[-1] in "。！？" and is_cut(above) and len(above) > _LEAST_CUT
    return above + row if rest else row


def _is_behind_thanks(above: str, row: str, titles: tuple[str, ...]) -> bool:
    """Whether a line behind the speaker's thanks opens, or is as a whole, what only a page says."""
    if shapes.is_closing(above):
        return frame.begins(row, titles) > 0 or frame.stops(row, titles, frame.SPOKEN_OUT) == len(row)
    return above.endswith(_THANKS) and frame.begins(row, titles) > 0


_REPORTED = "另?据(?:悉|了解|[^，。]{2,16}报道)[，,]"
"""What a newspaper goes on with behind a speech."""
_THANKS = ("谢谢大家！", "谢谢大家!", "谢谢大家。", "谢谢各位！", "谢谢各位。")
"""What ends the last paragraph of a speech."""


def _leads_in(rows: Sequence[Line], index: int, titles: tuple[str, ...]) -> bool:
    """Whether a paragraph above a title or a salutation ends as a page's lead-in, whatever it begins with."""
    below = rows[index + 1].text if index + 1 < len(rows) else ""
    short = 0 < len(below) <= _LONGEST_HEAD and (below[-1] in "：:" or not shapes.is_prose(below))
    if index == 0 and compiled(f"^.{{0,20}}{frame_words.BOASTS}[^。]{{0,8}}$|{frame_words.WELCOME}").search(
        rows[index].text
    ):
        return True
    headed = short or shapes.is_salutation(below) or (index == 0 and "小编" in rows[index].text)
    least = frame.SPOKEN_OUT if shapes.is_title(below) else frame.LEAST  # nobody speaks above a title
    return headed and frame.leads_in(rows[index].text, titles, least)


def _greeted(rows: Sequence[Line], first: int, titles: tuple[str, ...]) -> int:
    """The salutation close below a title, if between the two stand only sentences that a page may say.

    A call or a question at the very top is the title where a page names it, and a first sentence
    that is like a page's in all its characters is that of whoever shares the speech.
    """
    shared = likeness(rows[first].text) >= ALL_BUT_SURE
    titled = first > 0 or shared or _is_report(rows[first].text)
    calls = not titled and is_named_call(rows[first].text, rows[first + 1 : first + _FARTHEST], titles)
    for index in range(first, min(first + _FARTHEST, len(rows))):
        row = rows[index].text
        if shapes.is_salutation(row) or (calls and shapes.may_be_salutation(row, "")):
            return index if titled or calls else first
        titled = titled or shapes.is_title(row)
        if (calls or shared) and index == first:
            continue
        framed = frame.begins(row, titles, frame.SOME, neutral=0) == len(row) or _is_report(row)
        if shapes.is_prose(row) and not framed:
            break
    return first


def is_named_call(row: str, below: Sequence[Line], titles: tuple[str, ...]) -> bool:
    """Whether a line is a call or a question that a page names as the title: 以下为颗粒归仓！，供参考。."""
    named = (line.text for line in below if row in line.text)
    return compiled(text_names.CALL).fullmatch(row) is not None and any(
        frame.begins(line, titles) == len(line) for line in named
    )


def _begun(rows: Sequence[Line], first: int) -> int:
    """The row that opens the paragraph of the first sentence, where it was cut: 见字如面。昨天你."""
    while first > 1 and _is_begun(rows[first - 1].text):
        first -= 1
    return first


def _is_begun(row: str) -> bool:
    """Whether a line holds a sentence that no page says, and stops in the middle of the next."""
    paged = frame.weight(row) >= frame.SOME or page_lines.is_of_page(row) or shapes.is_title(row)
    return is_cut(row) and compiled("[。！？]").search(row) is not None and not paged


def _called(rows: Sequence[Line], first: int) -> int:
    """The row that calls upon those who are spoken to, right above the first sentence or its greeting."""
    if shapes.is_salutation(rows[first].text):
        return first
    start = first - 1 if first > 1 and shapes.is_greeting(rows[first - 1].text) else first
    called = start > 0 and shapes.is_called(rows[start - 1].text)
    return start - 1 if called and shapes.may_be_salutation(f"{rows[start - 1].text[:-1]}：", "") else first


def _announced(rows: Sequence[Line], first: int) -> int:
    """The row below one that announces a speech word for word, below what is told of it: 致词全文为：."""
    for index in range(first, min(first + _NEAR, len(rows) - 1)):
        row = rows[index].text
        if announces(row):
            return index + 1
        if compiled(_OWN).search(compiled("“[^”]*”|「[^」]*」").sub("", row)):
            break
    return first


def announces(row: str) -> bool:
    """Whether a line says that a speech stands below it word for word."""
    if row[-1] not in "：:":
        return compiled(_ISSUED).fullmatch(row) is not None
    return compiled(f"{_POINTS}|全文如下[：:]$").match(row) is not None or (
        compiled(_ANNOUNCES).search(row) is not None and compiled(_OWN).search(row) is None
    )


_KIND = "(?:讲话|[致祝贺献答][辞词]|演[讲说辞]|发言|谈话)"
_PRINTED = "(?:摘[发登编录]|刊[登发载]|发布|转发|照登)"
_ANNOUNCES = (
    f"{_KIND}的?(?:全文|内容|原文|实录|文字|摘要|摘编|节选)(?:[（(][^（()）]{{2,10}}[）)])?"
    f"(?:{_PRINTED}?如下|为|是)?[：:]$"
)
_ISSUED = f"现.{{0,14}}{_PRINTED}(?:如下|于后)(?:[，,][^，。我]{{2,10}})?。"
"""The same in a sentence of its own: 现将讲话全文刊发如下，以飨读者。."""
_POINTS = f"(?:这是|以下[是为]|下面是)[^。，！？]{{4,40}}{_KIND}稿?[：:]$"
"""What points to a speech, whoever says it: 这是我在聚会上的发言：."""


def _is_report(row: str) -> bool:
    """Whether a paragraph tells of a speech that stands below: …作了讲话，现摘发如下."""
    return compiled(_REPORTS).search(row) is not None and compiled(_OWN).search(row) is None


_REPORTS = (
    r"[网报台社]\s*[讯电]\s*[（(]|[（(].{0,12}(?:记者|通讯员).{0,16}[）)]|以飨读者|照原样刊登|"
    r"现.{0,8}(?:摘[发登编录]|刊[登发载]|发布|转发|照登).{0,12}[。：:]?$|(?:全文|摘要|实录|讲话)如下[。：:]?$|"
    r"^[（(](?:说明|编者注|记者注|注)[：:]|(?:主讲|演讲|报告|讲话|发言)人简介\s*[：:]|"
    r"(?:发表|作)了?[^，。我]{0,12}(?:讲话|演讲|致辞|发言|报告)。$|并致[词辞]。$"
)
"""What a newspaper or a page tells of a speech above it."""
_OWN = r"我(?![们国省市县区镇乡村校院厂局司])|同志们|在座|谢谢"
"""What only a speaker says."""


def _runs_on(above: str, below: str) -> bool:
    """Whether a line that is no whole sentence goes on with the speech, as where all lines were cut."""
    if (
        not page_lines.labels(below)[2]
        or frame.weight(below) >= frame.SPOKEN_OUT
        or page_lines.is_of_page(below)
        or page_lines.heads_link(below)
        or page_lines.is_note(below)
        or file_names.is_file(below)
        or compiled(_OF_OFFICE).match(below)
    ):
        return False
    paused = compiled("[，。；、,;]").search(below) is not None
    return (is_cut(above) and len(above) > _LEAST_CUT) or (paused and is_cut(below))


_OF_OFFICE = r"(?:联系)?(?:地址|电话|邮编|邮政编码|传真|邮箱|网址|热线)\s*[:：]"
"""What a site's foot tells of its owner."""


def _last_words(rows: Sequence[Line], start: int) -> int:
    """The row of a short last sentence with the page's words glued to it, close behind the speech; or -1."""
    for index in range(start, min(start + _NEAR, len(rows))):
        told = as_told(rows[index].text)
        if told[-1] not in _MARKS or not _may_be_said(told):
            break
        if told != rows[index].text:
            return index
    return -1


def _may_be_said(told: str) -> bool:
    """Whether a sentence shows no sign of a page."""
    if not shapes.has_chinese(told) or likeness(told) >= LIKELY:
        return False
    return page_lines.labels(told)[2] > 0 and frame.weight(told) < frame.SPOKEN_OUT


def _is_spoken(row: str, titles: tuple[str, ...], framed: Callable[[str, tuple[str, ...]], int]) -> bool:
    """Whether a line can only be said by a speaker: an address, a sentence of a speech, a thanks."""
    row = as_told(row)
    if row.endswith("...") and "。" in row:  # a speech that its page cut in mid-sentence
        return True
    if shapes.is_prose(row) or (row[-1] in "。！!" and len(row) > _LEAST_SAID):
        count = framed(row, titles)
        named = text_names.renamed(row, titles)
        whole = count == len(row) or page_lines.heads_list(named)
        labelled = row[-1] in "：:" and likeness(row) >= ALL_BUT_SURE and page_lines.labels(row)[0] > 0
        whole = whole or (not count and (page_lines.is_of_page(named) or labelled))
        return not whole or compiled(frame_words.KEPT).search(row) is not None
    return shapes.is_salutation(row) or shapes.is_closing(row)


def as_told(row: str) -> str:
    """A line as far as its last whole sentence, if something without a mark follows it.

    A salutation loses the words of a site that a blank parts from it: 同志们： 某某范文文库.
    """
    if row[-1] in "。！？…!?：:；;，,.":
        return row
    match = compiled(r".*[。！？…!?][”’）\"')]?").match(row)
    if match or " " not in row:
        return match[0] if match else row
    named, _, site = row.rpartition(" ")
    called = 0 < shapes.salutation_end(row) <= len(named)
    return (
        named.rstrip() if called and compiled(_SITE).search(site) and likeness(site) >= ALL_BUT_SURE else row
    )


def headings(rows: Sequence[Line], inside: range) -> set[int]:
    """The words between two paragraphs that the lower one takes up, be they a page's: 广告␊广而告之，….

    Such a word heads a part of the speech.
    """
    return {
        index
        for index in inside[1:-1]
        if 1 < len(rows[index].text) <= _LONGEST_WORD
        and rows[index - 1].text[-1] in _MARKS
        and shapes.is_prose(rows[index + 1].text)
        and set(rows[index].text[-2:]) <= set(rows[index + 1].text[:_TAKEN_UP])
    }


_LONGEST_WORD = 4
_TAKEN_UP = 60
"""Characters from the start of a paragraph within which it takes up the word above it."""


def is_cut(row: str) -> bool:
    """Whether a line stops in mid-sentence."""
    return not ends(row) and (len(row) > _LEAST_CUT or row[-1] in "，、,（(《“")
