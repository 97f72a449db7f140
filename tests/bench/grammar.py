"""Speeches made of parts by a seeded random: thousands of different documents with their truth.

Each part is written so that its role is beyond doubt under the contract: headings
are short phrases, paragraphs end in a sentence's mark, leads run on.
"""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

from bench.speeches import Document, Line

_DIGITS = "〇一二三四五六七八九"
_COUNT = "一二三四五六七八九"

_SLOTS: dict[str, tuple[str, ...]] = {
    "place": (
        "青岚县",
        "桐溪镇",
        "云湖市",
        "河西区",
        "白鹭乡",
        "石门县",
        "东岭街道",
        "××县",
        "××市",
        "临江高新区",
    ),
    "who": (
        "老李",
        "王大姐",
        "一位老支书",
        "驻村的小赵",
        "种粮大户孙师傅",
        "社区的何阿姨",
        "×××同志",
        "一名刚毕业的大学生",
    ),
    "unit": (
        "发改局",
        "县委办",
        "农业农村局",
        "住建局",
        "教体局",
        "市场监管局",
        "各乡镇",
        "县直各部门",
        "××局",
    ),
    "slogan": (
        "钉钉子",
        "店小二",
        "马上就办",
        "一盘棋",
        "最后一公里",
        "绣花功夫",
        "两山",
        "一张蓝图绘到底",
        "放管服",
    ),
    "book": (
        "《论语》",
        "《乡土中国》",
        "《民法典》",
        "《关于进一步加强基层治理的意见》",
        "《安全生产法》",
        "《实施方案（试行）》",
    ),
    "word": ("实干", "担当", "清廉", "创新", "为民", "坚守", "团结", "奋斗"),
}

_COMMON = (
    "去年，{place}完成投资{dec}亿元，同比增长{pct}%，比全市平均水平高出{dec}个百分点。",
    "{who}跟我讲过一句话：“{word}不{word2}，一看便知。”我一直记在心里。",
    "我们要发扬“{slogan}”精神，一件事情接着一件事情办，一年接着一年干。",
    "截至{month}月底，全县共走访群众{thousand}户，解决问题{int}件，办结率为{pct}%。",
    "{unit}和{unit2}要密切配合，既各司其职，又协同作战，不能各吹各的号、各唱各的调。",
    "要认真学习{book}，把握精神实质，做到学深悟透、融会贯通。",
    "有的同志说：“现在谈‘{word}’，是不是太早了？”我看一点儿也不早！",
    "比如，{place}的{who}，三年来扎根一线，走遍了{int}个自然村，写下了{int2}本民情日记。",
    "会议定于{month}月{day}日上午{clock}开始，请{unit}提前做好准备。",
    "文件已经印发，文号是青政发〔{year}〕{int}号，请各单位对照执行。",
    "{pctlow}%～{pct}%，这就是差距；不进则退、慢进也是退，这就是形势。",
    "成绩属于过去，奋斗赢得未来——这既是一句口号，更是一份责任。",
    "难道我们还能等吗？还能看吗？还能拖吗？不能！",
    "一分部署，九分落实。再好的蓝图，如果不去实施，也只能是一张纸……",
    "请各单位把联系人和电话报{unit}，邮箱是bgs{int}@example.gov.cn，联系电话是0{int}-{phone}。",
    "我们引进了{int}台AGV机器人和5G专网，用上了ERP系统，生产效率提高了{dec}倍。",
    "男女比例由{int}∶{int2}调整为更加合理的水平，中高级职称占比达到{pct}%。",
    "需要说明的是，这项工作（包括前期调查）所需经费由县财政统一安排，不得向群众摊派。",
    "希望大家少说“不行”，多想“怎么才行”；少讲“困难”，多讲“办法”。",
    "资料的来源要可靠，数据的出处要清楚，编辑成册以后再打印下发。",
    "点击率不等于口碑，下载量不等于满意度，关键看群众认可不认可。",
    "上一篇文章没写好，下一篇可以改；这一届孩子没教好，就耽误了一代人。",
    "群众送来的锦旗我收藏了{int}面，每一面背后都有一个故事。",
    "{year}年{month}月，{place}被评为全省先进，这块牌子来之不易。",
)

_TOPICS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "招商引资": (
        ("提高认识，增强招商的紧迫感", "突出重点，提升招商的实效性", "优化环境，打造投资的新高地", "健全机制，汇聚招商的大合力", "领导带头招商", "精准对接企业"),
        (
            "项目是发展的生命线，没有大项目，就没有大发展。",
            "客商来了，先递上一杯热茶，再拿出一张清单，办什么、找谁办、几天办，写得明明白白。",
            "要紧盯长三角、珠三角，围绕新材料、装备制造、食品加工等产业，开展“点对点”招商。",
            "土地、用工、用电、融资，企业愁什么，我们就帮什么。",
            "去年签约的{int}个项目中，开工的只有{int2}个，履约率不高的问题应当引起重视。",
            "“引得来”是本事，“留得住”更是本事。",
        ),
    ),
    "乡村振兴": (
        ("把产业做强", "把环境做美", "把人心聚齐", "发展壮大集体经济", "深化农村改革", "培育文明乡风"),
        (
            "民族要复兴，乡村必振兴。土地撂荒了可惜，人心散了更可怕。",
            "{place}种植黄桃{thousand}亩，亩均收入超过{int}千元，带动{int2}户农民增收。",
            "厕所改了没有，路灯亮了没有，河水清了没有，群众心里都有一本账。",
            "要防止大拆大建，保护好古树、古桥、古宅，让人们望得见山、看得见水、记得住乡愁。",
            "年轻人愿意回来，村子才有希望。",
            "村规民约不能只挂在墙上，要落到行动上。",
        ),
    ),
    "教育教学": (
        ("立德树人，办有温度的教育", "严谨治学，做有本领的教师", "安全第一，建有保障的校园", "抓好课堂教学", "关爱困难学生", "家校携手同行"),
        (
            "三尺讲台，一片丹心。一个学校好不好，看看孩子们的眼睛就知道了。",
            "今年高考，我县本科上线{thousand}人，上线率比去年提高{dec}个百分点。",
            "老师的一句鼓励，可能改变一个孩子的一生；老师的一句讽刺，也可能毁掉一个孩子的一生。",
            "请同学们记住：成功没有捷径，汗水不会骗人。",
            "食堂、宿舍、校车、实验室，每一处都要查，每一周都要查。",
            "留守儿童{int}名，单亲家庭学生{int2}名，他们更需要我们的关爱。",
        ),
    ),
    "安全生产": (
        ("认清形势，绷紧安全之弦", "排查隐患，堵塞管理之漏", "压实责任，筑牢防范之墙", "突出重点行业", "强化应急准备", "从严执法检查"),
        (
            "安全是1，其他都是0；没有了1，再多的0也没有意义。",
            "{year}年以来，全县发生事故{int}起，虽然没有人员死亡，但是教训十分深刻。",
            "隐患就是事故，预防重于救灾。",
            "危化品、烟花爆竹、道路交通、建筑施工，哪一个领域都不能放松。",
            "带班领导要在岗在位，手机要畅通，电话要有人接。",
            "对整改不到位的企业，该停产的停产，该罚款的罚款，决不手软。",
        ),
    ),
    "党的建设": (
        ("坚定信念，做政治上的明白人", "勤学善思，做业务上的内行人", "严守纪律，做作风上的清白人", "抓实基层支部", "管好党员队伍", "改进工作作风"),
        (
            "打铁必须自身硬。党员干部要平常时候看得出来，关键时刻站得出来，危急关头豁得出来。",
            "全县现有基层党组织{int}个、党员{thousand}名，这是我们最可依靠的力量。",
            "民主生活会要有辣味，批评和自我批评要出以公心，不能“你好我好大家好”。",
            "入党为什么，在党干什么，给党留什么，这三个问题要常问常新。",
            "作风建设永远在路上，没有休止符。",
            "公生明，廉生威。",
        ),
    ),
}  # fmt: skip

_TITLES = (
    "在{place}{topic}工作会议上的讲话", "在全县{topic}推进会上的讲话", "在{place}{topic}总结表彰大会上的讲话", "在全市{topic}动员部署会上的发言",
    "在{topic}座谈会上的讲话", "在{year}年度{topic}大会上的主持词", "在{topic}专题培训班开班式上的讲话", "{place}{topic}现场会致辞",
    "在全县{topic}暨“{slogan}”活动推进会上的讲话", "县长在{topic}调度会上的讲话",
)  # fmt: skip
_PHRASES = (
    "以{word}开新局，以{word2}立新功",
    "凝心聚力，再谱新篇",
    "把{word}写在大地上",
    "守初心，担使命，做“{word}”的表率",
)
_SALUTATIONS = (
    ("同志们：",), ("各位领导、同志们：",), ("同志们、朋友们：",), ("尊敬的各位来宾，女士们、先生们：",), ("各位代表，同志们：",),
    ("尊敬的×书记、各位领导：", "同志们："), ("在座的各位同志：",), ("各位老师，各位家长，亲爱的同学们：",), ("尊敬的张市长，各位企业家：",),
)  # fmt: skip
_OPENINGS = (
    "今天，我们在这里召开{topic}会议，主要任务是：总结经验，分析形势，安排部署下一步工作。刚才，{who}和{unit}的负责同志作了发言，讲得都很好，我完全赞同。下面，我讲几点意见。",
    "在这个特殊的时刻，我们相聚一堂，共商{topic}大计。首先，我代表县委、县政府，向长期以来奋战在一线的同志们表示衷心的感谢和崇高的敬意！",
    "这次{topic}会议是经县委研究决定召开的，规格很高、内容很实。结合实际，我强调以下几个问题。",
    "大家好！今天天气很冷，但是会场里的气氛很热。借这个机会，我想同大家谈谈{topic}的事。",
)
_ENDINGS = (
    "同志们，征程万里风正劲，重任千钧再奋蹄。让我们携起手来，为开创{topic}工作新局面而努力奋斗！",
    "最后，祝大家身体健康、工作顺利、阖家幸福！谢谢大家！",
    "我就讲这些，讲得不对的地方，请同志们批评指正。",
    "各位代表，蓝图已经绘就，号角已经吹响。我坚信，有各级组织的坚强领导，有全体同志的共同努力，我们的目标一定能够实现！",
)
_CLOSINGS = ("谢谢大家！", "谢谢！", "谢谢各位！")
_LEADS = (
    "要强化组织领导",
    "要加强宣传引导",
    "要严格督查考核",
    "要抓好队伍建设",
    "要搞好协调配合",
    "要注重工作方法",
)
_NAMES = ("赵志远", "钱文斌", "孙晓梅", "李为民", "周海涛", "吴建华", "×××")
_POSTS = ("县委书记", "县委副书记、县长", "副市长", "镇党委书记", "局党组书记、局长", "校长", "董事长")


class _Shape(NamedTuple):
    """How the body is numbered: the roles of its parts, from the outside in."""

    outer: str
    inner: str


_SHAPES = (
    _Shape("heading1", ""), _Shape("heading1", "heading2"), _Shape("heading1", "lead2"), _Shape("heading1", "point"),
    _Shape("lead1", ""), _Shape("ordinal heading", ""), _Shape("ordinal heading", "point"), _Shape("ordinal lead", ""),
    _Shape("", ""), _Shape("heading1", "deep"), _Shape("heading1 stop", "heading2"), _Shape("heading1", "heading2 stop"),
    _Shape("heading1", "lead3"),
)  # fmt: skip


def compose(seed: int) -> Document:
    """The document of a seed."""
    return _Composer(Random(f"speech {seed}")).document(f"made-{seed}")


class _Composer:
    """Fills slots and puts parts together; a sentence is not used twice in one speech."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.topic = rng.choice(list(_TOPICS))
        headings, sentences = _TOPICS[self.topic]
        self.headings = rng.sample(headings[:4] if len(headings) > 6 else headings, len(headings[:6]))
        self.sentences = rng.sample(sentences + _COMMON, len(sentences + _COMMON))
        self.leads = rng.sample(_LEADS, len(_LEADS))

    def say(self, pattern: str) -> str:
        """A pattern with its slots filled."""
        rng = self.rng
        word, word2 = rng.sample(_SLOTS["word"], 2)
        unit, unit2 = rng.sample(_SLOTS["unit"], 2)
        values = {name: rng.choice(choices) for name, choices in _SLOTS.items()}
        values |= {
            "word": word, "word2": word2, "unit": unit, "unit2": unit2, "topic": self.topic,
            "dec": f"{rng.randint(1, 20)}.{rng.randint(1, 9)}", "pct": str(rng.randint(51, 99)), "pctlow": str(rng.randint(10, 50)),
            "month": str(rng.randint(1, 12)), "day": str(rng.randint(1, 28)), "int": str(rng.randint(11, 99)),
            "int2": str(rng.randint(2, 10)), "thousand": f"{rng.randint(1, 9)},{rng.randint(100, 999)}",
            "clock": f"{rng.randint(8, 11)}:{rng.choice(['00', '30', '15'])}", "year": str(rng.randint(2014, 2024)),
            "phone": str(rng.randint(2000000, 8999999)),
        }  # fmt: skip
        return pattern.format(**values)

    def document(self, name: str) -> Document:
        rng = self.rng
        lines = self.head()
        signed = "date" not in {line.role for line in lines} and rng.random() < 0.1
        lines += [Line("salutation", text) for text in rng.choice(_SALUTATIONS)]
        lines.append(Line("paragraph", self.say(rng.choice(_OPENINGS))))
        lines += self.body(rng.choice(_SHAPES))
        if rng.random() < 0.15:
            lines += [Line("salutation", "同志们："), self.paragraph()]
        lines.append(Line("paragraph", self.say(rng.choice(_ENDINGS))))
        if "谢谢" not in lines[-1].text and rng.random() < 0.5 and not signed:
            lines.append(Line("closing", rng.choice(_CLOSINGS)))
        if signed:
            lines.append(self.date())
        return Document(name, tuple(lines))

    def head(self) -> list[Line]:
        rng = self.rng
        title = self.say(rng.choice(_TITLES))
        lines = [Line("title", title)]
        if rng.random() < 0.12:
            lines = [Line("title", self.say(rng.choice(_PHRASES))), Line("subtitle", "——" + title)]
        extra = []
        if rng.random() < 0.25:
            extra.append(self.date())
        if rng.random() < 0.25:
            extra.append(
                Line("speaker", rng.choice([rng.choice(_POSTS), rng.choice(_POSTS), ""]) + rng.choice(_NAMES))
            )
        rng.shuffle(extra)
        return lines + extra

    def date(self) -> Line:
        year, month, day = self.rng.randint(2012, 2024), self.rng.randint(1, 12), self.rng.randint(1, 28)
        text = f"{year}年{month}月{day}日"
        if self.rng.random() < 0.2:
            text = (
                "".join(_DIGITS[int(digit)] for digit in str(year))
                + f"年{_chinese(month)}月{_chinese(day)}日"
            )
        return Line("date", self.rng.choice([text, f"（{text}）"]), f"{year}-{month:02d}-{day:02d}")

    def body(self, shape: _Shape) -> list[Line]:
        lines: list[Line] = []
        parts = self.rng.randint(2, 4)
        if not shape.outer:
            return [self.paragraph() for _ in range(self.rng.randint(3, 6))]
        for number in range(1, parts + 1):
            lines.append(self.part(shape.outer, number, self.headings.pop()))
            if not lines[-1].role.startswith("lead"):
                if (shape.inner != "deep" and self.rng.random() < 0.6) or not shape.inner:
                    lines.append(self.paragraph())
                lines += self.inside(shape.inner)
        return lines

    def inside(self, inner: str) -> list[Line]:
        if not inner:
            return []
        if inner == "deep":
            return [
                Line("heading2", f"（一）{self.lead()}"), self.paragraph(), Line("heading2", "（二）严明纪律要求"),
                Line("heading3", "1.明确责任"), self.paragraph(), Line("heading3", "2.细化措施"),
                Line("heading4", "（1）建立台账"), self.paragraph(), Line("heading4", "（2）挂图作战"), self.paragraph(),
            ]  # fmt: skip
        lines = []
        for number in range(1, self.rng.randint(2, 3) + 1):
            lines.append(self.part(inner, number, self.lead()))
            if lines[-1].role.startswith("heading"):
                lines.append(self.paragraph())
        return lines

    def part(self, kind: str, number: int, words: str) -> Line:
        """A numbered line: a heading, or a paragraph that opens with a lead."""
        stop = "。" if kind.endswith("stop") else ""
        sign = _COUNT[number - 1]
        marks = {"1": f"{sign}、", "2": f"（{sign}）", "3": f"{number}.", "4": f"（{number}）"}
        if kind.startswith("heading"):
            return Line(kind[:8], marks[kind[7]] + words + stop)
        if kind == "ordinal heading":
            return Line("heading1", f"第{sign}，{words}")
        if kind == "ordinal lead":
            return Line("lead1", f"第{sign}，{words}。{self.sentence()}{self.sentence()}")
        if kind == "point":
            return Line("lead2", f"{sign}是{words}。{self.sentence()}{self.sentence()}")
        return Line(kind, f"{marks[kind[4]]}{words}。{self.sentence()}{self.sentence()}")

    def lead(self) -> str:
        if not self.leads:
            self.leads = self.rng.sample(_LEADS, len(_LEADS))
        return self.leads.pop()

    def sentence(self) -> str:
        if not self.sentences:
            self.sentences = self.rng.sample(_COMMON, len(_COMMON))
        return self.say(self.sentences.pop())

    def paragraph(self) -> Line:
        return Line("paragraph", "".join(self.sentence() for _ in range(self.rng.randint(2, 4))))


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    text = ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[units] if units else "")
    return re.sub("^一十", "十", text)
