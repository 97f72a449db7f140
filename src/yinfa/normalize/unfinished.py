"""What stops in mid-sentence: whether two lines are one, told by their words alone.

In: a line, the one below it, and the paragraph so far; out: how certain it is that they
are one. For lines that no program has cut at one width.
"""

from __future__ import annotations

from yinfa import shapes
from yinfa.lexicon import WORD_CUT, bond, first_word, last_word, part_of_speech, segment
from yinfa.normalize import verses
from yinfa.normalize.heading_ends import chance
from yinfa.normalize.wrapping import ends, is_point
from yinfa.patterns import compiled

SURELY = 0.9
"""How certain a joint is that the words themselves show."""
_LONGEST_SCRAP = 2
LONGEST_NAME = 36
"""Characters of a numbered line without a mark that is still the name of a part."""
UNFINISHED = tuple(
    "着的和与及在把将对向从为是以被让使于并且而其该各每不也都就才更很最却第、，,（(“‘《〈「『【"
)
"""What a sentence does not end with."""
_MEASURES = tuple("位名个件项条户台座所辆间")
"""What a noun follows, where a number stands before it."""
_UNFINISHED_WORDS = (
    "要|主要|请|给|同|跟|由|凡|凡是|全体|各级|一个|这个|那个|"
    "每个|因为|如果|虽然|必须|应该|应当|进一步|能够|可以|已经|正在|任何|以及|"
    "或者|而且|但是|就是|不是|还是|都是|也是|通过|按照|根据|关于|对于|由于|"
    "为了|作为|随着|立即|不断|切实|逐步|逐级|始终|尤其|尤其是|特别是|包括|现有|"
    "共有|可供|以供|成为|属于|位于|来自|不仅|既是|不但|即使|尽管|只有|只要|无论|不论|"
    "究竟|召开"
)
"""Words with which neither a sentence nor the name of a part ends."""
_CONTINUING = tuple("的了着过们和与及等地得之者性化中上下里内外间后前时，。、；：！？,.;:!?”’）)》〉」』】…%")
"""What a sentence does not begin with."""
_PARTICLES = ("的", "了", "们")
_NEVER_LAST = tuple("与和及把被让而且并其该各每，、,")
"""What no heading ends with."""
_NEVER_FIRST = tuple("，。、；：！？”’）》〉」』】,.;:!?)")
_CALLS = "同志们|各位|大家|老师们|同学们|朋友们|乡亲们|女士|先生|谢谢|希望|祝|让我们"
"""What a sentence to those present often begins with."""
_OPENERS = (
    f"{_CALLS}|我|你|他|她|它|这|那|今天|今年|明天|去年|当前|目前|近年|刚才|过去|现在|如今|"
    "首先|其次|再次|最后|下面|"
    "同时|另外|此外|因此|所以|但|然而|如果|虽然|一方面|另一方面|一边|总之|总的|记得|回顾|回首|展望|借此|在此|在这|"
    "关于|\\d{4}年"
)
"""What a sentence often begins with."""


def may_be_whole(line: str, below: str) -> bool:
    """Whether a line may be a heading, be it by all but its last word: 人在岗声音在."""
    if len(line) > LONGEST_NAME or surely_prose(line) or compiled(_OPENERS).match(line) or opens_mark(line):
        return False
    if line[-1] in _NEVER_LAST or not surely_prose(below):
        return False
    if never_opens(below) and not _is_turned(line, below):
        return False
    if is_cut_word(line, below) or _is_cut_number(line, below) or _never_names(line, below):
        return False
    stub = compiled("[^，。；：！？]{1,4}。").match(below) is not None and is_unfinished(line)
    return not (stub or _ends_with_subject(line))


def _never_names(line: str, below: str) -> bool:
    """Whether hardly any heading would end where a line does: 可是我说不出 / 这个词。.

    A line with a number is doubted only where some word, be it a rare one, reaches over its end.
    """
    if shapes.numbering(line):
        return bond(line, below) > 0 and may_name(line, below) < _HARDLY_NUMBERED
    return may_name(line, below) < _HARDLY[len(line) > _USUAL_NAME]


def may_name(line: str, below: str) -> float:
    """The chance that a line, without its number, is a heading above the next one; 1 where nothing tells."""
    number = shapes.numbering(line)
    name = line[number.end :].strip() if number else line
    tried = _LEAST_TRIED < len(name) <= _LONGEST_TRIED and not compiled("[。！？；：—…→]").search(name)
    return chance(name, below) if tried else 1.0


_LEAST_TRIED, _LONGEST_TRIED = 8, 46
"""Characters of the shortest and of the longest line of which the model of headings tells anything."""
_HARDLY, _USUAL_NAME = (0.002, 0.01), 16
"""The chance below which a line is no heading: one as long as most are, and a longer one."""
_HARDLY_NUMBERED = 0.001
"""The same of a line with a number."""


def _ends_with_subject(line: str) -> bool:
    """Whether a long clause and a few characters may be the start of a sentence: 一共八周，孩子们."""
    clauses = [len(clause) for clause in compiled("[，、,]").split(line)]
    return clauses[-1] <= _LONGEST_SUBJECT and max(clauses) - clauses[-1] >= _UNEVEN


_LONGEST_SUBJECT = 4
"""Characters of a clause that may be no more than the subject of the next."""


def never_opens(line: str) -> bool:
    """Whether a line begins as no sentence does: with a closing mark, with 的."""
    return line[0] in _NEVER_FIRST or (line[0] in _PARTICLES and first_word(line) in _PARTICLES)


def _is_turned(begun: str, line: str) -> bool:
    """Whether a line opens with a mark that is the wrong way round, as no quotation is open: ”四风”问题."""
    return line[0] == "”" and all(len(compiled("[“”]").findall(text)) % 2 == 0 for text in (begun, line))


def may_be_title(begun: str) -> bool:
    """Whether what stands above a speech can be its title: a phrase, no sentence nor the start of one."""
    return len(begun) <= LONGEST_NAME and not (
        surely_prose(begun) or compiled(_OPENERS).match(begun) or begun[-1] in "，、," or is_unfinished(begun)
    )


def is_cut_word(above: str, below: str) -> bool:
    """Whether a word reaches over a line's end."""
    return _joins(above[-1], below[0]) and bond(above, below) >= WORD_CUT


def _is_bare_point(begun: str) -> bool:
    """Whether a line is 一是 with a clause and no mark, as where it names what stands below it."""
    return is_point(begun) and compiled("[，。；：！？,;:!?]").search(begun) is None


def surely_prose(begun: str) -> bool:
    """Whether a paragraph so far can only be running text: a short line may be more."""
    return compiled("[。；！？;!?]").search(begun) is not None or begun.count("，") + begun.count(",") > 2


def joint(above: str, below: str, begun: str, *, cut: bool) -> float:
    """How certain it is that two lines are one where lines are not cut at one width.

    Where no sentence of the page is `cut`, words that may go on are no evidence: a line keeps its end.
    """
    if never_opens(below) and not _is_turned(begun, below):
        return 0.95
    if above[-1] in "—\ufffd" or above.endswith("--") or verses.is_verse(above, below):
        return 0
    if above[-1] in "，、,":
        return 0.9 if len(above) > 8 or above[-1] == "、" else 0
    if len(begun) > 5 and (_is_left_open(above, below, begun) or _wants_noun(begun)):
        return 0.9
    strength = bond(above, below) if _joins(above[-1], below[0]) else 0.0
    themed = _names_theme(begun) and not compiled(_REST).match(below)
    told = cut or not shapes.numbering(begun)  # a part's name is not doubted where no sentence is cut
    if themed or (told and ends(below) and _never_names(begun, below)):
        return 0.9 if strength >= WORD_CUT else 0 if themed else 0.72
    named = (shapes.is_heading(begun) or _is_bare_point(begun)) and len(begun) <= LONGEST_NAME
    if named or not _is_running(begun):
        rest = compiled(f"{_REST}|[^，。；：！？]{{1,2}}，").match(below)
        parted = strength >= WORD_CUT and (not named or rest or not surely_prose(below))
        return 0.9 if parted else _stub(begun, below, strength)
    if strength >= WORD_CUT or _goes_on(above, below, begun):
        return 0.9
    running = cut or len(begun) >= _LEAST_RUNNING or _ends_with_subject(begun)
    return _guess(above, below, begun, strength) if running else 0


_REST = "[^，。；：！？]{1,8}[。！？]"
"""The end of a sentence that the line above leaves open."""


def _names_theme(begun: str) -> bool:
    """Whether a line ends with what the speech is called, which needs no mark: 演讲的题目是：做时间的主人."""
    return compiled(_THEME).search(begun) is not None


_THEME = "(?:题目|标题|主题|话题|课题)(?:就?是|为|叫做?)?[：:][^。；：！？;:!?]{4,40}$"


def _guess(above: str, below: str, begun: str, strength: float) -> float:
    """How certain it is that running text without a mark at a line's end goes on, where nothing shows it."""
    if _is_scrap(above):
        return 0.9
    if strength <= 0 and _is_long_name(begun, below):
        return 0
    if _is_middle(begun, below):
        return 0.72
    guessed = not compiled(_OPENERS).match(below) and len(below) > 1 and (strength > 0 or surely_prose(below))
    told = (_wants_more(above) and compiled(_PRONOUNS).match(below)) or _is_subject(above, below)
    return 0.72 if guessed or told else 0


def _is_subject(above: str, below: str) -> bool:
    """Whether a line ends with a few nouns of which the next one tells: 会开完了。水利局 / 今天就派人来。.

    Behind a comma they may belong to a list, but for 你们的铺位.
    """
    clause = compiled("[，。；！？,;!?]").split(above)[-1]
    parts = [part_of_speech(word) for word in segment(clause)]
    nouns = parts[-1:] == ["n"] and {*parts} <= _OF_NOUNS and len(clause) <= _LONGEST_NOUNS
    apart = "r" in parts or above[: -len(clause)].endswith(("。", "！", "？"))
    told = ends(below) and surely_prose(below) and not compiled(_CALLS).match(below)
    return nouns and apart and told and not (shapes.is_closing(clause) or shapes.is_date(clause))


_OF_NOUNS, _LONGEST_NOUNS = frozenset("nrqub"), 8
"""Parts of speech of nouns with what belongs to them, and the characters of the longest such clause."""


def _is_middle(begun: str, below: str) -> bool:
    """Whether a few characters without a mark can only be the middle of a sentence: 督 / 查室 / 来."""
    said = (
        compiled("[。！？]").search(begun) is not None and len(below) <= _LONGEST_MIDDLE and not ends(below)
    )
    return said and not (shapes.is_speaker(below) or shapes.names_office(below) or shapes.is_date(below))


_LONGEST_MIDDLE = 6


def _is_long_name(begun: str, below: str) -> bool:
    """Whether a line with the number of a part names it at length, above a paragraph of its own."""
    number = shapes.numbering(begun)
    named = number is not None and number.style in _OF_PARTS and shapes.is_heading(begun)
    longer = len(below) > len(begun) or compiled("[。！？].{8}").search(below) is not None
    return named and len(begun) <= _LONGEST_PART and longer and ends(below)


_OF_PARTS, _LONGEST_PART = ("chinese", "chinese_bracket"), 60
"""The numbers of a speech's parts, and the characters of the longest name of one."""


def _is_left_open(above: str, below: str, begun: str) -> bool:
    """Whether a line ends with a word that wants another; a heading above its text may end with most."""
    if shapes.is_heading(begun) and (surely_prose(below) or not ends(below)):
        return last_word(above) in _JOINING and not compiled(_OPENERS).match(below)
    return is_unfinished(above)


_JOINING = tuple("与和及在对向将把被从让而且并其该各每要、，")
"""What not even a heading ends with: 心往一处想，劲往一处使 and 主动担当作为 do with others."""


def _wants_more(above: str) -> bool:
    """Whether the last word of a line wants something behind it: 一起站 / 在这里, 先不知道 / 我们是."""
    return compiled("[，。；！？]").search(above) is not None and part_of_speech(last_word(above)) in "vdpcr"


_PRONOUNS = "[我你他她它这那]|在这|在此"


def _is_scrap(above: str) -> bool:
    """Whether a line ends with so few characters behind its last mark that no sentence is left there."""
    return len(compiled("[，。；：！？、,;:!?]").split(above)[-1]) <= _LONGEST_SCRAP


def _stub(begun: str, below: str, strength: float) -> float:
    """How certain it is that a short line is the stub of a sentence and not the name of a part."""
    if shapes.is_title(below) or shapes.numbering(begun) or not surely_prose(below):
        return 0
    if strength > 4 and compiled("[，,]").search(begun):
        return 0.9
    clause = compiled("[^，。；：！？、,;:]{1,4}[，,]|[^，。；：！？、,;:]{1,7}的[，,]").match(below)
    return 0.72 if clause and len(begun) > 8 and not compiled(_OPENERS).match(below) else 0


def _wants_noun(begun: str) -> bool:
    """Whether a line without a number of its own ends with a number and a measure: 还有五十二位."""
    return (
        begun[-1] in _MEASURES
        and compiled(rf"[\d一二两三四五六七八九十百千万几]{begun[-1]}$").search(begun) is not None
        and shapes.numbering(begun) is None
    )


def is_unfinished(line: str) -> bool:
    """Whether no sentence and no name of a part ends with the last word of a line."""
    last = last_word(line)
    if len(last) > 1 and part_of_speech(last) in "nwi":  # 方向, 目的
        return False
    if compiled("[不得睡站坐醒]着$|[指说做答用选走看找改算写弄猜]对$").search(line):  # 睡不着, 把路指对
        return False
    return line[-1] in UNFINISHED or compiled(_UNFINISHED_WORDS).fullmatch(last) is not None


def _is_running(begun: str) -> bool:
    """Whether a paragraph so far is running text and not the name of a part."""
    number = shapes.numbering(begun)
    if surely_prose(begun) or compiled("[，；：、,;:]").search(begun[number.end if number else 0 :]) is None:
        return surely_prose(begun)
    if len(begun) >= _LEAST_RUNNING or compiled(_OPENERS).match(begun) or _is_scrap(begun):
        return True
    clauses = [len(clause) for clause in compiled("[，、,]").split(begun)]
    return (
        max(clauses) - min(clauses) >= _UNEVEN
        or compiled("，.*(?:我|你们|大家|咱)").search(begun) is not None
    )


_LEAST_RUNNING, _UNEVEN = 20, 3
"""Characters of a line with a comma that is no name of a part, and by how many its clauses would differ."""


def _goes_on(above: str, below: str, begun: str) -> bool:
    """Whether the line below can only go on with the line above: a number, a particle, a closing mark."""
    if _is_cut_number(above, below):
        return True
    if below[0] in _CONTINUING and not _is_turned(begun, below):
        return True
    if part_of_speech(last_word(above)) == "v" and compiled("[出起上下过回][来去]").match(below):  # 干 / 出来
        return True
    return opens_mark(begun) and compiled("[^“‘（(《]*[”’）)》]").match(below) is not None


def _is_cut_number(above: str, below: str) -> bool:
    """Whether a number, or one with its unit, reaches over a line's end."""
    return above[-1].isdigit() and compiled(r"[\d年月日号时点分个名万亿千元%.]").match(below) is not None


def _joins(left: str, right: str) -> bool:
    """Whether a word can hold these two characters."""
    return shapes.is_chinese(left) and shapes.is_chinese(right)


def opens_mark(text: str) -> bool:
    """Whether a quotation or a bracket is left open."""
    return any(text.count(left) > text.count(right) for left, right in ("“”", "‘’", "（）", "()", "《》"))
