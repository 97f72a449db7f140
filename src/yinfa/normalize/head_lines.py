"""What a single line above a speech may be: a title, the kind of a text, a speaker or a date, a label."""

from __future__ import annotations

from yinfa import shapes
from yinfa.normalize import chrome_words as words
from yinfa.normalize.pieces import is_marked
from yinfa.normalize.titles import unwrapped
from yinfa.patterns import compiled

LEAST_TITLE = 5
"""Characters of the shortest line that may be a title."""
_LONGEST_NOUN = 5
"""Characters of the longest line that may be no more than the kind of a speech: 致词文稿."""


def is_whole_title(row: str) -> bool:
    """Whether a row is shaped like a title and says more than the kind of a speech."""
    return is_shaped(row) and len(shapes.title_key(row)) > _LONGEST_NOUN


def is_shaped(row: str) -> bool:
    """Whether a row, or what stands in its brackets, is a title or the kind of a speech with its theme."""
    name = unwrapped(row)
    return shapes.is_title(name) or shapes.is_themed(name)


def is_kind(row: str) -> bool:
    """Whether a row is no more than the kind of a draft: 讲话稿."""
    name = unwrapped(row)
    draft = shapes.is_draft_title(name) and not is_whole_title(row)
    return draft or (
        compiled(_GENERIC).fullmatch(name) is not None and not compiled(shapes.SPEECH_NOUN).fullmatch(name)
    )


_GENERIC = (
    rf"(?>{shapes.SPEECH_NOUN}|最新|优秀|精选|通用|领导|校长室?|院长|书记|学校|公司|企业|单位|办公室|在|会议?|大会|上|的|"
    r"\s*[-–—|·]\s*|范文|材料|稿)++"
)
"""A title that says nothing of its speech, as a column of a site's is called: 领导在会议上的讲话稿."""


def is_phrase(row: str) -> bool:
    """Whether a line is a phrase that may be a title, without brackets, colons and digits."""
    return (
        len(row) >= LEAST_TITLE
        and compiled(r"[【】\[\]（(|:：\d#@]").search(row) is None
        and shapes.has_chinese(row)
    )


def is_byline(row: str) -> bool:
    """Whether a line is a date or names the speaker."""
    return shapes.is_date(row) or shapes.is_speaker(row) or shapes.names_office(row)


def is_labelled(row: str) -> bool:
    """Whether a row above a title is neither its half nor a motto: in brackets, with a label, an hour."""
    if (
        compiled(f"{words.OCCASION}|{shapes.SPEAKER_LABEL}").match(row)
        or shapes.is_date(row)
        or is_marked(row)
    ):
        return False
    return compiled(_LABELLED).search(row) is not None


_LABELLED = (
    r"^[（(].*[）)]$|(?<!\d)\d{1,2}[:：]\d{2}|[:：—－]$|——.*——|^[^，。：:]{2,8}[:：]\s*\S|[>＞»|]|[:：]{2}|^[-·•◆■●▲★☆※►▶]|"
    r"(?:材料|附件)之?[一二三四五六七八九十\d]{1,2}$|^.*[我你他].*，|[━═─]{3}|"
    r"[^\d\s]\s*\d{4}([-/])\d{1,2}\1\d{1,2}$"
)
"""What a page, a message or a cover puts above a title, and no half of a title nor a motto holds."""
