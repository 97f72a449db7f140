"""What tells the pieces of a head that stands in one line with its speech: title, speaker, salutation.

In: a piece, and what stands before or behind it. Out: its signs, each with how much it
counts, or None for what cannot be such a piece. What a sign weighs is told in `whole_heads`.
"""

from __future__ import annotations

from yinfa import shapes
from yinfa.lexicon import bits, first_word, last_word, part_of_speech
from yinfa.normalize.word_places import first_in, last_in
from yinfa.patterns import compiled
from yinfa.shapes.people import HOUSE, POSTS
from yinfa.shapes.personal_names import name_gains

Signs = dict[str, float]

_OPENERS = (
    "各位|诸位|列位|在座|(?:尊[敬重贵]|敬[爱重]|亲爱|可敬|可爱)的|同志们|朋友们|老师们|同学们|女士们|先生们|乡亲们|父老|"
    "战友们|家长们|孩子们|小朋友|同事们|同仁们|兄弟们|姐妹们|兄弟姐妹|伙伴们|代表们|工友们|评委|主席团|主持人"
)
"""What most audiences are called by first."""
_WHICH = "全[市省县校国体区军团]|[各与]|广大|[在到]场|[高初][一二三]|[前本我新老]"
"""What tells which people are called."""
_LONGEST_CALLED, _LONGEST_SPEAKER = 90, 45
_PLAIN = 4
"""The digit of a word that a place is not special for (`word_places`)."""


def quotes_open(text: str) -> bool:
    """Whether a bracket or a quotation is not closed."""
    return any(text.count(left) != text.count(right) for left, right in ("“”", "（）", "《》", "‘’"))


def title(text: str, behind: str, *, subtitle: bool) -> Signs | None:
    """What tells that a title, or a subtitle behind its dash, ends before what stands behind it."""
    bare = (text[2:] if subtitle else text).strip("《》")
    if (
        len(bare) < 2
        or quotes_open(text)
        or text[-1] in "，、：·的和与及"
        or compiled(_PEOPLE_FOLLOW).search(text)
    ):
        return None
    noun = compiled(_NOUN).search(bare) is not None
    said = compiled(_NOUN_WITHIN).search(bare) is not None
    if compiled(rf"上的{shapes.SPEECH_NOUN}[^，]*，" if noun else _SAID).search(bare):
        return None  # …会上的讲话方才，各地汇报
    kind = "s." if subtitle else "t."
    signs = _ends(text, bare, kind, noun=noun, said=said)
    signs |= {
        f"{kind}length": len(text) / 20,
        f"{kind}commas": max(0, text.count("，") - 2),
        "t.noun_of_more": "t.noun" in signs and compiled(_NOUN_OF).match(behind) is not None,
        "t.noun_within": said,
        "t.halves": not subtitle and _are_halves(bare),
        "t.mark_within": compiled("[！？：]").search(text[:-1]) is not None,
        "t.spoken": compiled("(?:大家|你们)好|今天|我[是叫]|我们在").search(text) is not None,
        "t.called_within": compiled(f"(?:{_OPENERS})[^：]*[：，]").search(text) is not None,
        "t.short": len(bare) < _SHORT,
        "t.at": compiled("[会式礼典坛席堂台]上的?[^，。：的]{2,5}$").search(bare) is not None,
        "t.begun": "t.noun" not in signs and compiled("在|于|关于").match(bare) is not None,
    }
    return signs


def _ends(text: str, bare: str, kind: str, *, noun: bool, said: bool) -> Signs:
    """What the end of a title tells: its noun, its mark, or its last word."""
    if shapes.is_title(bare) and (noun or not said):
        return {"t.noun" if noun else "t.said_at": 1}
    if shapes.is_themed(bare):
        return {"t.themed": 1}
    if text[-1] in "？！”》…）":
        return {f"{kind}{text[-1]}": 1}
    word = last_word(text)
    return {
        f"{kind}headline": int(last_in(word)[2]) - _PLAIN,
        f"t.{part_of_speech(word)}{min(len(word), 2)}": 1,
        f"{kind}house": compiled(rf"(?:{HOUSE})$").search(text) is not None,
        f"{kind}people": shapes.names_people(word),
        f"{kind}post": compiled(rf"(?:{POSTS})$").search(text) is not None,
        "t.people_may": compiled(_PEOPLE_MAY_FOLLOW).search(text) is not None,
        "t.open": word[-1] in "地得所之",
    }


_NOUN = rf"{shapes.SPEECH_NOUN}(?:提[纲要]|摘要|要点|实录|稿|[（(][^（()）]+[）)])*$"
_NOUN_WITHIN = rf"[会式礼动典坛赛班]上的{shapes.SPEECH_NOUN}(?!提[纲要]|摘要|要点|实录|稿|[（(]|$)"
"""A noun for a speech that ends a title, and one behind which it goes on."""
_SHORT = 4
_SAID = "首先|最后[，我请]|下面[我请]|刚才|我要|向大家|请大家|在此"
"""What a sentence holds, and no title."""
_NOUN_OF = "提[纲要]|摘要|要[点求]|实录|节选|片段|[稿辞词人者会赛]|[比大]赛|选手|[团时中后前上的和与、《：]"
"""What the noun of a title goes on with that is but a part of another word or phrase."""
_PEOPLE_FOLLOW = (
    "(?:欢迎|谢谢|欢送|送别|感谢|祝愿|祝福|祝贺|恭祝|敬祝|预祝|恳请|邀请|有请|拜托|委托|告诉|提醒|请教|问候|慰问|悼念|怀念|缅怀|"
    "追忆|介绍|成为|作为|属于|致敬|致意|看望|见到|看到|收到|听取|征求|面对|不负|辜负|写给|致给|[暨致给对向为让请把]|的新|全体|广大|一[名个]|"
    "每?一?位|[届级])$"
)
_PEOPLE_MAY_FOLLOW = (
    "(?:希望|代表|依靠|关心|关爱|服务|带领|团结|组织|动员|号召|要求|包括|汇报|接待|选举|纪念|学习)$"
)
"""What goes on with those who are called, or named, always or as a verb."""


def _are_halves(text: str) -> bool:
    """Whether the last two clauses of a motto are of one length: 心中有戒，行而不越."""
    clauses = compiled("[，：、 ]").split(compiled("[“”‘’《》]").sub("", text))
    return len(clauses) > 1 and len(clauses[-1]) == len(clauses[-2]) >= _SHORT - 1


_LABEL = rf"^(?:{shapes.SPEAKER_LABEL}|[^：，。]{{1,6}}[人讲持词诵长祭仪辩唱演读赏])[：:]"
_NO_SPEAKER = (
    r"[·的了着过们里和与及、）”》]|上(?!海)|下(?=[去来面个级属列])|中(?![共国铁医学心小])|会议|[各诸]|全[^国]|在座|与会|广大|到场|"
    rf"[者令稿]|人：|比赛|片段|陈词|提[纲要]|第[一二三四五六七八九十\d]{{1,3}}[讲课]|"
    rf"{shapes.SPEECH_NOUN}|{shapes.PAGE_DRAFT}"
)
"""What no line that names the speaker begins with."""
_DAY = r"\d{4}(?:年\d|[-./]\d)"
"""What opens a day, and no post: 2018-03-19分管副院长."""


def speaker(text: str) -> Signs | None:
    """What tells that a piece behind the title names who speaks: post and name, or one of them."""
    if not 2 <= len(text) <= _LONGEST_SPEAKER or compiled("[。！？；…，—]|上的|各位|诸位|、$").search(text):
        return None
    if label := compiled(_LABEL).match(text):
        bare = text[label.end() :]
        named = len(bare) >= 2 and (shapes.is_speaker(bare) or shapes.names_office(bare))
        return {"p.label": 1} if named else None
    if "：" in text or quotes_open(text):
        return None
    bracketed = text[0] in "（(" and text[-1] in "）)"
    bare = text[1:-1] if bracketed else compiled("[（(][^（()）]{2,}[）)]$").sub("", text)
    if (
        len(bare) < 2
        or shapes.is_title(bare)
        or bare[0] in "（("
        or compiled(rf"{_NO_SPEAKER}|{_DAY}").match(bare)
    ):
        return None
    kinds = _named(compiled("(?:先生|女士|小姐|博士|院士|将军)$").sub("", bare))
    best = max(kinds, key=lambda kind: (_ORDER.index(kind), kinds[kind]), default="")
    trailing = bracketed and best in ("post", "last", "office")
    if not best or trailing or (bits(bare) is not None and shapes.names_people(bare)):
        return None
    first = first_word(bare)
    signs = {
        "p": 1.0,
        f"p.{best}": 1.0,
        f"p.{best}_gain": kinds[best],
        "p.long": len(bare) > 24,
        "p.bracket": bare != text,
        "p.of_house": compiled("[厅局处科部队组会院校站所厂委]").match(bare) is not None,
        "p.short": len(bare) < _SHORT and best in ("post", "last", "office", "posted"),
    }
    if len(bare) > 4:
        signs[f"p.{part_of_speech(first)}{min(len(first), 2)}"] = 1.0
        signs["p.of_office"] = compiled(_OFFICE).match(bare) is not None
        signs["p.length"] = len(bare) / 10
    return signs


_OFFICE = "[市县省区镇乡村州厅局院校×某原第]|全国|中共|中国|国家|[高初大][一二三]|\\d+[级届]|公司"
"""What the name of an office begins with."""
_ORDER = ("office", "post", "any", "de", "bare", "last", "hidden", "foreign", "house", "posted")
"""The ways to name a speaker, the surest last."""


def _named(bare: str) -> dict[str, float]:
    """The ways in which a piece may name who speaks, with how much likelier a name is than words."""
    if compiled("[×xX*＊☆○△]{2,3}$").search(bare):
        return {"hidden": 0.0}
    found: dict[str, float] = {}
    for size, gain in name_gains(bare):
        kind = _kind(bare[:-size].rstrip())
        found[kind] = max(found.get(kind, -9.0), min(max(gain, -12.0), 20.0) / 8)
    if compiled("·[^·]{2,7}$").search(bare):
        found["foreign"] = 0.0
    post = compiled(rf"(?:{POSTS})$").search(bare)
    gains = [gain / 8 for _, gain in name_gains(bare[: post.start()])] if post else []
    if max(gains, default=-1.0) > -1:
        found["last"] = max(gains)
    elif post and "的" not in bare and len(bare) > len(post[0]):
        found["post"] = 0.0
    if (
        len(bare) > 4
        and not shapes.names_people(bare)
        and (shapes.has_post(bare) or shapes.names_office(bare))
    ):
        found["office"] = 0.0
    return found


def _kind(before: str) -> str:
    """What stands before a name: nothing, a post, a house, or anything."""
    if not before:
        return "bare"
    if "的" in before.rpartition("、")[2]:
        return "de"
    if compiled(rf"(?:{POSTS})$").search(before) or shapes.names_people(before):
        return "posted"
    return "house" if compiled(rf"(?:{HOUSE})$").search(before) else "any"


def called(before: str, text: str, below: str) -> Signs | None:
    """What tells that a piece calls those who are spoken to, and does nothing else."""
    if (
        not 2 <= len(text) <= _LONGEST_CALLED
        or compiled(_NEVER_FIRST).match(text)
        or compiled(_GOES_ON).search(before)
    ):
        return None
    if compiled(_CALLED_SO).match(text) or shapes.numbering(text) or compiled(_TWO).search(text):
        return None
    if below[:1] == "“" and not compiled(_OPENERS).match(text):
        return None  # 县长寄语青年：“…”
    phrases = compiled("[、，：！]").split(text)
    signs: Signs = {
        "a": 1.0,
        "a.called": text[-1] in "！!",
        "a.each_within": compiled(_EACH_WITHIN).search(text[1:].replace("在座各位", "")) is not None,
        "a.们": compiled("们儿?$").search(phrases[0]) is not None,
        "a.people": shapes.names_people(phrases[0]),
        "a.opener_within": compiled(f"(?<!^)(?:{_OPENERS})").search(text[: text.find("，") + 1 or None])
        is not None,
        "a.post_within": compiled(rf"(?:{POSTS})(?=[^，、：！们的同和及（])").search(text[:-4]) is not None,
        "a.after_verb": part_of_speech(last_word(before)) == "v",
        "a.beside": compiled("、[^、，]{1,4}$").search(before) is not None
        and shapes.names_people(before[-2:]),
        "a.glued": compiled("[^的、，]{1,4}(?:同志|同学|朋友|老师|乡亲)们").match(text) is not None,
        "a.clauses": max(len(phrases) - 4, 0),
    }
    if shapes.is_salutation(text):
        signs["a.salutation"] = 1.0
    elif shapes.may_be_salutation(text, below):
        signs["a.may_be"] = 1.0
    elif text[-1] not in "：:" or compiled(_SAYS).search(text) or not shapes.calls_by_place(text):
        return None
    else:
        signs["a.by_place"] = 1.0
    if compiled(_OPENERS).match(text):
        signs["a.opener"] = 1.0
    elif compiled(shapes.ADDRESS_OPENING).match(text):
        signs["a.opens"] = 1.0
    else:
        word = first_word(text)
        which = compiled(_WHICH).match(text) is not None
        signs["a.which"] = which
        signs[f"a.{part_of_speech(word)}{min(len(word), 2)}"] = not which
        signs["a.whose"] = max(len(text.partition("的")[0]) - 4, 0) / 10 if "的" in text else 0
        signs["a.length"] = len(text) / 10
    signs["a.after_one"] = part_of_speech(last_word(before)) in "aqfp" and len(last_word(before)) == 1
    return signs


_TWO = "：.*：|好！$|(?:欢迎|感谢|介绍|[请向祝])[^，、]{0,4}[各诸]位"
"""What two salutations hold, and what says something of those who are called."""
_NEVER_FIRST = (
    "(?:与(?!会)|[，、：！？·的们和及于）”》]|[爱敬贵重]的|出来|起来|下[去来]|过来|人们|人：|"
    "[我你他]们(?!的|最|亲|敬)|欢迎|感谢)"
)
_GOES_ON = (
    "(?:各[^，：]{1,6}|父老|全[局旅县市校院厂村镇乡区省行军团连班国]|年级|(?:[各诸列]位|(?:尊敬|敬爱|亲爱)的)[^：！]{0,14}|"
    "[的和与及各对向、，·]|全体|广大|们[、，][^、，]{0,6})$"
)
"""What goes on with those who are called: no audience begins behind it."""
_CALLED_SO = (
    "(?:同志|先生|女士|老师|教授|医生|教练|同学|朋友|院士|主任|书记|老板|校长|修女|师傅|站长)(?=[各诸列]位|尊敬|亲爱|敬爱|同志)|"
    "(?:同志|先生|女士|老师|教授|医生|教练|同学|朋友|院士)：|(?:先生|女士)[，、]|[^各县区市省镇村乡与]各|"
    "(?:教练|教授|医生|先生|女士|修女)[^，、：们]{1,8}(?:们|[各诸]位)|提[纲要]|要点|摘要|片段|陈词|\\d{1,2}[日号]|"
    "[^：]{0,5}(?:[人持诵者队]|记者)：$|[^尊敬亲爱各诸，、：]{3,}(?:主任|经理|主席|书记|[厂院校部局组队班]长)：$"
)
"""What the one named before it is called, what says who speaks, and what begins within a name."""
_SAYS = "\\d{4}|今天|现在|大家|我(?!们?的|们?[最亲敬可尊])|[一两三几][个句件点]|句话"
_EACH_WITHIN = "[^直县市省区级在全的、，和与及镇乡院校团公司组会行班部家][各诸](?!自|样)"


def begins(text: str) -> Signs | None:
    """What tells that a speech begins with a text, without a salutation."""
    if not text or text[0] in "·，、：；。！？）”》的们是为中里上下指提":
        return None
    clause = compiled("(?<=，)").split(text, maxsplit=1)[0]
    word = first_word(text)
    digits = first_in(word)
    called_first = shapes.is_called(clause)
    return {
        "b": 1.0,
        "b.called": called_first,
        "b.opener": called_first and compiled(_OPENERS).match(text) is not None,
        "b.salutation": shapes.salutation_end(text) > 0,
        "b.numbered": shapes.numbering(text) is not None,
        "b.greeted": compiled(_GREETED).match(text) is not None,
        "b.usual": compiled(_BEGINNINGS).match(text) is not None,
        "b.sentence": int(digits[0]) - _PLAIN,
        "b.clause": int(digits[1]) - _PLAIN,
        f"b.{part_of_speech(word)}{min(len(word), 2)}": 1.0,
    }


_GREETED = "(?:[^，。；：！？、,:!?的们]{1,8}们?[、，,]?)?(?:大家|你们)[早上中下午晚]{0,2}好"
_BEGINNINGS = (
    "我们|你们|大家|我[是叫想来在的有今]|各[级部单乡镇地县位]|今[年天晚]|去年|当前|目前|过去|近年|近期|近日|面对|一是|首先|必须|"
    "作为|按照|根据|刚才|随着|这[次个些是里几]|那[个些是年]|现在|很高兴|非常|十分|感谢|刚刚|为了|由于|经过|昨天|听了|最近|前不久|"
    "\\d{4}年|一、|一年来|下面|会议|请大家|有人|“|《|在[这今当]|尊敬"
)
"""What speeches begin with."""
