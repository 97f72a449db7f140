"""The line that names the speaker: a post, a name, or both."""

from __future__ import annotations

import re

from yinfa.lexicon import bits
from yinfa.shapes.titles import is_title

_POSTS = (
    "书记|县长|市长|省长|区长|镇长|乡长|村长|主任|主席|局长|处长|科长|厅长|部长|司长|州长|旗长|校长|院长|"
    "园长|所长|站长|"
    "会长|理事长|秘书长|董事长|总经理|经理|总裁|厂长|队长|组长|团长|政委|司令员|参谋长|检察长|行长|台长|"
    "社长|馆长|"
    "总工程师|教授|研究员|同志|代表|常委|委员|教师|老师|班长|学生|干部|专员|大使|首相|总理|总统|负责人|"
    "党委|政府|"
    "委员会|工程师|医生|警官|队员|队长|教练|主编|顾问|创始人|企业家|志愿者|村官"
)

_NAME = r"[^\x00-\xd6\xd8-\xff]"
"""A character of a name: a Chinese one, or × where the name is hidden."""
_FULL_NAME = (
    rf"{_NAME}{{1,2}} {_NAME}{{1,2}}|{_NAME}{{2,3}}|{_NAME}{{2,8}}·{_NAME}{{2,8}}|"
    rf"(?:欧阳|司马|上官|诸葛|慕容|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|司徒|夏侯|端木|呼延|南宫|"
    rf"独孤){_NAME}{{2}}"
)


def is_speaker(line: str) -> bool:
    """Whether a line between title and salutation can be the speaker: a post and a name, or a name alone."""
    core = re.sub(
        r"^(?:主讲|演讲|发言|报告|讲话|宣讲|致辞|致词|竞聘|述职|主持)人\s*[：:]\s*", "", line.strip("（()） ")
    )
    core = re.sub(rf"(?<=[表员生长师])\s*[：:]\s*(?={_NAME}{{2,4}}$)", "", core)
    if not 2 <= len(core) <= 40 or re.search(
        r"[。！？!?；;：:…>|*#@]|[，,的]$|首页|时间|来源|作者|编辑|点击|会议", core
    ):
        return False
    bare = core.replace(" ", "")
    if core[0] != "第" and re.fullmatch(_FULL_NAME, core) and not is_title(bare):
        return True
    return re.search(rf"(?:{_POSTS})(?:\s*{_NAME}{{1,3}}(?:\s*{_NAME}{{1,2}})?)?$", core) is not None


_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢"
    "安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路"
    "游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全"
    "佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)

_SHORT_NAME = 2


def ends_in_name(line: str) -> bool:
    """Whether a short line without marks ends as a person's name does: 选调生曾晓雯, 五（3）班林一诺.

    What is a word (党性), or of two characters, is a name only behind a blank, a class or a post.
    """
    if len(line) > 24:
        return False
    match = re.fullmatch(
        rf"([^，。；：！？、—…]{{2,20}})([{_SURNAMES}×]\s*{_NAME}{{1,2}})", line.strip("（()）")
    )
    return match is not None and (
        (len(match[2]) > _SHORT_NAME and bits(match[2]) is None)
        or match[1][-1] in " 班级生员长师"
        or match[1].endswith("代表")
    )


def has_post(line: str) -> bool:
    """Whether a line is a post and a name behind it: 县委书记王五."""
    return (
        len(line) <= 30
        and is_speaker(line)
        and re.search(rf"(?:{_POSTS})\s*{_NAME}{{2,3}}$", line) is not None
    )
