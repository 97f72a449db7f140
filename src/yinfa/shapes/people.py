"""Words that name people, and the line that names the speaker: a post, a name, or both."""

from __future__ import annotations

import re

from yinfa.lexicon import bits
from yinfa.shapes.titles import is_subtitle, is_title

_PEOPLE = (
    "同志|同事|同仁|同学|朋友|来宾|嘉宾|贵宾|领导|领袖|代表|教授|专家|小姐|书记|主席|主任|总理|常委|经理|总裁|总监|"
    "政委|评委|父老|干部|媒体|师傅|青年|少年|群众|天使|孩子|伙伴|股东|大家|各位|诸位|委员会?|单位|部门|乡贤|巨匠|劳模|"
    "老小|功臣|英雄|业主|人民|新郎|新娘|亲朋|宾朋|秘书|副职|模范|学子|同行|老乡|同道|领事|参赞|侨领|陛下|阁下|殿下|观众|"
    "搭档|掌柜|街坊|邻居|邻里|儿女|子女|姑娘|小伙子?|将士|老老?少少?|高堂|伴郎|教练|裁判|编辑|主播|导演|同门|族老|长老|小哥|"
    "[游赤浪弟才骄老孙嫂婶妻汉妹伢崽娘独]子|小伙子们|左邻右舍|街坊四邻|老少爷们|老主顾|主顾|当家人|贤内助|老把式|头家|弟兄|后生|娘子军|新秀|"
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
    if re.search(rf"(?:{_PEOPLE})$|(?<![你我他她它咱])们儿?$", head):
        return True
    if len(head) == 1:
        return head in _PARENTS
    return head[-1:] in tuple(_KIND) and re.search(rf"(?:{_NO_PEOPLE})$", head) is None


_POSTS = (
    "书记|县长|市长|省长|区长|镇长|乡长|村长|主任|主席|局长|处长|科长|厅长|部长|司长|州长|旗长|校长|院长|"
    "园长|所长|站长|"
    "会长|理事长|秘书长|董事长|总经理|经理|总裁|厂长|队长|组长|团长|政委|司令员|参谋长|检察长|行长|台长|"
    "社长|馆长|"
    "总工程师|教授|研究员|同志|代表|常委|委员|教师|老师|班长|学生|干部|专员|大使|首相|总理|总统|负责人|"
    "党委|政府|"
    "委员会|(?<!全)委会|C[EFOT]O|工程师|医生|警官|队员|队长|教练|主编|顾问|创始人|企业家|志愿者|村官"
)

_NAME = r"[^\x00-\xd6\xd8-\xff]"
"""A character of a name: a Chinese one, or × where the name is hidden."""
_COMPOUND = "(?:欧阳|司马|上官|诸葛|慕容|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|司徒|夏侯|端木|呼延|南宫|独孤)"
"""Surnames of two characters."""
_FULL_NAME = (
    rf"{_NAME}{{1,2}} {_NAME}{{1,2}}|{_NAME}{{2,3}}|{_NAME}{{2,8}}·{_NAME}{{2,8}}|{_COMPOUND}{_NAME}{{2}}"
)


SPEAKER_LABEL = (
    r"(?:主讲|演讲|讲述|口述|发言|报告|讲话|宣讲|致辞|致词|竞聘|述职|主持)人|"
    r"(?:讲述|口述|主讲|宣讲)(?=\s*[：:])"
)
"""What stands before the speaker's name."""


def is_speaker(line: str) -> bool:
    """Whether a line between title and salutation can be the speaker: a post and a name, or a name alone."""
    core = line.strip("（()） ")
    if label := re.match(rf"(?:{SPEAKER_LABEL})\s*[：:]\s*", core):
        core = re.sub(r"\s*(?:整理|记录|采访)人?\s*[：:]\s*\w{2,4}$", "", core[label.end() :])
    core = re.sub(rf"(?<=[表员生长师])\s*[：:]\s*(?={_NAME}{{2,4}}$)", "", core)
    if not 2 <= len(core) <= 40 or re.search(
        r"[。！？!?；;：:…>|*#@]|[，,的]$|首页|时间|来源|作者|编辑|点击|会议", core
    ):
        return False
    bare = core.replace(" ", "")
    if core[0] != "第" and re.fullmatch(_FULL_NAME, core) and not is_title(bare):
        return True
    return re.search(rf"(?:{_POSTS})(?:\s*(?!的){_NAME}{{1,3}}(?:\s*{_NAME}{{1,2}})?)?$", core) is not None


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全"
    "佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
"""The commonest surnames of one character."""

_SHORT_NAME = 2


def ends_in_name(line: str) -> bool:
    """Whether a short line without marks ends as a person's name does: 选调生曾晓雯, 五（3）班林一诺.

    What is a word (党性), or of two characters, is a name only behind a blank, a class or a post.
    """
    if len(line) > 24:
        return False
    match = re.fullmatch(
        rf"((?![在从让把])[^，。；：！？、—…]{{2,20}})"
        rf"((?:[{SURNAMES}]|(?<![{SURNAMES}×])×)\s*{_NAME}{{1,2}})",
        line.strip("（()）"),
    )
    return match is not None and (
        (len(match[2]) > _SHORT_NAME and bits(match[2]) is None)
        or match[1][-1] in " 班级生员长师"
        or match[1].endswith("代表")
    )


def name_signs(line: str) -> int:
    """How much tells that a line which may be a bare name is one: a surname, and that it is no word; 0–2.

    A post with its name needs no sign.
    """
    if not re.fullmatch(_FULL_NAME, line):
        return 2
    return (re.match(f"[{SURNAMES}×]|{_COMPOUND}", line) is not None) + (bits(line) is None)


def has_post(line: str) -> bool:
    """Whether a line is a post and a name behind it: 县委书记王五."""
    return (
        len(line) <= 30
        and is_speaker(line)
        and re.search(rf"(?:{_POSTS})\s*{_NAME}{{2,3}}$", line) is not None
    )


def is_post(line: str) -> bool:
    """Whether a line is a post with the office it is in, and no name: 教师发展中心主任."""
    whose = line[:1] in tuple("致给写") or is_subtitle(line)  # ——致全镇教师 says to whom
    return not whose and is_speaker(line) and re.search(rf"(?:{_POSTS})$", line) is not None


def is_name(line: str) -> bool:
    """Whether a line is a person's name and nothing else: 易明, 易 明."""
    return (
        re.fullmatch(_FULL_NAME, line) is not None and re.match(f"[{SURNAMES}]|{_COMPOUND}", line) is not None
    )


def is_signature(line: str) -> bool:
    """Whether a line is a post, a name of the usual length, or both, and nothing besides."""
    signed = rf"(?:^|(?:{_POSTS})\s*(?!的))(?:{_FULL_NAME})$|(?:{_POSTS})$"
    return is_speaker(line) and re.search(signed, line) is not None


def are_post_and_name(post: str, name: str) -> bool:
    """Whether the two pieces of a line are a post and a name, which brackets may follow: 值班员, 王小满.

    Two pieces of one length are a motto unless the second begins with a surname.
    """
    if post[:1] in tuple("（(") and name[-1:] in tuple("）)"):
        post, name = post[1:], name[:-1]
    bare = re.sub(r"[（(][^（()）]+[）)]$", "", name)
    if not post or re.search("[。；！？…]|^第", post):
        return False
    if not re.fullmatch(
        rf"[\u4e00-\u9fff×]{{2,4}}|[\u4e00-\u9fff×]{{1,8}}·[\u4e00-\u9fff×]{{1,8}}|{_WESTERN_NAME}", bare
    ):
        return False
    halves = len(post) == len(bare) >= _LEAST_HALF
    return not halves or re.match(f"[{SURNAMES}×]|{_COMPOUND}", bare) is not None


_WESTERN_NAME = r"[A-Z][a-z]+(?: [A-Z](?:[a-z]+|\.)){1,3}"
"""A name in Latin letters: John F. Kennedy."""
_LEAST_HALF = 3
"""Characters of each half of a motto: 强基础　促发展."""
