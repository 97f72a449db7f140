"""What sites say in the strings that they drop into texts: of themselves, of their rights, of their users.

Patterns for `watermark`, which finds such strings by their repetition, and the weight of a string's wording.
"""

from __future__ import annotations

from functools import lru_cache

from yinfa.normalize.likeness import BEYOND_DOUBT, likeness
from yinfa.patterns import compiled, led_by

_SITE_NAME = (
    "(?:文[书秘稿案库]|公文|范文|写作|笔杆|秘笔|好?稿|秘书).{0,3}"
    "(?:之家|之友|公社|[网港库站吧坊斋岛阁园社堂屋铺]|驿站|书房|部落|天下|大全|在线|频道|平台)"
)
_ACCOUNT = (
    "(?:知识星球|百家号|头条号|小红书号?|抖音号?|快手号?|视频号|公众号|微信号?|微博|搜狐号|企鹅号|网易号|简书|知乎)"
    "(?:[:：/@＠]|(?<=号)[a-z]{3})"
)
"""An account, to the sign before its name."""
_TAKEN = (
    "(?:[本此该]文|文章|内容|资料|文档)(?:来源?[于自]|[转摘出]自)于?(?:互联)?网络?|"
    "(?:淘宝|微信|抖音|百度)搜|[进加]群领|领.{0,2}资料"
)
"""Where a page took its text from, and where its user is to look for more."""
_PROGRAM = "evaluation ?(?:only|copy|version)|(?:created|generated|powered|edited|converted) ?(?:by|with)"
"""What programs say of themselves."""
OF_SITES = (
    "商用|商业用途|版权|权属|转载|剽窃|抄袭|盗用|盗版|必究|范文|文库|公文|文秘|公众号|微信|qq|网站|网(?:$|】|整理|收集|"
    "提供|发布|首发|原创|独家|版权)|写作网|"
    "下载|首发|独家|"
    "转自|摘自|尽在|会员|vip|第一站|水印|请勿|外传|样稿|试读|扫码|论坛|博客|站长|客服|机密|样张|sample|非正式稿|倒卖|付费|加群|群号|"
    "本站|原创|整理发布|整理提供|内容由|谢绝|采集|盗链|归.{1,10}所有|复制|不得上传|v信|copyright|淘宝|店铺|织梦|dedecms|pdf.{0,6}试用|试用版|未注册|"
    f"{_SITE_NAME}|{_ACCOUNT}|{_TAKEN}|{_PROGRAM}"
)
"""What sites say, of themselves or of their rights."""
OF_TEXTS = (
    "所有|禁止|严禁|未经|许可|授权|整理|更多|访问|关注|网络|文档|资料|文件|来源|来自|出自|搜索|百度|免费|"
    "内部|仅供|专用|预览|添加|发布|上传|"
    "提供|收藏|大全|阅读|查看|获取|购买|联系|有限公司|技术支持|本文|更新|合集|搜集|收集|使用|材料|讲话稿|演讲稿|发言稿|用户|网友|分享"
)
"""What a site says of texts, and a speaker may say as well."""
OF_ITSELF = (
    "[本此该](?:文|资料|内容|稿|篇|站|网|作品|文档|材料)|来源|[转摘出]自|(?:来自|[收搜]集[于自])(?!我|全|各|不同)|转载|"
    "商用|商业用途|版权(?:所有|[归属为]|$)|权属|归.{1,12}所有|必究|盗版$|剽窃|洗稿|侵权?必?删|独家|首发|第一站|水印|样张|sample|[进加]群|qq群|群号|加微|"
    "copyright|织梦|dedecms|pdf.{0,6}试用|试用版.{0,3}注册|淘宝店.{2,10}(?:出品|制作|整理|代写)|(?:交流|写作|文秘|材料)群|[加添]v信|加[微v]|不得上传|"
    "(?:文[秘案稿库书]|公文|范文).{0,8}(?:免费)?下载|"
    "由.{1,12}(?:提供|整理|上传|[收搜]集|发布|贡献|分享|原创)|[整编]理(?:发布|提供)|"
    "(?:更多|请|尽在|欢迎|谢绝|严禁|禁止|请勿|仅[供限]|敬请).{0,8}"
    "(?:参考|学习|关注|访问|微信|下载|采集|转载|复制|外传|翻印|翻录|翻拍|复印|传播|扩散|摘抄|搜索|浏览|登录|传阅|尽在|请|使用|观看)|"
    "(?:范文|材料|文稿|公文|讲话稿).{0,2}尽在|"
    "(?:获取|领取|查看|下载|阅读|收藏).{0,4}(?:完整版|[全原本]文|资料|模板|范文)|"
    r"[-_|－–—](?:\d{4,}|(?:免费|点击)?(?:范文|文档|资料|全文)?下载)|"
    f"{_SITE_NAME}|{_ACCOUNT}|{_TAKEN}|{_PROGRAM}"
)
"""What a site says of itself, its texts or their user, and a speaker only of another thing."""
ADDRESS = r"https?:|www[.．]|" + led_by((r"\.", "．"), "(?:com|cn|net|org)")
DECORATION = "[★◆■●▼※→←@＠#＃©®〓▓█▒░◢◣◤◥♪✿❀✎✦✧❖♠♣♥♦☎☞㊣卐卍§](?:(?<![@＠#＃])|(?=[^\\x00-\\xff]))"
"""Signs that a site sets about its name, and that no speaker says; those that also hide names are none."""
OPENS = (
    r"[本此该][文站资网稿篇内]|[★◆■●▲▼※◇]|更多|来源|来自|加微信|关注|未经|转载|版权|严禁|禁止|[【（(\[〖]|www|http|内容(?:来[自源]|由)|"
    r"文章(?:来[源自]|转自|由)|内部|仅供|搜集|收集|欢迎|敬请|谢绝|请勿|"
    r"扫码|下载|免费"
)
"""What a site's words begin with."""
CLOSES = (
    "所有|转载|必究|外传|采集|提供|发布|整理|上传|下载|复制|抄袭|专享|原创|首发|[网站库】）)\\]]|"
    "com|cn|net|org"
)
"""What a site's words end with."""
_OF_SHARES = "(?:行情|股吧|资讯|买卖点|诊股|专区)"
CREDITED = (
    r"(?<=[。！？!?])[^\S\n]*[该本此]文章?由[^，。！？\n]{2,20}网[）)]?[^\S\n]?(?:整理|提供|收集)。|"
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{1,8}网(?:https?://\.[a-zA-Z\d.]+|[\[【（(]www\.网址未加载[\]】）)])|"
    rf"[（(](?:\d{{6}}[\s，,]*)?{_OF_SHARES}(?:[\s，,、]+{_OF_SHARES})*+(?<!.行情)[）)]"
)
"""A sentence about the text that only its site says, a site's name with an address that leads nowhere, and
what a site of shares links a word to: （行情 专区）, （600519，股吧）."""
_FRAMED = r"([—–=~～_|·/+*－-])\1{0,2}(?:(?!\1)[^\n])+\1{1,3}"
"""A string between like signs: =某某文库=, ——来自某某文库——."""
_PAIRED = r"([◇◎]).{2,16}\1"
"""A string between two signs of decoration: ◇某某公文◇."""
_LEAST_LIKE = 8
"""Characters of the shortest string that is told by nothing but its characters."""

# The scores are natural logarithms, as those of `watermark`.
_SAID = (-1.0, 0.0, 1.5, 3.0, 5.0, 7.0)
_DECORATED, _IN_SQUARE = 5.0, 4.0


@lru_cache(maxsize=512)
def of_wording(string: str) -> float:
    """What the wording of a string says: rights, sites, addresses of the net, what is set about all of it."""
    signs = 2 * len(set(compiled(OF_SITES).findall(string))) + len(set(compiled(OF_TEXTS).findall(string)))
    signs += 2 if compiled(ADDRESS).search(string) else 0
    said = _SAID[min(signs, len(_SAID) - 1)]
    if len(string) >= _LEAST_LIKE and names_itself(string) and likeness(string) >= BEYOND_DOUBT:
        said = max(said, _SAID[3])
    if (
        compiled(DECORATION).search(string)
        or compiled(_PAIRED).fullmatch(string)
        or (_is_set_off(string) and (signs or _is_sign(string)))
    ):
        return said + _DECORATED
    if is_enclosed(string):
        return said + (_DECORATED if signs else _IN_SQUARE if string[0] in "【[〖" else 0)
    return said


@lru_cache(maxsize=512)
def names_itself(string: str) -> bool:
    """Whether a site speaks of itself in a string, and not a speaker of what sites do."""
    if is_enclosed(string) or (_is_set_off(string) and _is_sign(string)):
        return True
    return compiled(f"{OF_ITSELF}|{ADDRESS}|{DECORATION}|^{_PAIRED}$").search(string) is not None


def is_enclosed(string: str) -> bool:
    """Whether a string stands in brackets."""
    return string[0] in "（(【[〖" and string[-1] in "）)】]〗"


def is_framed(string: str) -> bool:
    """Whether a string stands between like signs, which are its own."""
    return compiled(_FRAMED).fullmatch(string) is not None


def _is_sign(string: str) -> bool:
    """Whether what a sign frames is like a page's words and no speaker's."""
    if string[0] in "=~～" and compiled(f"文库|文秘|公文|范文|{_SITE_NAME}").search(string):
        return True
    return likeness(string.strip(string[0])) >= BEYOND_DOUBT


def _is_set_off(string: str) -> bool:
    """Whether a single sign frames a string; between two dashes a speaker says something as well."""
    return is_framed(string) and string[1] != string[0]
