"""The date of a speech: a line that is one and nothing else."""

from __future__ import annotations

from functools import lru_cache

from yinfa.patterns import compiled
from yinfa.shapes.numbers import CHINESE_DIGITS, number

_YEAR = r"(\d{4}|[一二三四五六七八九〇零○Ｏ]{4})"
_MONTH = r"(\d{1,2}|[一二三四五六七八九十]{1,2})"
_DAY = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = rf"{_YEAR}\s*年\s*{_MONTH}\s*月(?:\s*{_DAY}\s*[日号])?|(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}})"

_HOUR = (
    r"[（(]?(?:星期|周)[一二三四五六日天][）)]?|[上下中]午|晚上?|凌晨|清晨|早[上晨]|傍晚|深?夜|晨|"
    r"\d{1,2}[:：时点]\s*(?:\d{1,2}分?|[半整])?|[一二三四五六七八九十]{1,3}[时点](?:[半整]|[一二三四五六七八九十]{1,3}分)?"
)
_FEAST = (
    r"[（(]?(?:农历|阴历|旧历)[^，。；：:（()）]{2,8}[）)]?|"
    r"[（(](?:[正一二三四五六七八九十冬腊]月[初一二三四五六七八九十廿卅]{1,3}|[^，。；：:（()）]{1,6}节)[）)]|"
    r"[（(]?(?:(?:端午|中秋|重阳|清明|元宵|春|国庆)节|除夕|元旦|清明|端午|中秋|重阳)[）)]?"
)
"""The day in the lunar calendar, or its feast: （农历正月初三）, （端午节）."""
_PLACE = r"[于在][^，。；：:（()）]{2,30}"
_NOTE = r"[^。；：:（()）]{0,12}(?:整理|节选|摘要|摘录|记录|实录|审阅)(?=\s*[）)])"
"""How the text was made, in the brackets of its date: （2022年5月14日，根据录音整理）."""
_CITIES = (
    "北京|上海|天津|重庆|石家庄|太原|沈阳|长春|哈尔滨|南京|杭州|合肥|福州|南昌|济南|郑州|武汉|长沙|广州|海口|成都|贵阳|昆明|西安|"
    "兰州|西宁|呼和浩特|南宁|拉萨|银川|乌鲁木齐|香港|澳门|台北|深圳|延安|莫斯科|圣彼得堡|华盛顿|纽约|巴黎|伦敦|柏林|罗马|"
    "日内瓦|布鲁塞尔|维也纳|东京|首尔|平壤|曼谷|雅加达|吉隆坡|金边|万象|河内|马尼拉|新德里|伊斯兰堡|阿斯塔纳|塔什干|杜尚别|"
    "比什凯克|德黑兰|利雅得|多哈|开罗|内罗毕|达累斯萨拉姆|约翰内斯堡|堪培拉|惠灵顿|渥太华|墨西哥城|巴西利亚|布宜诺斯艾利斯|利马"
)
"""Places that go without 市 in a date's brackets."""
_WHERE = rf"[\s·，,]*(?:{_CITIES}|[\u4e00-\u9fff]{{1,10}}[省市县区旗州镇乡村校院堂厅室馆场楼])(?=\s*[）)]$)"
"""The place in the brackets of a date: （2023年10月20日　西安）, （2013年3月22日，莫斯科）."""
_OF_DAY = (
    r"(?:[（(][^（()）]{2,8}[）)]|"
    r"[^\x00-\x2f·，。；：:（()）\s了我你们是有]{1,8}(?:(?<!今)日|[节夜晚]|(?<![以之])[前后]|前夕|之际))(?=\s*[）)]?$)"
)
"""What kind of day it is: 2023年12月3日国际残疾人日, 2020年3月18日（视频会议）."""
_BEHIND = (
    rf"(?:[\s，,]*(?:{_FEAST}|{_HOUR})){{0,5}}(?:[\s，,]*{_PLACE})?"
    rf"(?:[\s，,]*{_NOTE}|{_WHERE}|(?<=[日号]){_OF_DAY})?"
)
"""What may stand behind a date."""


_SIGN = r"[\d一二三四五六七八九十〇零○Ｏ×xX*＊]"
_PART = (
    rf"{_SIGN}{{4}}\s*年(?:\s*(?:[春夏秋冬]|{_SIGN}{{1,3}}\s*月(?:\s*{_SIGN}{{1,3}}\s*[日号])?))?|"
    rf"{_SIGN}{{1,3}}\s*月\s*{_SIGN}{{1,3}}\s*[日号]"
)
"""A date of which something is not said: 20××年1月26日, 8月24日, 1998年冬."""


_ERA = r"(?:公元|西元|公历|佛历|(?:中华)?民国)\s*"
_REPUBLIC = r"(?:中华)?民国\s*(\d{2,3})\s*年"
_FIRST_OF_REPUBLIC = 1912
_TWICE = rf"{_ERA}\d{{4}}\s*年\s*[（(](?:{_ERA})?(\d{{4}}\s*年)[）)]"
"""A year in two eras, the common one in brackets: 佛历2557年（公元2014年）."""


def _in_common_era(line: str) -> str:
    """A date with the year of the common era and without its name: 民国103年1月1日 → 2014年1月1日."""
    if not ("元" in line or "历" in line or "国" in line) or not compiled(_ERA).search(line):
        return line
    line = compiled(_TWICE).sub(r"\1", line)
    line = compiled(_REPUBLIC).sub(lambda match: f"{int(match[1]) + _FIRST_OF_REPUBLIC - 1}年", line)
    return compiled(rf"^([（(]?\s*){_ERA}(?=\d{{4}})").sub(r"\1", line)


@lru_cache(maxsize=512)
def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else, whole or, in brackets, in part: （8月24日19时）."""
    line = _in_common_era(line)
    if line[:1] not in tuple("（(") or ("年" not in line and "月" not in line):
        return date(line) is not None
    return compiled(rf"[（(]\s*(?:{_PART}){_BEHIND}\s*[）)]").fullmatch(line) is not None


@lru_cache(maxsize=512)
def date(line: str) -> str | None:
    """The ISO 8601 form of a line that is a date and nothing else, or None.

    Brackets, an hour and a place may stand about it: （2022年5月14日下午于县委礼堂）.
    """
    if "年" not in line and not line.rstrip("）) ")[-1:].isdigit():
        return None
    line = _in_common_era(line)
    match = compiled(rf"[（(]?\s*(?:{_DATE}){_BEHIND}\s*[）)]?").fullmatch(line)
    if not match:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
    parts = [_year(year), number(month)] + ([number(day)] if day else [])
    if not 1 <= parts[1] <= 12 or (day and not 1 <= parts[2] <= 31):
        return None
    return "-".join(f"{part:02d}" for part in parts)


def dated(line: str) -> str | None:
    """The ISO 8601 form of the day that a line opens with, if but a note of place or occasion follows.

    2019年5月20日·深圳, 2022年3月26日，幸福里社区活动室, （2021年12月5日村民大会通过）. Only where a date
    is to be expected is this one.
    """
    core = line.strip("（()） ")
    passed = compiled(rf"({_DATE}){_PASSED}").fullmatch(core) if line[:1] in tuple("（(") else None
    if passed:
        return date(passed[1])
    day = compiled(rf"{_YEAR}年{_MONTH}月(?:{_DAY}[日号])?(?=[·，,晨夜晚在于\s]|[上下中][午旬])").match(core)
    note = core[day.end() :] if day else ""
    if not day or len(note) > _LONGEST_NOTE or compiled("[。；：！？了我你他]|，.*，").search(note):
        return None
    return date(day[0])


_PASSED = "[^，。；：]{0,20}(?:通过|修订)"
"""What a day's brackets hold where a meeting passed the text on it."""
_LONGEST_NOTE = 16
"""Characters of the longest such note, with its mark."""


def _year(digits: str) -> int:
    return int(
        "".join(digit if digit.isdigit() and digit.isascii() else _zero_to_nine(digit) for digit in digits)
    )


def _zero_to_nine(digit: str) -> str:
    return str(CHINESE_DIGITS.find(digit) + 1) if digit in CHINESE_DIGITS else "0"
