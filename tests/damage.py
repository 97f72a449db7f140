"""The damage generator: takes clean speeches and does to them what pages and programs do.

In: clean documents and a seeded random. Out: a `Sample`, what a file would hold
and the truth it must become again. A family is a function that changes a `Page`
in place; `STAGES` has them in the order in which such damage happens, so that
any families can be stacked. Written from the description of the damage alone,
never from the rules that repair it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from random import Random
from typing import Any

from bench import wording
from bench.speeches import Document, Line
from damage_shifted import damage as shift

STOPS = "。！？…：；:;!?"
CLOSERS = "”’）》」』"


@dataclass(slots=True)
class Row:
    """A line of a page: of the speech, with its role, or of the page (role ``page``)."""

    text: str
    role: str


@dataclass(slots=True)
class Page:
    """What stands on a page. `documents` is the truth; families change `rows` and the settings below."""

    documents: tuple[Document, ...]
    rows: list[Row]
    rng: Random
    between: str = "\n"
    indent: str = ""
    line_end: str = "\n"
    encoding: str = "utf-8"
    bom: bool = False
    warnings: set[str] = field(default_factory=set)
    glued: bool = False

    def speech_rows(self, *roles: str) -> list[Row]:
        """The rows that hold running text, or those of the given roles."""
        return [row for row in self.rows if row.role.startswith(roles or ("paragraph", "lead"))]

    def say(self, phrase: str) -> str:
        """A phrase of the wording with its slots filled."""
        rng = self.rng
        title = self.documents[0].speech["title"]
        return phrase.format(
            site=rng.choice(wording.SITES), domain=rng.choice(wording.DOMAINS), who=rng.choice(wording.AUTHORS),
            day=_day(rng), clock=f"{rng.randint(6, 23):02d}:{rng.randint(0, 59):02d}", n=rng.randint(300, 99999),
            k=rng.randint(2, 30), year=rng.randint(2012, 2024), title=title, icp=rng.choice("京沪粤湘鲁"),
            link=rng.choice(wording.LINKS).format(year=rng.randint(2012, 2024)),
        )  # fmt: skip

    def render(self) -> str:
        """The page as text."""
        out = []
        for row in self.rows:
            body = row.role.startswith(("paragraph", "lead", "heading", "greeting"))
            out.append((self.indent if body else "") + row.text)
        return self.between.join(out)


@dataclass(frozen=True, slots=True)
class Sample:
    """A damaged source and its truth; `warnings` are codes that must be among those given."""

    families: tuple[str, ...]
    data: bytes
    documents: tuple[Document, ...]
    warnings: frozenset[str]
    glued: bool = False


Damage = Callable[[Page], None]


def _day(rng: Random) -> str:
    year, month, day = rng.randint(2010, 2024), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice(
        [
            f"{year}-{month:02d}-{day:02d}",
            f"{year}年{month}月{day}日",
            f"{year}/{month}/{day}",
            f"{year}.{month:02d}.{day:02d}",
        ]
    )


def _each(page: Page, change: Callable[[str], str]) -> None:
    for row in page.rows:
        row.text = change(row.text)


# ---------------------------------------------------------------- the text itself


def half_width(page: Page) -> None:
    """Full-width marks are narrowed, now and then full stops as well; quotation marks become straight ones."""
    marks = {"，": ",", "：": ":", "；": ";", "？": "?", "！": "!", "（": "(", "）": ")"}
    if page.rng.random() < 0.7:
        marks |= {"“": '"', "”": '"'}
        if page.rng.random() < 0.5:
            marks |= {"‘": "'", "’": "'"}
    for mark in list(marks):
        if mark not in "“”‘’" and page.rng.random() < 0.1:
            del marks[mark]
    for mark, narrowed in (("～", "~"), ("……", "..."), ("——", "--")):
        if page.rng.random() < 0.15:
            marks[mark] = narrowed
    points = page.rng.random() < 0.25

    def narrow(text: str) -> str:
        if points:
            # behind a Western word or a number a point may be its own
            text = re.sub("(?<![A-Za-z0-9])。", ".", text)
        for mark, narrowed in marks.items():
            # between digits a narrow mark is a number's own: what it was cannot be told
            text = re.sub(rf"(?<!\d){mark}|{mark}(?!\d)", narrowed, text)
        return text

    _each(page, narrow)


def wrong_quotes(page: Page) -> None:
    """Some quotation marks stand the wrong way round, or all open the same way."""
    mark = page.rng.choice("“”")
    share = page.rng.choice([0.15, 0.4, 1.0])
    for row in page.rows:
        if row.text.count("“") == row.text.count("”") and "‘" not in row.text:
            row.text = re.sub("[“”]", lambda m: mark if page.rng.random() < share else m[0], row.text)


def traditional(page: Page) -> None:
    """The whole text stands in traditional characters."""
    text = "\n".join(row.text for row in page.rows)
    made = _converter(page.rng.choice(STANDARDS)).convert(text)
    if page.rng.random() < 0.5:
        made = re.sub("(?<=[看接沿随顺朝向跟对迎带拿握贴锁捧隨順對帶貼鎖試挂掛存照就有藏])着", "著", made)
    if page.rng.random() < 0.5:
        made = made.translate(str.maketrans("“”‘’", "「」『』"))
    for row, line in zip(page.rows, made.split("\n"), strict=True):
        row.text = line


def glosses(page: Page) -> None:
    """Traditional text in which every character of a table carries its pinyin in brackets."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import Style

    before = [row.text for row in page.rows]
    made = _converter(page.rng.choice(STANDARDS)).convert("\n".join(before)).split("\n")
    opening, closing = page.rng.choice([("(", ")"), ("(", ")"), ("（", "）")])
    glossed = {new for old, new in zip("".join(before), "".join(made), strict=True) if old != new}
    glossed = {character for character in sorted(glossed) if page.rng.random() < 0.7}
    for row, line in zip(page.rows, made, strict=True):
        row.text = "".join(
            f"{character}{opening}{lazy_pinyin(character, style=Style.TONE)[0]}{closing}"
            if character in glossed
            else character
            for character in line
        )


def shifted_gbk(page: Page) -> None:
    """Traditional text in GBK, glossed byte by byte without regard to where characters begin."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import Style

    rng = page.rng
    before = "\n".join(row.text for row in page.rows)
    made = _converter(rng.choice(["s2t", "s2hk"])).convert(before)
    made = re.sub("(?<=[看接沿随顺朝向跟对迎带拿握贴隨順對帶貼])着", "著", made)
    common = _converter("s2t").convert(COMMON)
    traditional_only = {new for old, new in zip(before + COMMON, made + common, strict=True) if old != new}
    table = [
        character for character in sorted(traditional_only) if rng.random() < 0.85 and _in_gbk(character)
    ]
    rng.shuffle(table)
    pinyin = {character: lazy_pinyin(character, style=Style.TONE)[0] for character in table}
    lines = shift(made, pinyin, lines="\r\n").split("\n")
    roles = [row.role for row in page.rows] if len(lines) == len(page.rows) else ["paragraph"] * len(lines)
    page.rows = [Row(line, role) for line, role in zip(lines, roles, strict=True)]


COMMON = (
    "们这来为国说时会对过发经么学现当没动还进样开从实军无与长机关点业将两问并应战头体见产话内给门儿东声员论处义几认条气题尔别"
    "变电数报结务场计资许统区队决马书则听达强难权设记类据边张该规万觉术领确传师观让识带导争运笔议党众干济农环责坚组织习稳标创"
    "键础项镇乡县讲谢贯彻围绕断纪监检评价势须严执积极绩足奋愿节宾毕总较显准备"
)
"""Signs whose traditional forms a table of such a program holds, whether or not the page has them."""


def _in_gbk(text: str) -> bool:
    try:
        text.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


STANDARDS = ("s2t", "s2hk", "s2tw")
"""Traditional as such, as in Hong Kong, as in Taiwan."""


@cache
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


def converts_back(document: Document) -> bool:
    """Whether the converters alone lead from simplified to traditional and back, sign for sign."""
    made = [_converter(standard).convert(document.text) for standard in STANDARDS]
    return all(
        len(there) == len(document.text)
        and _converter("t2s").convert(there).replace("著", "着") == document.text.replace("著", "着")
        for there in made
    )


def hidden_names(page: Page) -> None:
    """The signs that hide names are others than ×: xx, XX, **, ☆."""
    signs = page.rng.choice(
        [("x",), ("X",), ("x", "X"), ("*",), ("☆",), ("x", "*"), ("X", "☆"), ("╳",), ("×", "x")]
    )

    def hide(match: re.Match[str]) -> str:
        return page.rng.choice(signs) * len(match[0])

    # 4×100米: between single digits the sign multiplies
    _each(page, lambda text: re.sub(r"×{2,}|(?<!\d)×", hide, text))


def spaces(page: Page) -> None:
    """Blanks stand inside Chinese: in a word here and there, around numbers, or between all signs."""
    way = page.rng.choice(["some", "some", "numbers", "head", "all"])
    blank = page.rng.choice([" ", " ", "\u3000", "  "])

    def some(text: str) -> str:
        share = 1.0 if way == "all" else 0.03
        return re.sub(
            r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])",
            lambda _: blank if page.rng.random() < share else "",
            text,
        )

    for row in page.rows:
        if way == "numbers":
            row.text = re.sub(r"(?<=[\u4e00-\u9fff])(?=[\dA-Z])|(?<=\d)(?=[\u4e00-\u9fff])", " ", row.text)
        elif way != "head" or row.role in ("title", "salutation"):
            row.text = some(row.text) if way != "head" else blank.join(row.text)
        if row.role == "speaker" and re.search(r"(?:长|记|任|席)[\u4e00-\u9fff]{2}$", row.text):
            row.text = row.text[:-2] + " " + row.text[-2] + " " + row.text[-1]


def hidden_characters(page: Page) -> None:
    """Characters without width, odd blanks, look-alikes and noise are strewn in."""
    noise = page.rng.sample(
        ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u200e", "\u202a", "\u202c", "\x07", "\x1f", "\ue5e5",
         "\ue004", "\u0301", "\u0489", "\u2028"], 3)  # fmt: skip
    radicals = {
        "一": "⼀",
        "工": "⼯",
        "人": "⼈",
        "大": "⼤",
        "生": "⽣",
        "民": "⺠",
        "力": "⼒",
        "心": "⼼",
        "长": "⻓",
        "门": "⻔",
    }
    look = page.rng.random() < 0.4
    page.indent = page.rng.choice(["", "\u3000\u3000", "\xa0\xa0\xa0\xa0", "\u2003\u2003", "\u3000\u3000"])

    def strew(text: str) -> str:
        out = []
        for index, character in enumerate(text):
            alike = look and page.rng.random() < 0.7
            out.append(radicals.get(character, character) if alike else character)
            if page.rng.random() < 0.015 and index < len(text) - 1:
                sign = page.rng.choice(noise)
                out.append("" if sign == "\u2028" else sign)
        return "".join(out)

    _each(page, strew)


# ---------------------------------------------------------------- title and collection


def title_damage(page: Page) -> None:
    """The title stands twice, with 稿 or a site's name, over two lines, or glued to the salutation."""
    for document in page.documents:
        at = next(index for index, row in enumerate(page.rows) if row.role == "title" and row.text)
        _damage_title(page, document, at)


def _damage_title(page: Page, document: Document, at: int) -> None:
    rng = page.rng
    ways = ["twice", "draft", "draft", "cut", "twice cut"]
    behind = page.rows[at + 1]
    if behind.role == "salutation":
        ways += ["glued"]
    way = rng.choice(ways)
    row = page.rows[at]
    if way == "glued":
        row.text = ""
        behind.text = document.lines[0].text + rng.choice(["", "", " "]) + behind.text
        del page.rows[at]
        return
    cut = _title_cut(row.text, rng)
    if "cut" in way and cut:
        first, second = row.text[:cut], row.text[cut:]
        page.rows[at : at + 1] = [Row(first, "title"), Row(second, "title")]
    if way == "draft":
        page.rows.insert(at, Row(row.text + page.say(rng.choice(wording.DRAFT_TAILS)), "title"))
    elif "twice" in way:
        page.rows.insert(at, Row(document.lines[0].text, "title"))


def _title_cut(title: str, rng: Random) -> int:
    """Where a long title is parted over two lines, between words; 0 where it is too short."""
    places = [
        m.end() for m in re.finditer("全县|全市|全镇|全区|会议|工作|大会|暨|度|建设|仪式|活动|推进会", title)
    ]
    places = [place for place in places if 6 <= place <= len(title) - 5]
    return rng.choice(places) if places else 0


def collection(page: Page) -> None:
    """Marks of a collection above each speech, a name and an introduction above the first."""
    rng = page.rng
    mark, way = rng.choice(wording.MARKERS)
    rows: list[Row] = []
    if rng.random() < 0.5:
        count = len(page.documents)
        head = rng.choice(wording.COLLECTION_HEADS).replace("{k}", str(count))
        rows.append(Row(page.say(head), "page"))
    number = 0
    for row in page.rows:
        if row.role == "title":
            number += 1
            sign = mark.format(c="一二三四五六"[number - 1], d=number)
            if way == "独行":
                rows.append(Row(sign, "page"))
            else:
                rows.append(Row(sign + row.text, "page"))
                if rng.random() < 0.5:
                    continue
        rows.append(row)
    page.rows = rows


# ---------------------------------------------------------------- what is dropped into the text


def watermark(page: Page) -> None:
    """A site's words are dropped into sentences, the same each time."""
    words = page.say(page.rng.choice(wording.WATERMARKS))
    long = [row for row in page.speech_rows() if len(row.text) > 40]
    for _ in range(page.rng.randint(3, 5)):
        row = page.rng.choice(long)
        at = page.rng.randint(8, len(row.text) - 8)
        if words not in row.text[max(at - len(words), 0) : at + len(words)]:
            row.text = row.text[:at] + words + row.text[at:]


def truncation(page: Page) -> None:
    """Words of a page that say that something is left out."""
    page.warnings.add("truncated")
    body = page.speech_rows("paragraph")
    row = page.rng.choice(body)
    words = page.say(page.rng.choice(wording.TRUNCATIONS))
    way = page.rng.choice(["line", "end", "inside"])
    stops = [m.end() for m in re.finditer("[。！？](?![”’）])", row.text[:-1])]
    if way == "line":
        page.rows.insert(page.rows.index(row) + 1, Row(words, "page"))
    elif way == "inside" and stops:
        at = page.rng.choice(stops)
        row.text = row.text[:at] + words + row.text[at:]
    else:
        row.text += words


def repeats(page: Page) -> None:
    """A page break in mid-sentence; the line behind it says the last signs once more."""
    rng = page.rng
    long = [row for row in page.speech_rows() if len(row.text) > 50]
    wanted = rng.randint(1, 3)
    for row in rng.sample(long, len(long)):
        places = [m.start() for m in re.finditer(r"(?<=[\u4e00-\u9fff]{8})(?=[\u4e00-\u9fff]{4})", row.text)]
        if not places or not wanted:
            continue
        wanted -= 1
        at = rng.choice(places)
        index = page.rows.index(row)
        halves = [Row(row.text[:at], row.role), Row(row.text[at - rng.randint(2, 7) :], "paragraph rest")]
        if rng.random() < 0.25:
            halves.insert(1, Row(rng.choice(["", f"- {rng.randint(2, 9)} -"]), "page"))
        page.rows[index : index + 1] = halves


def cut_lines(page: Page) -> None:
    """A few paragraphs are cut in mid-sentence, in a word or behind a comma."""
    long = [row for row in page.speech_rows() if len(row.text) > 40]
    for row in page.rng.sample(long, min(len(long), page.rng.randint(1, 5))):
        places = [at for at in range(14, len(row.text) - 6) if _may_cut(row.text, at)]
        if places:
            at = page.rng.choice(places)
            index = page.rows.index(row)
            page.rows[index : index + 1] = [
                Row(row.text[:at], row.role),
                Row(row.text[at:], "paragraph rest"),
            ]


def _may_cut(text: str, at: int) -> bool:
    """Whether a cut can be told from a paragraph's end, and does not part a number or a Western word."""
    before, behind = text[at - 1], text[at]
    if before in STOPS + CLOSERS + "“‘（《、" or behind in STOPS + CLOSERS + "，、":
        return False
    return not (before.isascii() or behind.isascii()) and before not in "—…" and behind not in "—…"


def hard_wrap(page: Page) -> None:
    """Every line is cut at the width of a page, with page numbers and running heads between."""
    rng = page.rng
    page.indent = rng.choice(["　　", "　　", "    ", "", "stripped"])
    indent, width = (2 if page.indent else 0), rng.randint(28, 40)
    if page.indent in ("", "stripped"):
        width = next((w for w in rng.sample(range(28, 41), 13) if not _ambiguous(page, w, indent)), 0)
        if not width:
            page.indent, indent, width = "　　", 2, 32
    wrapped: list[Row] = []
    for row in page.rows:
        indented = row.role.startswith(("paragraph", "lead", "heading"))
        pieces = _wrap(row.text, width, indent if indented else 0)
        wrapped.append(Row(pieces[0], row.role))
        wrapped += [Row(piece, row.role.split()[0] + " rest") for piece in pieces[1:]]
    for row in wrapped:
        if " rest" in row.role:
            row.role = "rest"
    page.rows = _paged(page, wrapped) if rng.random() < 0.6 else wrapped
    if page.indent == "stripped":
        page.indent = ""


def _ambiguous(page: Page, width: int, indent: int) -> bool:
    """Whether a paragraph's last line is as full as the others, so that its end cannot be seen."""
    lasts = [
        (len(pieces), len(pieces[-1]) + indent * (len(pieces) == 1))
        for pieces in (_wrap(row.text, width, indent) for row in page.rows)
    ]
    return any((count > 1 or indent) and length > width - 4 for count, length in lasts)


def _wrap(text: str, width: int, indent: int) -> list[str]:
    """The lines of a paragraph, none opened by a mark that may not open one."""
    pieces, room = [], (width - indent) * 2
    piece, used = "", 0
    for character in text:
        cells = 1 if character.isascii() else 2
        forced = character in "，。、；：？！”’）》…—％%" or (
            character.isascii() and piece[-1:].isascii() and piece
        )
        if used + cells > room and not forced:
            pieces.append(piece)
            piece, used, room = "", 0, width * 2
        piece += character
        used += cells
    return [*pieces, piece]


def _paged(page: Page, rows: list[Row]) -> list[Row]:
    """Page numbers, and often a running head, between the lines."""
    rng = page.rng
    long = rng.randint(18, 30)
    folio = rng.choice(wording.FOLIOS)
    head = (
        page.say(rng.choice(wording.RUNNING_HEADS).replace("{k}", str(rng.randint(2, 9))))
        if rng.random() < 0.6
        else ""
    )
    total = len(rows) // long + 1
    out: list[Row] = []
    for index, row in enumerate(rows, start=1):
        out.append(row)
        if index % long == 0 and index < len(rows):
            out.append(Row(folio.format(p=index // long, t=total), "page"))
            if head:
                out.append(Row(head, "page"))
    return out


def one_line(page: Page) -> None:
    """Everything stands in one line: with no mark between the parts, or with blanks for a page's line ends."""
    width = next((w for w in range(26, 41) if not _ambiguous(page, w, 2)), 0)
    printed = width and page.rng.random() < 0.2
    if printed:
        page.rows = [Row(piece, row.role) for row in page.rows for piece in _wrap(row.text, width, 2)]
    page.glued = not printed
    page.between, page.indent = " " if printed else "", ""


# ---------------------------------------------------------------- the page around it


def chrome(page: Page) -> None:
    """Breadcrumbs, bylines, counters, buttons, link lists, comments around the speech."""
    rng = page.rng
    above: list[str] = []
    if rng.random() < 0.7:
        part = rng.choice(wording.CRUMB_PARTS)
        crumbs = rng.sample(wording.CRUMBS[3:], rng.randint(1, 3))
        above.append(
            rng.choice(wording.CRUMB_LEADS)
            + part.join(
                [rng.choice(wording.CRUMBS[:3]), *crumbs, rng.choice(["", "正文", page.say("{title}")])]
            ).rstrip()
        )
    below_title: list[str] = []
    if rng.random() < 0.8:
        below_title.append(page.say(rng.choice(wording.BYLINES)))
    if rng.random() < 0.3:
        below_title.append(page.say(rng.choice(wording.BUTTONS)))
    if rng.random() < 0.2:
        above.append(page.say(rng.choice(wording.COUNTERS)))
    if rng.random() < 0.2:
        above.insert(0, page.say(rng.choice(wording.SLOGANS)))
    _insert_above(page, above, below_title)
    below = [page.say(rng.choice(wording.COUNTERS + wording.BUTTONS))] if rng.random() < 0.4 else []
    below += [page.say(piece) for piece in rng.sample(wording.AFTER, rng.randint(0, 4))]
    if rng.random() < 0.6:
        below += [rng.choice(wording.BOXES), *(page.say("{link}") for _ in range(rng.randint(1, 6)))]
    if rng.random() < 0.2:
        below.append(page.say(rng.choice(wording.COUNTERS)))
    page.rows += [Row(piece, "page") for text in below for piece in text.split("\n")]


def _insert_above(page: Page, above: list[str], below_title: list[str]) -> None:
    at = max((index for index, row in enumerate(page.rows[:4]) if row.role == "title"), default=-1)
    page.rows[at + 1 : at + 1] = [Row(text, "page") for text in below_title]
    page.rows[:0] = [Row(text, "page") for text in above]


def farm_frame(page: Page) -> None:
    """The farm's own sentences above and below the speech."""
    rng = page.rng
    framed = [page.say(rng.choice(wording.FRAMES_ABOVE)) for _ in range(rng.randint(1, 2))]
    _insert_above(page, [], framed)
    if rng.random() < 0.7:
        page.rows.append(Row(page.say(rng.choice(wording.FRAMES_BELOW)), "page"))


# ---------------------------------------------------------------- what programs do to the file


def jammer(page: Page) -> None:
    """A forum's protection against copying: random signs at line ends, now and then inside."""
    rng = page.rng

    def noise() -> str:
        return "".join(
            f"{chr(rng.randint(32, 59))} {chr(rng.randint(63, 126))}" for _ in range(rng.randint(5, 15))
        )

    for row in page.rows:
        if rng.random() < 0.7:
            row.text += noise()
        if len(row.text) > 80 and rng.random() < 0.3:
            at = rng.choice([m.end() for m in re.finditer("[，。]", row.text)] or [0])
            row.text = row.text[:at] + noise() + row.text[at:]


def latin1(page: Page) -> None:
    """UTF-8 read as Latin-1 and saved so."""
    codec = page.rng.choice(["latin-1", "web"])

    def misread(text: str) -> str:
        data = text.encode()
        if codec == "latin-1":
            return data.decode("latin-1")
        return "".join(_windows(byte) for byte in data)

    _each(page, misread)
    page.indent = misread(page.indent)


def _windows(byte: int) -> str:
    """A byte as browsers read windows-1252: what it leaves undefined is a control."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def gbk_misread(page: Page) -> None:
    """Lines in UTF-8 read as GBK, where that loses nothing."""
    _each(page, lambda text: _as_gbk(text) or text)


def _as_gbk(text: str) -> str:
    """UTF-8 as a reader of GBK sees it, or nothing where the bytes are not whole characters of it."""
    try:
        misread = text.encode().decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return (
        misread if misread.encode("gb18030") == text.encode() and max(misread, default="") < "\ue000" else ""
    )


def kun_jin_kao(page: Page) -> None:
    """Places that were lost for good: 锟斤拷. They stay and are warned of."""
    page.warnings.add("mojibake")
    for row in page.rng.sample(page.speech_rows(), 1):
        at = page.rng.choice([m.end() for m in re.finditer("[，。]", row.text[:-2])] or [len(row.text)])
        junk = "锟斤拷" * page.rng.randint(1, 3)
        _say_so(page, row.text, row.text[:at] + junk + row.text[at:])
        row.text = row.text[:at] + junk + row.text[at:]


def _say_so(page: Page, before: str, after: str) -> None:
    """What cannot be repaired belongs to the truth."""
    page.documents = tuple(
        replace(
            document,
            lines=tuple(
                line._replace(text=after) if line.text == before else line for line in document.lines
            ),
        )
        for document in page.documents
    )


def html_remnants(page: Page) -> None:
    """Tags and entities that a scraper left."""
    rng = page.rng
    way = rng.choice(["entities", "paragraphs", "sections", "mixed", "breaks"])
    if way in ("entities", "mixed"):
        named = rng.random() < 0.5
        table = {
            "“": "&ldquo;",
            "”": "&rdquo;",
            "—": "&mdash;",
            "…": "&hellip;",
            "·": "&middot;",
            "‘": "&lsquo;",
            "’": "&rsquo;",
        }

        def encode(text: str) -> str:
            return "".join(
                (table[sign] if named else f"&#{ord(sign)};") if sign in table else sign
                for sign in html.escape(text, quote=False)
            )

        _each(page, encode)
        page.indent = rng.choice(["&nbsp;&nbsp;&nbsp;&nbsp;", "&emsp;&emsp;", "&nbsp; &nbsp; "])
    style = rng.choice(
        ["", ' style="text-indent:2em;line-height:1.75em"', ' class="MsoNormal"', ' align="left"']
    )
    tag = {"paragraphs": "p", "sections": "section", "mixed": "p"}.get(way)
    for row in page.rows:
        if tag and rng.random() < 0.9:
            inner = row.text
            if rng.random() < 0.4:
                inner = f'<span style="font-size:16px;font-family:宋体">{inner}</span>'
            if row.role.startswith("heading") and rng.random() < 0.5:
                inner = f"<strong>{inner}</strong>"
            closing = f"</{tag}>" if rng.random() < 0.9 else ""
            row.text = f"<{tag}{style}>{page.indent if way == 'mixed' else ''}{inner}{closing}"
        elif way == "breaks":
            row.text += rng.choice(["<br>", "<br/>", "<br />", "<BR>"])
    if way == "mixed":
        page.indent = ""


def file_form(page: Page) -> None:
    """Another encoding, a byte order mark, other line ends."""
    rng = page.rng
    page.encoding, page.bom = rng.choice(
        [("utf-8", True), ("gb18030", False), ("gb18030", False), ("utf-16-le", True), ("utf-16-be", True), ("utf-16-le", False),
         ("utf-8", False)]
    )  # fmt: skip
    page.line_end = rng.choice(["\r\n", "\r\n", "\r", "\n"])


def big5(page: Page) -> None:
    """Traditional text in Big5."""
    for row in page.rows:
        row.text = _converter("s2tw").convert(row.text)
        if page.rng.random() < 0.5:
            row.text = row.text.translate(str.maketrans("“”‘’", "「」『』"))
    page.encoding = "big5hkscs"
    page.line_end = page.rng.choice(["\r\n", "\n"])


STAGES: dict[str, Damage] = {
    "traditional": traditional,
    "pinyin glosses": glosses,
    "shifted GBK": shifted_gbk,
    "hidden names": hidden_names,
    "half-width marks": half_width,
    "wrong quotes": wrong_quotes,
    "title damage": title_damage,
    "collections": collection,
    "spaces": spaces,
    "watermark": watermark,
    "page-break repeats": repeats,
    "cut lines": cut_lines,
    "hard wrap": hard_wrap,
    "everything in one line": one_line,
    "truncation": truncation,
    "farm frame": farm_frame,
    "site chrome": chrome,
    "forum jammer": jammer,
    "hidden characters": hidden_characters,
    "HTML remnants": html_remnants,
    "锟斤拷": kun_jin_kao,
    "UTF-8 read as Latin-1": latin1,
    "UTF-8 read as GBK": gbk_misread,
    "encodings, line ends": file_form,
    "Big5": big5,
}
"""Every family, in the order in which such damage happens to a text."""

EXCLUSIVE = (
    {"traditional", "pinyin glosses", "Big5", "shifted GBK"},
    {"half-width marks", "wrong quotes", "shifted GBK"},
    {"shifted GBK", "hidden names", "spaces", "hidden characters", "encodings, line ends"},
    {"shifted GBK", "title damage", "collections"},
    {
        "hard wrap",
        "everything in one line",
        "cut lines",
        "page-break repeats",
        "HTML remnants",
        "forum jammer",
    },
    {"UTF-8 read as Latin-1", "UTF-8 read as GBK", "锟斤拷", "HTML remnants", "Big5", "encodings, line ends"},
    {
        "everything in one line",
        "title damage",
        "collections",
        "site chrome",
        "farm frame",
        "truncation",
        "spaces",
        "UTF-8 read as GBK",
    },
    {"Big5", "hidden names"},
    {"Big5", "hidden characters"},
    {"Big5", "encodings, line ends"},
    {"hidden characters", "UTF-8 read as GBK"},
    {"hidden characters", "UTF-8 read as Latin-1"},
    {"spaces", "hard wrap"},
    {"锟斤拷", "traditional"},
    {"锟斤拷", "cut lines"},
)
"""Families that do not happen to one text, or whose order would not be certain."""

CONVERTED = frozenset({"traditional", "pinyin glosses", "Big5", "shifted GBK"})


def fits(document: Document, families: tuple[str, ...]) -> bool:
    """Whether a document has what the families damage, and its truth can be told afterwards."""
    if CONVERTED & set(families) and not converts_back(document):
        return False
    roles = {line.role for line in document.lines}
    if "everything in one line" in families and roles & {"subtitle", "speaker", "date"}:
        return False
    if "Big5" in families and not _in_big5(document.text):
        return False
    if "shifted GBK" in families and (
        " " in document.text or not _in_gbk(_converter("s2t").convert(document.text))
    ):
        return False
    if "UTF-8 read as GBK" in families and not any(_as_gbk(line.text) for line in document.lines):
        return False
    wanted = {"hidden names": "×", "half-width marks": "，", "wrong quotes": "“"}
    return all(wanted[family] in document.text for family in families if family in wanted)


def _in_big5(text: str) -> bool:
    try:
        _converter("s2tw").convert(text).encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def damage(documents: tuple[Document, ...], families: tuple[str, ...], rng: Random) -> Sample:
    """Do to documents what the families do, in the order of `STAGES`."""
    rows = [Row(line.text, line.role) for document in documents for line in document.lines]
    page = Page(documents, rows, rng)
    if rng.random() < 0.3:
        page.between = "\n\n"
    if rng.random() < 0.4:
        page.indent = rng.choice(["\u3000\u3000", "    ", "\t"])
    for family in sorted(families, key=list(STAGES).index):
        STAGES[family](page)
        if family == "hard wrap":
            page.between = "\n"
    return Sample(families, _encode(page), page.documents, frozenset(page.warnings), page.glued)


def _encode(page: Page) -> bytes:
    text = page.render().replace("\n", page.line_end)
    if page.bom:
        text = "\ufeff" + text
    # of a page's own words some have no place in Big5; the speech's have
    return text.encode(page.encoding, errors="replace" if page.encoding == "big5hkscs" else "strict")


def compatible(families: tuple[str, ...]) -> bool:
    """Whether the families can be stacked."""
    return all(len(group & set(families)) < 2 for group in EXCLUSIVE)


def stack(rng: Random) -> tuple[str, ...]:
    """Three to five families that go together."""
    names = [name for name in STAGES if name not in ("锟斤拷", "everything in one line")]
    while True:
        chosen = tuple(rng.sample(names, rng.randint(3, 5)))
        if compatible(chosen):
            return chosen


__all__ = ["STAGES", "Document", "Line", "Sample", "compatible", "damage", "fits", "stack"]
