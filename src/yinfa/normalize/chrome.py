"""The web page around a speech: breadcrumbs, bylines, counters, buttons, lists of links, frames.

Chrome is known by its shape and its place. A line counts as chrome only where
nothing but labels, their values and separators is left in it; words such as 来源
or 下载 in a sentence are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yinfa import shapes
from yinfa.normalize.lines import Line, Proposal, drop, lines

_LABELS = (
    "文章来源|信息来源|稿件来源|资料来源|来源|稿源|出处|原文作者|作者|撰稿|供稿|通讯员|责任编辑|编辑|责编|审核|校对|"
    "录入者?|发布者|发布人|上传者|上传|投稿人|投稿|发布时间|发表时间|更新时间|发布日期|发表日期|更新日期|录入时间|添加时间|"
    "上传时间|时间|日期|发布于|发表于|更新于|点击次数|点击数|点击率|点击量|点击|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读数|"
    "阅读|访问量|访问次数|人气|查看|热度|字体大小|字体|字号|分享到|分享|加入收藏|收藏本文|收藏|打印本页|打印此页|打印本文|打印|"
    "关闭窗口|关闭本页|关闭|复制链接|复制全文|复制|下载本文|下载文档|下载全文|免费下载|下载|举报|纠错|评论数|评论|"
    "我要评论|点赞|推荐|标签|关键词|关键字|所属分类|所属栏目|分类|类别|栏目|返回顶部|返回首页|返回列表|返回|转载|"
    "文档类型|文档格式|页数|大小|积分|设为首页|网站首页|首页|登录|注册|会员|客服|全屏|缩小|放大|繁体|简体|大|中|小|次|"
    "word格式|Word版|admin|管理员|佚名|未知|本站原创|网络|互联网|不详|文字|共|字数|微信|微博|QQ空间|QQ|朋友圈|新浪微博|人人网"
)
_VALUE = (
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|"
    r"共计?\d+个?字|预计阅读(?:时长|需要?)?\s*\d+\s*分钟|约?\d+\s*(?:字|次|人|页|分钟|KB|MB|赞|条)|\d+"
)
_SEPARATORS = r"[\s|｜/:：,，、;；\-—_·>›»\[\]【】()（）<《》.。+#*]+"
_TOKEN = rf"(?:{_VALUE})|(?:{_LABELS})|{_SEPARATORS}"

_BREADCRUMB = (
    r"(?:您|你)?(?:现在)?(?:的)?(?:当前|所在)?(?:所处)?(?:的)?位置(?:是)?\s*[:：].*|"
    r"(?:网站)?首页\s*(?:[>›»→/\-|]|&gt;).*|[^。！？，]{1,20}(?:\s*[>›»→]\s*[^。！？，>›»→]{0,30}){2,}|[^。！？，]{1,20}\s*[>›»]\s*[^。！？，]{1,20}\s*[>›»]"
)
_ALWAYS = (
    r"【?\s*(?:字体|字号)\s*[:：].*|.*打印本页.*关闭.*|(?:微信)?扫(?:一扫|码|描).{0,20}|(?:长按|识别).{0,10}二维码.{0,10}|"
    r".{0,6}(?:领取福利|领取资料|关注.{0,12}公众号).{0,10}|(?:上|下)一[篇页](?:\s*[:：].*)?|上一篇.*下一篇.*|"
    r"[\-=_*~·—]{5,}|(?:点击|点此)?(?:下载|查看)(?:本文|全文|文档|更多|原文|Word版|word版)[^。]{0,15}|"
    r"(?:返回|回到)(?:顶部|首页|列表)|(?:复制|收藏|打印|分享)(?:本文|全文|链接|此文|到.{0,6})?|加入收藏|"
    r"版权(?:所有|声明).*|Copyright.*|©.*|.{0,4}ICP备.*|https?://\S+|www\.\S+"
)
_LISTS = (
    r"(?:相关|热门|推荐|最新|更多|精彩|精选|猜你|延伸|拓展|您可能|你可能|大家都在|看了|读了|本周|随机|热点|同类|相似|下载|文章|文档)"
    r".{0,12}(?:推荐|文档|文章|阅读|喜欢|范文|内容|资讯|专题|排行|搜索|标签|看|链接|资料|列表|栏目|分类)\s*[:：]?|"
    r"(?:用户|网友|最新|全部|文章|发表)?(?:评论|留言)(?:\s*[(（]?\d*条?[)）]?)?\s*[:：]?|上一篇.*|下一篇.*|"
    r"(?:免责|版权)(?:声明|说明).*|本文(?:来源|来自|地址|链接|网址|关键词|标题|由).*|"
    r"(?:以上|本文)(?:就是|便是|是|内容).{0,30}(?:小编|全部内容|本站|网站|整理|分享).*"
)
_FRAMES = (
    r"(?:下面|以下|这里|今天|本文)?[^。！？\n]{0,25}(?:小编|本站|笔者|范文网|本网)[^。！？\n]{0,40}"
    r"(?:整理|收集|分享|带来|准备|精心|推荐|搜集|编辑)[^\n]{0,60}|"
    r"[^。！？\n]{0,40}(?:供(?:大家|您|各位|你)?(?:参考|借鉴|学习|阅读)|仅供参考|希望(?:对|能).{0,12}(?:有所?帮助|帮到))[^。！？\n]{0,20}[。！!]?|"
    r"【?(?:文章|全文|本文)共\s*\d+\s*字.*|【?(?:导语|摘要|编者按|前言|简介|提示)】?\s*[:：].{0,300}|"
    r"\[?(?:公文|文秘|范文)[^。，]{0,15}网[^。，]{0,20}|(?:欢迎|敬请).{0,10}(?:阅读|下载|借鉴|收藏|浏览|关注|访问)[^\n]{0,30}"
)


def frame(text: str) -> Iterator[Proposal]:
    """The farm's words around a speech are taken out: 下面是小编为大家整理的…，供大家参考。."""
    rows = list(lines(text))
    inside = _inside(rows)
    for index, row in enumerate(rows):
        if index not in inside and len(row.text) <= 320 and re.fullmatch(_FRAMES, row.text):
            yield drop(text, row, 0.9)


def tail(text: str) -> Iterator[Proposal]:
    """What follows a heading such as 相关推荐 or 用户评论 behind the speech is taken out."""
    rows = list(lines(text))
    for index in range(len(rows) - 1, -1, -1):
        if _is_prose(rows[index].text):
            break
    else:
        return
    for start in range(index + 1, len(rows)):
        if len(rows[start].text) <= 80 and re.fullmatch(_LISTS, rows[start].text):
            for row in rows[start:]:
                yield drop(text, row, 0.95)
            return


def line(text: str) -> Iterator[Proposal]:
    """Lines of labels, counters and links are taken out: 来源: 时间: 点击:."""
    rows = list(lines(text))
    inside = _inside(rows)
    titles = {shapes.title_key(row.text) for row in rows if shapes.is_title(row.text)}
    for index, row in enumerate(rows):
        if row.text and not _is_prose(row.text):
            confidence = _chrome(row.text, index in inside, bool(titles))
            if confidence:
                yield drop(text, row, confidence)


def _inside(rows: list[Line]) -> range:
    """The rows from the first salutation or sentence to the last sentence or thanks: the speech itself."""
    opens = next(
        (
            index
            for index, row in enumerate(rows)
            if shapes.is_salutation(row.text) or (_is_prose(row.text) and not re.fullmatch(_FRAMES, row.text))
        ),
        len(rows),
    )
    closes = next(
        (
            index
            for index in range(len(rows) - 1, -1, -1)
            if (_is_prose(rows[index].text) and not re.fullmatch(_FRAMES, rows[index].text))
            or shapes.is_closing(rows[index].text)
        ),
        -1,
    )
    return range(opens, closes + 1)


def _is_prose(row: str) -> bool:
    return shapes.is_prose(row) and not re.fullmatch(_BREADCRUMB, row)


def _chrome(row: str, inside: bool, titled: bool) -> float:
    """How certain it is that a line belongs to the page; 0 where it does not."""
    if len(row) > 200 or shapes.date(row):
        return 0
    if re.fullmatch(_BREADCRUMB, row) or re.fullmatch(_ALWAYS, row):
        return 0.97
    labels = _labels(row)
    if inside:
        return 0.9 if labels >= 2 else 0
    if labels:
        return 0.95 if labels >= 2 else 0.85
    if re.fullmatch(r"[\d\s|/,，.\-:]+", row):
        return 0.9
    if titled and _is_slogan(row):
        return 0.8
    return 0


def _labels(row: str) -> int:
    """How many labels of a page a line consists of; 0 where anything else is left in it.

    A label with a colon, or the first thing on the line, may have a short name beside it.
    """
    rest = re.sub(rf"((?:{_LABELS})\s*[:：])\s*[^\s:：|]{{1,16}}(?=\s|$|[|])", r"\1 ", row)
    rest = re.sub(rf"^[^\s:：|，。]{{1,8}}?\s?(?=(?:{_LABELS})\s*[:：]?\s*(?:{_VALUE})|分享|发表)", "", rest)
    if re.sub(_TOKEN, "", rest):
        return 0
    labels = len([label for label in re.findall(rf"(?:{_LABELS})", rest) if len(label) > 1])
    values = len(re.findall(_VALUE, rest))
    return labels + (values if labels else 0)


def _is_slogan(row: str) -> bool:
    """Whether a line above or below a titled speech advertises a site: odd signs, 网, 文库."""
    return (
        not shapes.is_title(row)
        and not shapes.is_subtitle(row)
        and not shapes.is_salutation(row)
        and re.search(r"[◆◇★■□▲▼※~～|｜_@#^]{1}|网$|网站|文库|论坛|公众号|\.(?:com|cn|net|org)", row)
        is not None
        and re.search(r"[。！？]$", row) is None
    )
