"""What a line of a speech looks like: numbering, salutation, title, date, closing.

The vocabulary that the normaliser's rules and the reading of structure share, so
that both see the same line the same way. It knows neither edits nor speeches.
All functions take one line without outer space, with marks of either width.
Patterns are compiled on first use: a wide class costs milliseconds. What was
told of a line is kept for a while, as many rules look at the same lines.
"""

from yinfa.shapes.audiences import (
    ADDRESS,
    ADDRESS_OPENING,
    calls_by_place,
    follows_title,
    is_called,
    is_called_with,
    is_salutation,
    may_be_salutation,
    salutation_end,
)
from yinfa.shapes.dates import date, dated, is_date
from yinfa.shapes.greetings import is_closing, is_greeting
from yinfa.shapes.marks import CLOSERS, DECORATION, ENDS, all_chinese, has_chinese, is_chinese, is_prose
from yinfa.shapes.numbers import CHINESE_DIGITS, is_heading, items, number, numbering
from yinfa.shapes.people import (
    SPEAKER_LABEL,
    are_post_and_name,
    ends_in_name,
    has_post,
    is_name,
    is_post,
    is_signature,
    is_speaker,
    name_signs,
    names_body,
    names_office,
    names_people,
)
from yinfa.shapes.personal_names import SURNAMES
from yinfa.shapes.titles import (
    IN_BRACKETS,
    OCCASION,
    PAGE_DRAFT,
    PRAISE,
    SPEECH_NOUN,
    is_draft_title,
    is_subtitle,
    is_themed,
    is_title,
    title_key,
)
from yinfa.shapes.turns import SPEAKERS, bare_end, turns

__all__ = [
    "ADDRESS",
    "ADDRESS_OPENING",
    "CHINESE_DIGITS",
    "CLOSERS",
    "DECORATION",
    "ENDS",
    "IN_BRACKETS",
    "OCCASION",
    "PAGE_DRAFT",
    "PRAISE",
    "SPEAKERS",
    "SPEAKER_LABEL",
    "SPEECH_NOUN",
    "SURNAMES",
    "all_chinese",
    "are_post_and_name",
    "bare_end",
    "calls_by_place",
    "date",
    "dated",
    "ends_in_name",
    "follows_title",
    "has_chinese",
    "has_post",
    "is_called",
    "is_called_with",
    "is_chinese",
    "is_closing",
    "is_date",
    "is_draft_title",
    "is_greeting",
    "is_heading",
    "is_name",
    "is_post",
    "is_prose",
    "is_salutation",
    "is_signature",
    "is_speaker",
    "is_subtitle",
    "is_themed",
    "is_title",
    "items",
    "may_be_salutation",
    "name_signs",
    "names_body",
    "names_office",
    "names_people",
    "number",
    "numbering",
    "salutation_end",
    "title_key",
    "turns",
]
