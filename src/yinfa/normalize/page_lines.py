"""The shape of a page's line: labels and their values, buttons, link lists, slogans, stamps.

In: one line. Out: how certain it is that it is the page's. Where the line stands
is told by the caller: outside of the speech a single label is enough, within it
only a row of them is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yinfa import shapes
from yinfa.normalize import chrome_words as words
from yinfa.normalize import file_names, frame, frame_words, page_shapes
from yinfa.normalize.breadcrumbs import is_breadcrumb, is_breadcrumb_within, leads
from yinfa.normalize.english import is_english, is_latin, is_phrase_in_english
from yinfa.normalize.likeness import ALL_BUT_SURE, CERTAIN, LIKELY, UNLIKE, is_said, likeness
from yinfa.normalize.pieces import CALLED, is_marker
from yinfa.patterns import compiled, matches

_BEHIND_NAMES = ("发表时间", "发布时间", "发表于", "发布于", "上传于", "上传", "分享", "更新于", "编辑")
"""Labels that stand behind the name of a user."""
_LONGEST_NAME, _LONGEST_LINK = 10, 40
_PLACES = "室厅堂楼馆院场县市区镇乡村校"
"""What a place ends with; 2019-03-08 县委礼堂 is no stamp of a site."""


def _is_always(row: str) -> bool:
    """Whether a line is a page's wherever it stands, and does not go on as one that is said."""
    if len(row) > 200:
        return False
    bare = row.strip(_POINTERS)
    bids = matches(page_shapes.BIDS, bare) and frame.weight(bare) >= 0 and not is_said(bare)
    return bids or matches(page_shapes.ALWAYS, row)


_POINTERS = ">＞»▶►☞👉→▲▼△▽◆◇↑↓ "
"""What a page sets about a link."""


def is_note(row: str) -> bool:
    """Whether a line speaks about the page's text, not in it."""
    return not words.NOTES_SIGNS.isdisjoint(row) and matches(words.NOTES, row)


def is_footnote(row: str) -> bool:
    """Whether a line is a note of the speaker's or of who filed the speech: 注：…, （附：…）."""
    if compiled(f"{frame_words.WRITTEN_DOWN}$").match(row):
        return True
    return compiled("[（(]?[附注][：:]").match(row) is not None and frame.begins(row) < len(row)


@lru_cache(maxsize=512)
def heads_list(row: str) -> bool:
    """Whether a line is the heading of a list of links or comments: 相关推荐."""
    return matches(words.LISTS, row)


def heads_link(row: str) -> bool:
    """Whether a line is such a heading with the first link beside it: 相关阅读：县长的讲话, 【延伸阅读】…."""
    head, sign, link = row.replace(":", "：", 1).partition("】" if row[0] == "【" else "：")
    linked = 0 < len(link) <= _LONGEST_LINK and compiled("[，。！？；]").search(link) is None
    return linked and heads_list(head + sign) and likeness(head + sign) >= ALL_BUT_SURE


def _links(row: str) -> bool:
    """Whether such a line names another text of the kind, be it within the speech; a book in 《》 is said."""
    linked = len(row) <= _LONGEST_LINK and "《" not in row and heads_link(row)
    return linked and (row.startswith("相关") or likeness(row) >= ALL_BUT_SURE)


def heads_reply(row: str) -> bool:
    """Whether a line is the head of a reply on a forum, or the row of buttons below a post."""
    return matches(words.REPLY, row)


def is_remark(row: str) -> bool:
    """Whether a line outside of the speech says no more than where the text begins or ends."""
    return 3 < len(row) <= 40 and matches(words.REMARK, row)


def is_advert(row: str) -> bool:
    """Whether a line says no more than that an advertisement follows, or is one that is marked as such."""
    return 1 < len(row) <= 80 and not words.ADVERT_SIGNS.isdisjoint(row) and matches(words.ADVERT, row)


def is_pair(row: str) -> bool:
    """Whether a line is what a page knows of a text, with its name: 编稿时间：2022年11月15日.

    A number with a word glued to it is more than the number of the text.
    """
    label = compiled(_PAIR).match(row) if len(row) <= 60 else None
    return (
        label is not None
        and matches(words.OF_A_PAGE, label[1] or label[2])
        and compiled(r"\s*\d{5,}[^\W\d]").match(row[label.end() :]) is None
    )


_PAIR = r"[【\[（(]?([^\s:：\]】]{2,8}?)\s*[:：丨]|[【\[]\s*([^\s:：]{4,8}?)\s*[\]】]"


@lru_cache(maxsize=512)
def is_of_page(row: str) -> bool:
    """Whether a sentence has the shape of a page's line."""
    if leads(row) or _is_always(row) or heads_list(row):
        return True
    return len(row) <= 120 and row[-1] in ":：" and labels(row)[0] >= 2


@lru_cache(maxsize=512)
def within(row: str, *, cut: bool) -> float:
    """How certain it is that a line within the speech is the page's; 0 where it is not.

    `cut` tells that the line above stops in mid-sentence, so that this one may go on with it.
    """
    if is_kept(row) and not (row.startswith("相关") and _links(row)):
        return 0
    if is_advert(row):
        return 0.9
    if not cut and (is_breadcrumb_within(row) or (_is_always(row) and likeness(row) >= LIKELY)):
        return 0.97
    if not cut and (_links(row) or matches(words.CREDIT, row)):
        return 0.85
    if not cut and compiled(words.ACTION).search(row) and matches(words.BUTTON, row):
        return 0.85
    found, values, rest = labels(row)
    parted = values or compiled(r"[|｜丨:：【\[\s]").search(row)
    return 0.9 if found >= 2 and not rest and parted else 0


@lru_cache(maxsize=512)
def outside(row: str, *, titled: bool, least: int, below: bool = False) -> float:
    """How certain it is that a line outside of the speech is the page's; 0 where it is not.

    `titled` tells that the page has a title, `least` the weight of words that is enough,
    `below` that the line stands behind the speech, where no title can be.
    """
    if shapes.is_date(row) or (row[0] in "（(" and shapes.is_date("".join(row.split()))):
        return 0.8 if compiled(rf"{words.STAMP}|{words.CLOCKED}").fullmatch(row) else 0
    kept = is_kept(row) and (below or not matches(words.CODE, row))
    if kept or is_english(row, behind=below):
        return 0
    if is_breadcrumb(row, LIKELY if below else 0) or _is_always(row):
        return 0.97
    nobody = not below and compiled(rf"(?:{shapes.SPEAKER_LABEL})\s*[:：]").fullmatch(row)
    if (
        nobody
        or (len(row) == 1 and (row in words.FILLERS or not shapes.is_chinese(row)))
        or matches(rf"{words.CREDIT}|{words.OWNER}", row)
        or is_remark(row)
        or is_pair(row)
        or is_advert(row)
        or (row[0] in "←→" and "|" in row)
        or (matches(words.NUMBERED, row) and not shapes.is_title(row))
    ):
        return 0.85
    if (below and (matches(words.BUTTON, row) or _is_bare(row) or file_names.is_file(row))) or (
        (below or titled) and _heads_more(row)
    ):
        return 0.85
    found, values, rest = labels(row)
    if found and (not rest or _is_menu(row)):
        return 0.95 if found + values >= 2 else 0.85
    if _is_menu(row) and likeness(row) >= (LIKELY if len(row.split()) > _FEW_WORDS else ALL_BUT_SURE):
        return 0.85
    ended = below and frame.may_end(row, alone=False)
    return 0 if ended else _told(row, titled, least) or _mostly(row, found, values, rest)


def may_be_told(row: str) -> bool:
    """Whether a line behind the speech may be a figure or an answer of its own: 得票：312票, Never give up.

    Its name does not open with a label of pages, unless what it names is an office's letter box.
    """
    label = compiled(r"(\w{1,8})[:：]").match(row)
    if label is None:
        return " " in row and is_phrase_in_english(row) and not _is_always(row)
    if "@" in row and compiled(frame_words.PUBLIC).fullmatch(row[label.end() :].strip()):
        return True
    name = label[1].lower()
    if heads_link(row) or any(name[:size] in words.LABELS for size in range(2, len(name) + 1)):
        return False
    value = row[label.end() :]
    told = compiled(r"\d").search(value) is not None or not shapes.has_chinese(value)
    return told and not _is_always(row)


def is_kept(row: str) -> bool:
    """Whether a line belongs to the speech, or to another rule, whatever words it holds."""
    return bool(
        len(row) > 300
        or shapes.numbering(row)
        or compiled(frame_words.KEPT).search(row)
        or shapes.is_date(row)
        or shapes.dated(row)
        or shapes.is_salutation(row)
        or shapes.is_closing(row)
        or is_footnote(row)
        or (shapes.is_subtitle(row) and row[-1] not in "—-" and not compiled(_ABOUT_TEXT).search(row))
        or (shapes.ends_in_name(row) and not (compiled(words.CREDITED_FOR).search(row) or _is_always(row)))
        or compiled(f"{words.TITLE_LABEL}|{words.OCCASION}").match(row)
    )


_ABOUT_TEXT = "[转摘选]自|来[自源]|网|本[站文刊]|文库|转载|下载|点击"
"""What a line with a dash says of a text, and no subtitle."""


def _told(row: str, titled: bool, least: int) -> float:
    """How certain a line outside of the speech that is no row of labels is the page's by its words."""
    if heads_list(row) or is_note(row):
        return 0.85
    if shapes.is_prose(row):
        return 0.8 if is_of_page(row) else 0
    if compiled(words.FOOTERS).search(row) or is_latin(row):
        return 0.85
    if (
        titled
        and row[0].isdigit()
        and compiled(rf"\d{{4}}([-/.])\d\d?\1\d\d?\s*{shapes.SPEECH_NOUN}").fullmatch(row)
    ):
        return 0.85
    if shapes.is_title(row) or shapes.is_subtitle(row) or is_told(row):
        return 0
    if titled and compiled(words.SIGNS).match(row):
        return 0.8
    return 0.8 if frame.weight(row) >= least or (titled and _is_slogan(row)) else 0


def _mostly(row: str, found: int, values: int, rest: int) -> float:
    """How certain a line outside of the speech is chrome that holds names beside its labels and values."""
    tokens = found + (values if found else len(compiled(_APART).findall(row)))
    if compiled(_FIGURES).fullmatch(row):
        return 0.9
    if tokens and not rest and compiled(words.COUNTED).search(row):
        return 0.85
    if (
        shapes.is_title(row)
        or shapes.is_subtitle(row)
        or shapes.is_prose(row)
        or compiled(shapes.SPEAKER_LABEL).match(row)
        or is_told(row)
    ):
        return 0
    if _is_stamp(row):
        return 0.8
    pairs = len(compiled(r"(?:^|[\s|])[^\s:：|，。]{2,6}\s*[:：]\s*[^\s:：，。]").findall(row))
    tokens = tokens if found or compiled(_CLOCK).search(row) else 0
    if tokens >= 2 and (rest <= 8 or rest * 2 <= len(row) or compiled(r"\d{1,2}[:：]\d{2}").search(row)):
        return 0.85
    if pairs >= 2 or tokens >= 4:
        return 0.85
    label = compiled(r"[【\[（(]?([^\s:：]{2,8}?)\s*[:：丨]").match(row)
    return 0.85 if label and label[1] not in words.TITLE_LABELS and _cover(label[1].lower()) else 0


_FIGURES = r"[\d\s|/,，.\-:()（）\[\]【】¥￥$%]+"
_EDGE = r"\s|｜/,，()（）\[\]【】"
_APART = rf"(?<![^\d{_EDGE}])\d[\d:：.\-/年月日]*(?:[次人页]|[kKmM][bB])?(?![^{_EDGE}])"
"""A value that stands apart, as those of a page do; in 从3G到6G and 2班 the digits are a word's."""


def is_untold(row: str) -> bool:
    """Whether its digits, letters or colons make a line look like a page's, and no word in it: 从3G到6G."""
    told = is_breadcrumb(row) or _is_always(row) or is_remark(row) or is_pair(row) or is_advert(row)
    if told or is_note(row) or heads_list(row) or shapes.is_date(row) or _is_stamp(row) or labels(row)[0]:
        return False
    figures = compiled(_FIGURES).fullmatch(row) is not None or compiled(_CLOCK).search(row) is not None
    signs = not figures and compiled(r"[A-Za-z\d:：]").search(row) is not None
    return signs and frame.weight(row) <= 0 and not compiled(f"{words.FOOTERS}|{words.SLOGAN}").search(row)


def is_told(row: str) -> bool:
    """Whether a line without a stop at its end is said: its clauses are unlike a page's, or they count.

    What a page counts has a label; a speaker counts in clauses: 审核合同53份，提出意见118条.
    """
    if not compiled("[^\\W_]%?[，；,;][^\x00-\xff]{2}").search(row):
        return False
    found, values, rest = labels(row)
    counts = found == 0 and values >= _MANY_VALUES and rest >= _LEAST_WORDS
    return (counts and not compiled(_CLOCK).search(row)) or frame.holds_said(row)


_MANY_VALUES, _LEAST_WORDS = 2, 8
"""Values of a line that counts things, and the characters that say which."""
_CLOCK = r"\d{4}[-/.]\d{1,2}[-/.]|\d[:：]\d{2}"
"""What stands in a line of comments and not among the counts of a speech."""


def _heads_more(row: str) -> bool:
    """Whether a line outside of the speech heads more, by all its characters: 再来一篇：."""
    paged = row[-1] in ":：" and shapes.has_chinese(row) and likeness(row) >= CERTAIN
    return paged and compiled(CALLED).search(row) is None


def _is_bare(row: str) -> bool:
    """Whether a line consists of signs, with hardly a word among them: >, (>人<;)."""
    return len(row) > 3 * sum(map(str.isalnum, row)) and not compiled("[×…。！？!?”’，、；：》]").search(row)


def _is_menu(row: str) -> bool:
    """Whether a line is a row of short words: 首页 范文 论文 合同."""
    return (
        compiled(r"[^\s|/·，。：]{2,6}(?:(?:\s+|\s*[|/·]\s*)[^\s|/·，。：]{2,6}){2,}").fullmatch(row)
        is not None
    )


_FEW_WORDS = 3
"""Words of a row that may be names or a motto."""


def _is_stamp(row: str) -> bool:
    """Whether a line is a date as sites write it with a name that is neither a speaker's nor a place's."""
    if row[-1] in "）)" and compiled(_OF_PRESS).fullmatch(row):
        return True
    name, apart, day = row.rpartition(" ")
    match = compiled(
        r"[\[(（]?\d{4}([-/.年])\d{1,2}[-/.月]\d{1,2}日?[\])）]?\s*(?:\d{1,2}:\d{2}\s*)?([^\s，。；：]{2,16})"
    ).fullmatch(f"{day} {name}" if apart and name.isalpha() else row)
    if not match or shapes.is_speaker(match[2]) or match[2][-1] in _PLACES:
        return False
    return match[1] != "年" or compiled(frame_words.SITE_NAME).search(match[2]) is not None


_OF_PRESS = r"\w{2,16}(?:新闻中心|融媒体中心|[日晚]报社?|新闻网)[（(]\d{4}[-/.年][\d/.月-]{3,5}日?[）)]"
"""A house of news with the day of its report: 某某区新闻中心（2020年9月30日）."""


def _is_slogan(row: str) -> bool:
    """Whether a line above or below a titled speech advertises a site: odd signs, 网, 文库."""
    return (
        len(row) <= 60
        and row[-1] not in "。？"
        and compiled(words.SLOGAN).search(row.rstrip("~～"))
        is not None  # behind a sentence they are its mark
        and (likeness(row) >= UNLIKE or compiled(r"[^\w\s·：，、“”《》]").search(row) is not None)
        and not is_marker(row)
    )


@lru_cache(maxsize=512)
def labels(row: str) -> tuple[int, int, int]:
    """How many labels and how many values of a page stand in a line, and how many characters are neither.

    A label with a colon, or the last thing before a value, may have a short name beside it.
    Where there is something else, labels in one piece count as one: 分享阅读 is two only alone.
    """
    if len(row) > 200:
        return 0, 0, len(row)
    rest, values = row.lower(), 0
    if any(sign.isdecimal() or sign in ",.@/" for sign in row):
        rest, values = compiled(words.VALUE, re.IGNORECASE).subn("\0", rest)
    if any(colon in rest for colon in ":：丨"):
        rest = compiled(words.PAIR).sub(_label_alone, rest)
    labels = pieces = uncovered = 0
    for piece in compiled(words.SPLITS).split(rest):
        if piece and piece not in words.FILLERS:
            found = _cover(piece) or _behind_name(piece)
            labels += found
            pieces += found > 0
            uncovered += 0 if found else len(piece)
    return pieces if uncovered else labels, values, uncovered


def _label_alone(match: re.Match[str]) -> str:
    """A label without the name behind it: 编辑：小王 → 编辑：. What 题目： names is the title and stays."""
    of_title = match[1] in words.NAMES_TITLE or (match[1] in words.TITLE_LABELS and shapes.is_title(match[2]))
    return match[1] + " " if _cover(match[1]) and not of_title else match[0]


def _cover(piece: str) -> int:
    """How many labels a piece is made of without rest, or 0: 加入收藏打印 is two."""
    count, start = 0, 0
    while start < len(piece):
        for size in range(min(words.LONGEST_LABEL, len(piece) - start), 0, -1):
            if piece[start : start + size] in words.LABELS or (
                count and piece[start : start + size] in words.FILLERS
            ):
                count, start = count + 1, start + size
                break
        else:
            return 0
    return count


def _behind_name(piece: str) -> int:
    """1 where a piece is a short name with 发表时间, 分享 and the like behind it: 爱美丽发表时间."""
    label = next(filter(piece.endswith, _BEHIND_NAMES), piece)
    return 1 if 0 < len(piece) - len(label) <= _LONGEST_NAME else 0
