"""What a page says of the text it offers, told from what a speaker says by the signs of either.

In: a line and the names of the text. Out: how much of the line, from its start
or to its end, is the page's. Each kind of sign has a weight: a page speaks of
itself, of texts as goods, of its reader as a user; a speaker says I, and what is
to be done. No wording decides alone, and without a word for the text or for the
page nothing is enough.
"""

from __future__ import annotations

from functools import lru_cache

from yinfa import shapes
from yinfa.normalize import text_names
from yinfa.normalize.likeness import ALL_BUT_SURE, BEYOND_DOUBT, is_said, likeness
from yinfa.patterns import compiled, led_by

LEAST = 5
"""Weight of a sentence that only a page says."""
_SURE = 12
"""Weight of a sentence that needs no word for the page or its text."""
SPOKEN_OUT = 4
"""The same behind the speaker's thanks."""
SOME = 2
"""Weight of a sentence that a page may say: enough between its own words and the speech."""
_LONGEST = 500
"""Characters of the longest line that is looked at."""
_LONGEST_NEUTRAL = 24
"""Characters of the longest sentence without any sign of a page that may stand behind the page's own."""
_LEAST_LIKE = 8
"""Characters of the shortest sentence that is told by nothing but its characters."""
_LONGEST_OFFER = 60
"""Characters of a sentence; in a longer one the signs weigh less."""
_GENRE = (
    led_by(("讲话", "演讲", "发言", "致辞", "演说", "主持", "讲演", "宣讲"), "[稿词]")
    + "|范[文本例]|公文|文[稿案档章]|例文|开场白|欢迎词|贺词|模板|素材|精品[资文范]|原文|全文"
)
_SITE = (
    "小编|编者(?!按[^:：】）\\])])|网站?(?:的?编辑|(?:为|给)?.{0,4}(?:整理|收集|搜集))|本站|本网(?!络|格)|范文网|文库|https?:|www\\.|"
    "\\.(?:com|cn|net|org)(?![a-z])|侵(?:权|犯).{0,40}(?:删除|联系|告知|撤下|处理)|版权(?:归.{0,8}所有|所有)|转载请|"
) + led_by("文作公材", "[文秘书稿库料]网")
PUBLIC = r"(?:https?://)?[\w.@-]{1,60}\.(?:gov|edu)\.[!-~]+"
"""An address of an office or a school, which offers no texts."""
_READ = "阅读|借鉴|参考|参阅|下载|收藏|分享|关注|查阅|浏览|学习|使用|交流|转发"
_GENRE_ALONE = 2
_PERSONAL = -6
"""Weight of a sentence that names the speaker or those who listen, at most."""
KEPT = (
    "未完|未读(?!\\s*\\d+\\s*人)|隐藏|余下|剩余(?!(?:免费)?(?:次数|时长))|省略|"
    "继续阅读|剩下|显示\\d|点击下一页|下一页继续|残缺|略去|^[（(]摘要[）)]$"
)
"""Signs that a text was cut off or is abridged: what holds them is left to the rules that warn of it."""
WRITTEN_DOWN = (
    r"[（(][^（()）]{0,10}(?:录音|记录|速记|整理)稿?[^（()）]{0,40}(?:整理|未经[^（()）]{0,8}审[阅定核])"
    r"[^（()）]{0,30}[）)]"
)
"""How the text of a speech was made: （根据录音整理，未经本人审阅）."""
LEADS = (
    "编者按|编者的话|导语|导读|摘要|内容(?:提要|提示|概要|摘要)|核心提示|内容简介|文档简介|文章摘要|温馨提示|友情提示|特别提示|提示|特别说明|序言|"
    "版权声明|免责声明|声明|简介|作者简介|前言|引言"
)
"""What heads a paragraph of the page above a text."""
_ADVICE = "[^，。：]{0,4}(?:提示|提醒|贴士|技巧|点评|评析|简析|赏析|按语|编后|编后语)"
"""What heads the page's advice to those who write such a text."""
_WRITING = "稿|写作|行文|开头|结尾|套用|复制|修改"
"""What such advice is about."""
_SAID_TOO = "提示|声明|说明|简介|前言|引言|提醒|技巧|点评"
"""Labels that a speaker sets before a sentence as well: 提示：出门关电."""
_REVIEW = "[这本此该][篇份则][^，。：]{0,16}稿件?[^。]{0,60}(?:语言|条理|行文|适[合用]于)"
"""How a page praises the text it offers."""
_LEAD = f"^(?:[【\\[（(]?(?:{LEADS}|{_ADVICE})(?:[】\\])）]|\\s*[:：])|{_REVIEW})"
SITE_NAME = "网|稿|秘|档|库|笔|材料|资料|写作|书屋|家园|园地|文案|之家|之友"
"""What stands in the name of a site that offers texts."""
BOASTS = "(?:写作|写材料|公文|文[案稿秘]|范文).{0,8}(?:帮手|助手|平台|专家|首选|简单|轻松|基地)"
"""What a site of texts says of itself."""
_MINE = led_by(
    ("下面是我", "以下是我", "这里给大家", "这里为大家"),
    "[^，。]{0,6}(?:整理|收集|搜集|分享)[^，。]{0,30}(?:[讲演言]稿|范文|[致贺祝幕][辞词]|发言|演讲|讲话)",
)
"""How a page offers texts whose words a program has changed: 下面是我给大家整理的讲话稿."""
_SEVERAL = led_by(("以下", "下面", "这里"), "[是为有][^，。]{0,6}[几二两三四五六七八九十\\d]篇[^，。]{2,}")
"""How a page counts the texts that it offers: 下面是两篇致辞."""
_ASKS = (
    "[您你]对(?:这[个篇份]|[本此该])[^，。]{0,2}(?:回答|答案|文章|文档|页面|网页|稿件?)[^，。]{0,4}(?:评价|满意)|"
    "(?:[这本此该][个篇份]?(?:回答|答案|文章).{0,4}|是否)解决了?[您你]的(?:问题|疑问|疑惑)|"
    "找到了?[您你](?:所?需要|想要)的(?:信息|内容|范文)"
)
"""What a page asks its reader about itself."""
_ASKED_FOR = "^急?(?:求|跪求|急需)[^。！]{0,20}(?:稿|范文|发言|讲话|致辞)"
"""How somebody asks a page for a text."""
_ALL = (
    "以上(?:就|便)?是[^，。]{2,40}的全部内容了?[，,](?:希望|感谢|欢迎|更多)[^。]{0,20}"
    "(?:帮助|帮到|喜欢|阅读|参考|关注|借鉴)"
)
"""How a page ends a text that it names."""
WELCOME = "^欢迎(?:光临|访问)[^，。]{2,10}[！!]$"
_ANCHORS = (
    (3, BOASTS),
    (4, WELCOME),
    (5, "感谢[您你]的?(?:耐心)?(?:阅读|浏览|下载)"),
    (5, _ASKS),
    (5, _ASKED_FOR),
    (4, _ALL),
    (4, f"欢迎.{{0,3}}(?:光临|访问|来到).{{0,8}}(?:{SITE_NAME})"),
    (4, _SITE),
    (
        3,
        f"{led_by('本此该', '[文稿]')}|{led_by('这本此该', '[篇份则](?:讲话|演讲|发言|范|文|致辞|稿)')}|"
        f"{led_by('上下', '文[是为由]')}|"
        + led_by(
            ("以上", "以下", "上述", "上面", "下面"),
            "(?:文章|全文|范文|讲话|演讲|发言|致辞|稿件|内容(?:是|由|为|来|均|仅|就|便|不代))",
        ),
    ),
    (
        3,
        led_by("这本此该", "[篇份则][^，。]{1,8}(?:讲话|演讲|发言|范文|文章|致辞|稿)") + "|打赏",
    ),
    (4, _LEAD),
    (3, f"{_SEVERAL}|{_MINE}"),
    (3, "点击(?:查看|进入|下载)"),
    (_GENRE_ALONE, _GENRE),
)
"""What names the page or the text: weight and pattern. Without one of these a sentence is the speaker's."""
_WISHES = (
    f"希望.{{0,20}}(?:帮助|帮到|喜欢|启发|有用|有所)|欢迎.{{0,10}}(?:{_READ})|"
    f"{led_by(('感谢', '谢谢'), '.{0,8}(?:阅读|关注|浏览|访问)')}|"
    "敬请|请勿|谢绝|严禁|一起来?.{0,4}(?:看看|了解|学习)|一起看|看看吧|更多.{0,20}(?:请|尽在|就在)|更多精彩|了解更多"
)
"""What a page wishes its reader."""
_OFFERS = (
    (3, "欢迎.{0,3}(?:光临|访问)"),
    (
        2,
        "整理|收集|搜集|汇总|精选|精心|投稿|上传|带来|推荐|分享|原创|编辑|集锦|大全|汇编|合集|来自网络|频道$|专区$|栏目$|文库$|材库$",
    ),
    (
        2,
        "供(?<!是供).{0,8}(?:参考|借鉴|参阅|学习|阅读|下载|交流|使用)|仅供|"
        + led_by("为给", "(?:大家|您|你|各位|网友)"),
    ),
    (2, _WISHES),
    (2, "急求|跪求|求(?:大佬|大神|助|思路|一篇)"),
    (2, "在线等|悬赏|[，,]急+[！!]+$|急急急"),
    (2, "稿.{0,8}请[您你]?(?:审阅|查收|过目|审定|修改|批改|斧正|指正)"),
)
"""What offers a text: weight and pattern."""
_TOPICS = (
    (1, "材料|资料|内容"),
    (2, "(?:^|，)(?:那么)?(?:以下|下面|上面|以上|这里|上述).{0,4}(?:是|为|由|就|小编|内容|这)|到这里|到此"),
    (2, "\\d\\s*[字篇]|[二两三四五六七八九十]篇|全部内容|相关内容|如下"),
    (2, led_by(("怎么", "怎样", "如何", "该"), ".{0,2}(?:写|撰写|书写)") + "|写[法作好材稿]"),
    (1, "适[合用于]+.{0,20}(?:场合|场景|使用)"),
    (
        2,
        led_by(("语言", "文笔", "行文", "措辞", "用词"), "(?:朴实|流畅|平实|生动|通俗|精练)")
        + "|结构(?:完整|严谨|清晰)",
    ),
)
"""What else a page says: weight and pattern."""
_USER = (
    "阅读|浏览|下载|收藏|关注|点击|查看|登录|注册|转载|复制|访问|留言|评论|搜索|公众号|网站|网友|APP|app|扫码|免费|会员|"
    "看过|还看|喜欢|来源|声明|链接|收录|上传者|客户端|疑问|两句|沙发|格式|网络|侵权|删除|客服|联系|刷新|浏览器|小说|移动流量|加载"
)
"""What a user of a page does: the first word has weight 2, each other one 1, together at most 4."""
_PERSON = (
    "我(?<!关注我)(?<!联系我)(?<!随时告诉我)(?!们|的?(?:文章|作品|文库)|(?:继续|坚持)?(?:创作|更新|码字)|"
    "(?:们|会|已|精心|细心|特意|给大家|为大家|帮大家)*(?:整理|收集|搜集)|"
    "(?:[为给](?:大家|您|你们?))?(?:精心|特意)?(?:准备|分享|带来|推荐|撰写)的?(?:本文|[^，。]{0,20}(?:范文|[讲演]稿))|[国省市县区镇乡村校院局厂司部委办队])|"
    "同志|谢谢(?!您?的?(?:阅读|关注|观看|浏览))|咱们|在座|各位(?<![供给为]各位)(?!网友|读者|读友|朋友|小伙伴|.{0,4}爱好者)|会后|散会"
)
_DUTY = (
    "我们(?<!关注我们)(?<!联系我们)(?!一起|来|就|会继续|精心|删除|整理|为)|"
    "会上(?!的)|会议(?!讲话|发言|致辞|主持|范文|材料|稿|上的|情况)|印发|贯彻|抓好|各级|全体|"
    "要(?<![需只主重]要)(?![求素点闻领想知是么])|请大家(?!关注|参考|阅读|收藏|分享|下载|多多|继续|查阅)|一批|"
    "请每[一位名个]|不许|回去以?后"
)
"""What a speaker says and a page seldom does: I and you, what was met for, what is to be done."""
_THANKS = "[，,]谢谢[^，。！？]{0,6}[。！!]*$"
"""What a speaker and a page end a sentence with."""


_SETTING = "在|作为|随着|为了|每逢|转眼"
"""What opens a clause with which pages lead in to what they offer, in words that anybody may say."""
_UNLIKE = 0.1
"""Likeness below which a clause without any sign of a page is none of its words: of the said ones a third."""
_LEAST_CLAUSE = 5
_SIGNS = "|".join(pattern for _, pattern in (*_ANCHORS, *_OFFERS, *_TOPICS)) + f"|{_USER}"


def begins(row: str, titles: tuple[str, ...] = (), least: int = LEAST, neutral: int = 1) -> int:
    """How many characters at the start of a line are the page's: whole sentences, to the last such one.

    A sentence of the weight `neutral` may stand above one of the page's, and a wish to the reader behind it.
    """
    spans = _sentences(row)
    weights = [weight(row[start:end], titles) for start, end in spans]
    count = next((index for index, found in enumerate(weights) if found < neutral), len(weights))
    last = max((index for index in range(count) if weights[index] >= least), default=-1)
    if last <= 0 and _is_headed(row) and min(weights) > _PERSONAL:
        return len(row)
    if last < len(spans) - 1:
        last = max(
            (at for at in range(last + 1) if weights[at] >= _SURE or _is_anchored(row[slice(*spans[at])])),
            default=-1,
        )
    while 0 <= last < count - 1 and compiled(_WISHES).search(row[slice(*spans[last + 1])]):
        last += 1
    return spans[last][1] if last >= 0 else 0


def before_title(row: str, titles: tuple[str, ...]) -> int:
    """How many characters of a line stand before the title behind a label or a sentence of the page's.

    With the title, where those who are called follow it.
    """
    for title in titles if len(row) > _LONGEST_NEUTRAL else ():
        place = row.find(title, 1, _LONGEST)
        while place > 0 and not _is_before(row[:place], titles):
            place = row.find(title, place + 1, _LONGEST)
        if place > 0:
            behind = row[place + len(title) :].lstrip()
            return len(row) - len(behind) if shapes.salutation_end(behind) else place
    return 0


def _is_before(said: str, titles: tuple[str, ...]) -> bool:
    """Whether words end with a sentence of the page's, or are a label before a title: 资源描述：."""
    label = said.rstrip()
    if label[-1:] in tuple("：:"):
        return _LEAST_LABEL < len(label) <= _LONGEST_LABEL and label[:-1].isalnum()
    spans = _sentences(said) if said[-1] in shapes.ENDS else ()
    return bool(spans) and weight(said[slice(*spans[-1])], titles) >= LEAST


_LEAST_LABEL, _LONGEST_LABEL = 2, 7
"""Characters of such labels, with their colon."""


def leads_in(row: str, titles: tuple[str, ...], least: int = LEAST) -> bool:
    """Whether a paragraph ends with the page's words and has no sentence that only a speaker says.

    Behind them stand no more than wishes to the reader. Of more sentences than a page writes about
    itself some may be the speaker's all the same.
    """
    spans = _sentences(row)
    weights = [weight(row[start:end], titles) for start, end in spans]
    last = max((at for at, found in enumerate(weights) if found >= least), default=-1)
    if last < 0 or min(weights[last:]) < SOME:
        return False
    said = [span for span, found in zip(spans, weights, strict=True) if found <= _PERSONAL]
    if any(not compiled(_DRAFTING).search(row[slice(*span)]) for span in said):
        return False
    return sum(found < LEAST for found in weights[:last]) <= _MOST_NEUTRAL and _is_anchored(
        text_names.renamed(row, titles)
    )


_DRAFTING = "(?:准备|撰写|起草|写|拟).{0,4}[一份篇则].{0,8}稿"
"""What even a sentence with I is about where a page leads in: 我想我们需要准备一篇演讲稿了."""
_MOST_NEUTRAL = 2
"""Sentences that may be anyone's in a paragraph of the page's."""


def _is_anchored(sentence: str) -> bool:
    """Whether a sentence names the page or its text, and not a kind of texts alone."""
    return any(points > _GENRE_ALONE and compiled(pattern).search(sentence) for points, pattern in _ANCHORS)


def stops(row: str, titles: tuple[str, ...] = (), least: int = LEAST) -> int:
    """How many characters at the end of a line are the page's: whole sentences, from the first such one."""
    spans = _sentences(row)
    weights = [weight(row[start:end], titles) for start, end in spans]
    said = [
        found < 0 or (found < 1 and end - start > _LONGEST_NEUTRAL)
        for found, (start, end) in zip(weights, spans, strict=True)
    ]
    spoken = next((index + 1 for index in range(len(said) - 1, -1, -1) if said[index]), 0)
    if not spoken and _is_headed(row) and (compiled(_WRITING).search(row) or not compiled(_DUTY).search(row)):
        return len(row)
    return next(
        (len(row) - spans[index][0] for index in range(spoken, len(spans)) if weights[index] >= least), 0
    )


@lru_cache(maxsize=512)
def _sentences(row: str) -> tuple[tuple[int, int], ...]:
    if len(row) > _LONGEST and not compiled(_SITE).search(row):
        return ()
    return tuple(match.span() for match in compiled("[^。！？!?]+(?:[。！？!?]+[”’）)]*)*+").finditer(row))


def _is_headed(row: str) -> bool:
    """Whether a line stands under a label of the page, and does not go on as one that is said."""
    match = compiled(_LEAD).match(row)
    return match is not None and (
        not compiled(_SAID_TOO).search(match[0])
        or compiled(_WRITING).search(row) is not None
        or not is_said(row)
    )


@lru_cache(maxsize=512)
def weight(sentence: str, titles: tuple[str, ...] = ()) -> int:
    """How much a sentence is the page's; below 0 it is the speaker's.

    Less where its characters are a speaker's, unless it names the text by its title.
    """
    if compiled(WRITTEN_DOWN).fullmatch(sentence):
        return _PERSONAL
    named = text_names.renamed(sentence, titles)
    bare = compiled('“[^”]*”|《[^》]*》|"[^"]*"').sub("", named)
    if ".gov." in bare or ".edu." in bare:
        bare = compiled(PUBLIC).sub("", bare)
    found = _weight(bare, alike=_is_alike(bare) and (bare == named or _is_alike(named)))
    if found < SPOKEN_OUT or named != sentence:
        return found
    return found - SPOKEN_OUT if is_said(sentence) and is_said(bare) else found


def may_end(row: str, *, alone: bool) -> bool:
    """Whether a short sentence behind a speech may be its last, be it with a page's words: 沙发留给你们。.

    Where it is `alone`, with no page about the speech, it may bid those who listen something too.
    """
    return is_said(row) and weight(row) < SPOKEN_OUT and (alone or not compiled(_BIDS).match(row))


_BIDS = "感谢|谢谢|欢迎|敬?请|求"
"""What a page's short sentence begins with that bids its reader something: 请勿转载！."""


def _is_alike(sentence: str) -> bool:
    """Whether a sentence that no speaker must have said is a page's by nothing but its characters."""
    if sentence[-1:] not in tuple(shapes.ENDS) or len(sentence) < _LEAST_LIKE:
        return False
    sized = _LEAST_LIKE <= sum(map(shapes.is_chinese, sentence)) <= _LONGEST_OFFER
    return sized and likeness(sentence) >= ALL_BUT_SURE


def holds_said(sentence: str) -> bool:
    """Whether a clause, or its beginning, shows no sign of a page and is unlike what pages say.

    What shows one in such a sentence was dropped into it.
    """
    clauses = compiled("[，、；：。！？,;:!?…]").split(sentence)
    return any(_is_unlike(compiled(_SIGNS).split(clause, maxsplit=1)[0]) for clause in clauses)


def _is_unlike(words: str) -> bool:
    return (
        sum(map(shapes.is_chinese, words)) >= _LEAST_CLAUSE
        and likeness(words) < _UNLIKE
        and not compiled(_SETTING).match(words)
    )


def _without_thanks(bare: str) -> str:
    """A sentence that no speaker says without the thanks with which it ends: …转载请注明出处，谢谢合作！."""
    thanks = compiled(_THANKS).search(bare) if "谢谢" in bare else None
    return bare[: thanks.start()] if thanks and likeness(bare) >= BEYOND_DOUBT else bare


_OFFERED = "(?:下面|以下)[^，。]{0,4}小编[^，。]{0,8}(?:提供|整理|收集|搜集|带来|分享|准备|推荐)"
"""What only a page says, whatever else stands in its sentence: 下面小编给大家提供了…."""


@lru_cache(maxsize=512)
def _weight(bare: str, *, alike: bool) -> int:
    """The weight of a sentence without what it quotes; `alike` tells that its characters are a page's."""
    anchor = sum(points for points, pattern in _ANCHORS if compiled(pattern).search(bare))
    offers = sum(points for points, pattern in _OFFERS if compiled(pattern).search(bare))
    topics = sum(points for points, pattern in _TOPICS if compiled(pattern).search(bare))
    topics += 2 if len(compiled(_GENRE).findall(bare)) > 1 else 0
    used = len(set(compiled(_USER).findall(bare)))
    total = anchor + offers + topics + (min(used + 1, 4) if used else 0)
    dutiful = compiled(_DUTY).search(bare) is not None
    kept = compiled(KEPT).search(bare) is not None
    personal = compiled(_PERSON).search(_without_thanks(bare)) is not None or shapes.salutation_end(bare) > 0
    if not (personal or dutiful or kept) and alike:
        return max(total, LEAST)
    if not personal and "我们" not in bare and compiled(_OFFERED).search(bare):
        return max(total, LEAST)
    if kept or (anchor <= _GENRE_ALONE and (not anchor or not offers or dutiful)):
        total = min(total, SPOKEN_OUT - 1)
    if total >= SOME and not compiled(_LEAD).match(bare) and holds_said(bare):
        total = min(total, SOME) - SOME
    total -= max(len(bare) - _LONGEST_OFFER, 0) // 20
    if personal:
        return total - (5 if "小编" in bare else -2 * _PERSONAL)
    return total - 2 if dutiful else total
