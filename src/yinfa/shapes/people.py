"""Words that name people, and the line that names the speaker: a post, a name, or both."""

from __future__ import annotations

from functools import lru_cache

from yinfa.lexicon import bits, first_word, last_word, part_of_speech, segment
from yinfa.patterns import compiled
from yinfa.shapes.personal_names import COMPOUND, SURNAMES, has_surname, name_gains
from yinfa.shapes.titles import is_subtitle, is_title

_PEOPLE = (
    "同志|同事|同仁|同学|朋友|来宾|嘉宾|贵宾|领导|领袖|代表|教授|专家|小姐|书记|主席|主任|总理|常委|经理|总裁|总监|"
    "政委|评委|父老|干部|媒体|师傅|青年|少年|群众|天使|孩子|伙[伴计]|股东|大家|各位|诸位|委员会?|单位|部门|乡贤|巨匠|劳模|"
    "女儿|儿子|闺女|丫头|孙女|侄[儿女]|儿媳|祖宗|老小|功臣|英雄|业主|人民|新郎|新娘|亲朋|宾朋|秘书|副职|模范|学子|同行|老乡|同道|领事|参赞|侨领|陛下|阁下|殿下|观众|"
    "搭档|掌柜|街坊|邻居|邻里|儿女|子女|姑娘|小伙子?|将士|老老?少少?|高堂|伴郎|教练|裁判|编辑|主播|导演|同门|族老|长老|小哥|"
    "[游赤浪弟才骄老孙嫂婶妻汉妹伢崽娘独]子|[店场船园坊堂寨]主|小伙子们|左邻右舍|街坊四邻|老少爷们|老主顾|主顾|当家人|贤内助|老把式|头家|弟兄|后生|娘子军|新秀|"
    "翻译|司仪|导播|编导|会计|出纳|保洁|保安|护工|裁缝|调度|掌勺|[木铁石瓦银铜锁花鞋油漆皮画]匠|"
    "专家|作家|画家|企业家|艺术家|科学家|收藏家|亲家|院士|公仆|宝贝|宝宝|[校监理董]董?事|司机|领队|志愿者|总|×+"
)
"""Words for people, and for those who stand for them."""
_KIND = (
    "员师者生士民友亲属胞兵手客工户官警商迷徒娃辈长众侨使人爸妈爹娘爷奶公婆伯叔婶姑姨舅姐妹哥弟嫂孙父母媳婿"
)
"""What other words for people end with."""
_PARENTS = tuple("爸妈爹娘")
"""Words of one character by which people are called."""
_NO_PEOPLE = (
    "双手|左手|右手|分手|窗户|账户|门户|民生|人生|一生|卫生|养生|发生|产生|诞生|器官|五官|感官|金属|附属|手工|化工|"
    "军工|施工|分工|加工|动工|开工|竣工|成长|增长|延长|特长|生长|助长|协商|招商|即使|促使|行使|出众|请客|做客|办公|出手|携手|"
    "联手|着手|动手|握手|个人|本人|别人|他人|某人|有人|没人|惊人|感人|动人|做人|为人|育人|树人|用人|选人|助人|待人"
)
"""Words that end alike and are none."""


def names_people(head: str) -> bool:
    """Whether a noun ends as words for people do: 老兵, 家属."""
    if compiled(rf"(?:{_PEOPLE})$|(?<![你我他她它咱])们儿?$").search(head):
        return True
    if len(head) == 1:
        return head in _PARENTS
    return head[-1:] in tuple(_KIND) and compiled(rf"(?:{_NO_PEOPLE})$").search(head) is None


POSTS = (
    "书记|县长|市长|省长|区长|镇长|乡长|村长|主任|主席|局长|处长|科长|厅长|部长|司长|州长|旗长|校长|院长|"
    "园长|所长|站长|"
    "会长|理事长|秘书长|董事长|总经理|经理|总裁|厂长|队长|组长|团长|政委|司令员|参谋长|检察长|行长|台长|"
    "社长|馆长|"
    "校监|住持|方丈|将军|助理|干事|科员|讲师|支书|总工程师|教授|研究员|同志|代表|常委|委员|教师|老师|班长|学生|干部|专员|大使|首相|总理|总统|负责人|"
    "党委|政府|"
    "委员会|(?<!全)委会|C[EFOT]O|工程师|医生|警官|队员|队长|教练|主编|顾问|创始人|企业家|志愿者|村官"
)

_NAME = r"[^\x00-\xd6\xd8-\xff，。、；：！？…—“”‘’（）《》]"
"""A character of a name: a Chinese one, or × where the name is hidden."""
_OF_COMPOUND = rf"(?:{'|'.join(COMPOUND)}){_NAME}{{2}}"
_FULL_NAME = rf"{_NAME}{{1,2}} {_NAME}{{1,2}}|{_NAME}{{2,3}}|{_NAME}{{2,8}}·{_NAME}{{2,8}}|{_OF_COMPOUND}"


SPEAKER_LABEL = (
    r"(?:主讲|演讲|讲述|口述|发言|报告|讲话|宣讲|致辞|致词|竞聘|述职|主持)人|"
    r"(?:讲述|口述|主讲|宣讲)(?=\s*[：:])"
)
"""What stands before the speaker's name."""


_NO_SPEAKER = (
    r"[。！？!?；;：:…>＞»›|*#@]|[，,的]$|首页|时间|来源|点击|会议|^(?:本文)?作者|"
    r"(?:^|责任|本[文网]|网站|文字|美术|[：: ])编辑"
)
"""What pages say, and titles."""


@lru_cache(maxsize=512)
def is_speaker(line: str) -> bool:
    """Whether a line between title and salutation can be the speaker: a post and a name, or a name alone."""
    core = compiled(r"(?<=\w)[（(][^（()）]{2,}[）)]$").sub("", line).strip("（()） ")
    core = compiled(r"^[xX*＊]{2,3}(?=[^\x00-\xff])|[xX*＊]{2,3}$").sub(
        lambda hidden: "×" * len(hidden[0]), core
    )
    if label := compiled(rf"(?:{SPEAKER_LABEL})\s*[：:]\s*").match(core):
        core = compiled(r"\s*(?:整理|记录|采访)人?\s*[：:]\s*\w{2,4}$").sub("", core[label.end() :])
    core = compiled(rf"(?<=[表员生长师理任席监裁])\s*[：:]\s*(?={_NAME}{{2,4}}$)").sub("", core)
    if not 2 <= len(core) <= 40 or compiled(_NO_SPEAKER).search(core) or is_title(core.replace(" ", "")):
        return False
    if core[0] != "第" and compiled(_FULL_NAME).fullmatch(core):
        return True
    posted = compiled(_POSTED).search(core)
    return (posted is not None and _may_be_name(posted[1] or "")) or ends_in_name(core)


_POSTED = rf"(?:{POSTS})(?:\s*((?![的之]){_NAME}{{1,3}}(?:\s*{_NAME}{{1,2}})?))?$"
"""A post, and what may be a name behind it."""


def _may_be_name(name: str) -> bool:
    """Whether what stands behind a post may be a name, and not words that go on: 老师|敬一个礼."""
    if len(name) <= _USUAL or " " in name or has_surname(name):
        return True
    return all(len(word) == 1 or _is_rare(word) for word in segment(name))


def _is_rare(word: str) -> bool:
    known = bits(word)
    return known is None or known > _RARE


_USUAL = 3  # characters of most names
_RARE = 18.0  # bits of a word that a name may hold by chance


def ends_in_name(line: str) -> bool:
    """Whether a line without marks is who somebody is and a person's name: 选调生曾晓雯, 信贷管理部雷蕾.

    What may be words as well is a name behind a post, a house or a class alone.
    """
    bare = compiled(_SPACED).sub("", line.strip("（()）"))
    bare = compiled(_CALLED_SO).sub("", bare)
    if len(bare) > _LONGEST_SIGNED or compiled(_NO_SIGNED).search(bare) or is_title(bare):
        return False
    if hidden := compiled(_HIDDEN).search(bare):
        return hidden.start() > 1
    if foreign := compiled(_FOREIGN).search(bare):
        return any(_is_post_or_house(bare[:end].rstrip()) for end in range(foreign.start(), len(bare)))
    first, _, other = bare.rpartition("、")
    if first and is_name(other):  # two people: 主持人罗可、简小宁
        bare = first
    if compiled(_NICKNAME).search(bare) and bits(bare[-2:]) is None and _is_post(bare[:-2]):
        return True
    return any(_is_behind(bare[:-size].rstrip(), gain) for size, gain in name_gains(bare))


def _is_behind(before: str, gain: float) -> bool:
    """Whether what is likelier as a name by so many bits is one behind what stands before it."""
    if len(before) < _LEAST_POST or "的" in before.rpartition("、")[2]:
        return False
    if _is_post(before):
        return gain >= _AFTER_POST
    if compiled(rf"(?:{HOUSE})$").search(before):
        return gain >= _AFTER_HOUSE
    return gain >= _ANYWHERE and "、" not in before and part_of_speech(last_word(before)) != "v"


def _is_post(before: str) -> bool:
    return compiled(rf"(?:{POSTS})$").search(before) is not None or names_people(before)


def _is_post_or_house(before: str) -> bool:
    return _is_post(before) or compiled(rf"(?:{HOUSE})$").search(before) is not None


def names_office(line: str) -> bool:
    """Whether a line between title and salutation is a post or a house, a name of any kind behind it or none.

    县委统战部, 庭长扎西平措, 制片人老聂, 主持人：高朗、夏语冰, 闻一清（马克思主义学院）.
    """
    bare = compiled(rf"(?<=\w)(?:[（(][^（()）]{{2,}}[）)]|{_TOGETHER})$").sub("", line)
    if len(bare) > _LONGEST_SIGNED or compiled(_NO_OFFICE).search(bare) or is_title(bare):
        return False
    first, *others = bare.split("、")
    if others and all(compiled(_NICKNAME).fullmatch(other) or is_name(other) for other in others):
        bare = first
    label, _, name = bare.rpartition("：")
    if label:
        speaks = _is_post(label) or compiled("[人持诵讲祭仪辩唱演读]$").search(label) is not None
        return speaks and len(label) <= _LONGEST_LABEL and all(map(is_speaker, name.split("、")))
    if all(map(is_name, bare.split("、"))) or _is_post_or_house(bare):
        return True
    if compiled(_NICKNAME).search(bare) and _is_post(bare[:-2]):
        return True
    return any(
        _is_post_or_house(bare[:-size])
        and (has_surname(bare[-size:]) or bits(bare[-size:]) is None)
        and _may_be_name(bare[-size:])
        and not compiled(_NO_NAME).search(bare[-size:])
        for size in range(2, 5)
        if len(bare) > size + 1
    )


_NICKNAME = rf"[小老阿]{_NAME}$"
"""A name among friends: 小葵, 阿斗; it may be a word as well."""
_TOGETHER = "一家|全家|夫妇|夫妻|伉俪|父[子女]|母[子女]|兄[弟妹]|姐[妹弟]|祖孙|师徒"
"""Those who speak together, behind the name of one of them."""
_NO_OFFICE = "[，。；！？—…|!?,;<>＞»]|^[在从让把致写献]"
_NO_NAME = "[的了着过对向与及、]|和(?!$)"
"""What no line that names an office holds, and no name."""
_NO_SIGNED = (
    r"[，。；：！？—…《》|【】\[\]]|^[在从让把]|文[库秘]|网$|(?<![长记任席理员])范[文本例](?:库|网|大全)?$|"
    r"^[\d一二三四五六七八九十]{1,3}[.、．]|^\d{4}[-年./]|^[^\w“‘《（(×]"
)
"""What no line that ends in a name holds: marks, words of pages, a number, a day."""
_CALLED_SO = "(?:老?先生|女士|小姐|同志|老师|教授|博士|院士|将军)$"
"""What people are called behind their names."""
_SPACED = rf"(?<=[{SURNAMES}×])\s+(?={_NAME}{{1,2}}$)"
_HIDDEN = rf"(?:[{SURNAMES}]|(?<!×)×)×{{1,2}}$"
_FOREIGN = rf"{_NAME}{{1,8}}·{_NAME}{{1,8}}$|[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+)*{_NAME}?$"
"""A blank within a name, a name that is hidden, one with a · or in Latin letters: DavidLee."""
_LONGEST_LABEL = 8
"""Characters of the longest word before a colon that says what those named behind it do."""
_LONGEST_SIGNED = 40
_LEAST_POST = 2
_AFTER_POST, _AFTER_HOUSE, _ANYWHERE = -9.0, -6.0, 2.0
"""Bits by which a name must be likelier than words behind a post, a house, and anything else."""
HOUSE = "[部处科室局厅院校系班级组队厂店站所社行委办会团馆园村镇乡县区市州省盟）)]|中心|公司|集团|[大中小]学"
"""What the names of houses, places and classes end with."""


def names_each_house(phrase: str) -> bool:
    """Whether a phrase names each of several houses: 各科室, 各乡镇、各街道办事处."""
    return compiled(rf"各(?![位界族国])[^的，。]{{0,20}}(?:{HOUSE})").fullmatch(phrase) is not None


def names_body(line: str) -> bool:
    """Whether a line is the name of a body that signs what it writes: 中共石桥县委员会, 石桥县人民政府."""
    named = compiled(_BODY).search(line) is not None and names_office(line) and "的" not in line
    return named and part_of_speech(first_word(line)) not in "vwa"  # 建设百年医院 is a motto


_BODY = (
    "(?:公司|集团|委员会|政府|党[委组]|支部|总支|协会|学会|商会|联合会|研究[院所]|医院|[大中小]学|[局厅]|办公室|编辑部|工会|"
    "团委|妇联|居委会|村委会|[理董]事会|组委会|筹委会|指挥部|领导小组)$"
)


def name_signs(line: str) -> int:
    """How much tells that a line which may be a bare name is one: a surname, and that it is no word; 0–2.

    A post with its name needs no sign.
    """
    if not compiled(_FULL_NAME).fullmatch(line):
        return 2
    return (line[:1] == "×" or has_surname(line)) + (bits(line) is None)


def has_post(line: str) -> bool:
    """Whether a line is a post, or a house, and a name behind it: 县委书记王五, 信贷管理部雷蕾."""
    posted = compiled(rf"(?:{POSTS})\s*{_NAME}{{2,3}}$").search(line) is not None
    return is_speaker(line) and (posted or ends_in_name(line))


def is_post(line: str) -> bool:
    """Whether a line is a post with the office it is in, and no name: 教师发展中心主任."""
    whose = line[:1] in tuple("致给写") or is_subtitle(line)  # ——致全镇教师 says to whom
    return not whose and is_speaker(line) and compiled(rf"(?:{POSTS})$").search(line) is not None


def is_name(line: str) -> bool:
    """Whether a line is a person's name and nothing else: 易明, 易 明."""
    return compiled(_FULL_NAME).fullmatch(line) is not None and has_surname(line)


def is_signature(line: str) -> bool:
    """Whether a line is a post, a name of the usual length, or both, and nothing besides."""
    signed = rf"(?:^|(?:{POSTS})\s*(?!的))(?:{_FULL_NAME})$|(?:{POSTS})$"
    return is_speaker(line) and compiled(signed).search(line) is not None


def are_post_and_name(post: str, name: str) -> bool:
    """Whether the two pieces of a line are a post and a name, which brackets may follow: 值班员, 王小满.

    Two pieces of one length are a motto unless the second begins with a surname.
    """
    if post[:1] in tuple("（(") and name[-1:] in tuple("）)"):
        post, name = post[1:], name[:-1]
    bare = compiled(r"[（(][^（()）]+[）)]$").sub("", name)
    if not post or compiled("[。；！？…]|^第").search(post):
        return False
    if not compiled(
        rf"[\u4e00-\u9fff×]{{2,4}}|[\u4e00-\u9fff×]{{1,8}}·[\u4e00-\u9fff×]{{1,8}}|{_WESTERN_NAME}"
    ).fullmatch(bare):
        return False
    halves = len(post) == len(bare) >= _LEAST_HALF
    return not halves or bare[:1] == "×" or has_surname(bare)


_WESTERN_NAME = r"[A-Z][a-z]+(?: [A-Z](?:[a-z]+|\.)){1,3}"
"""A name in Latin letters: John F. Kennedy."""
_LEAST_HALF = 3
"""Characters of each half of a motto: 强基础　促发展."""
