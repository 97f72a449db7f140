"""What the pages of a booklet or of a print put about a speech, and lines of the speech that look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import yinfa

TITLE = "在全县水库移民后期扶持推进会上的讲话"
HEAD = [TITLE, "副县长 卢望川", "同志们："]
BODY = [
    "今天这个会开在清溪库区，就是要让大家亲眼看一看，三十年前为了修水库搬出去的乡亲，现在住得怎么样，吃得怎么样，心里还惦记着什么。",
    "上午走的三个移民村，路通到了门口，自来水接到了灶头，可是村里的年轻人还是留不住，一打听，缺的是在家门口挣钱的活路。",
    "各乡镇回去以后，要把每一户的情况摸清楚，谁家有劳力，谁家有山林，谁家的孩子读完了书还没有着落，都要记在本子上。",
    "扶持的钱不能撒胡椒面，要用在能生钱的地方。清溪村的茶园就是例子，一亩地头三年贴钱，第四年开始，年年都有进账。",
    "库区的水养活了下游四十万人，移民的情我们要记一辈子。这件事办不好，我们没有脸去喝水库里的水。",
]
CLOSING = "谢谢大家！"
WIDTH = 31
Page = Callable[[list[str], int, int], list[str]]


def paged(form: Page, size: int) -> str:
    rows = list(HEAD)
    for paragraph in BODY:
        indented = "　　" + paragraph
        rows += [indented[at : at + WIDTH] for at in range(0, len(indented), WIDTH)]
    rows.append("　　" + CLOSING)
    pages = [rows[at : at + size] for at in range(0, len(rows), size)]
    return "\n".join(row for at, page in enumerate(pages) for row in form(page, at + 1, len(pages)))


FORMS: dict[str, Page] = {
    "a head in brackets above a number": lambda p, n, _: ["移民工作资料（二）", *p, f"— {n} —", "\f"],
    "a head that names the issue": lambda p, n, _: ["库区通讯", "2019年第3期（总第41期）", *p, f"第{n}页"],
    "a department at the left, papers at the right": lambda p, n, _: [
        "县移民局办公室　　　　会议材料",
        *p,
        f"{n}",
    ],
    "a booklet with even and odd heads": lambda p, n, _: [
        f"{n + 15}　　清溪文丛" if n % 2 else f"第三章　库区纪事　　{n + 15}",
        *p,
    ],
    "a booklet with the number in dots": lambda p, n, _: [
        f"·{n + 7}·　　清溪文丛" if n % 2 else f"库区纪事　　·{n + 7}·",
        *p,
    ],
    "one head with the number of the page": lambda p, n, _: [f"清溪文丛 | {n}", *p],
    "a browser's head and foot": lambda p, n, t: [
        f"2019/4/12 16:05　　{TITLE}_清溪论坛",
        *p,
        f"https://www.example.com/forum/thread-1-1.html　　{n}/{t}",
    ],
    "a browser's head alone": lambda p, *_: [f"2019/4/12 下午4:05　　{TITLE} - 清溪论坛", *p],
    "a browser's foot with the hour": lambda p, n, t: [
        *p,
        f"第 {n} 页，共 {t} 页　　　2019/4/12, 16:05",
    ],
    "a file's print": lambda p, n, t: [
        f"{TITLE}　　　第 {n} 页，共 {t} 页",
        *p,
        "file:///D:/docs/qingxi.htm　　2019/4/12 16:05",
    ],
    "a foot with the name of the papers": lambda p, n, t: [*p, f"清溪县移民工作会议　　{n} / {t}"],
    "the title as the head from the second page on": lambda p, n, _: [
        *([TITLE] if n > 1 else []),
        *p,
        f"-{n}-",
    ],
    "the title as the head of each page": lambda p, n, _: [TITLE, *p, f"-{n}-"],
}


@pytest.mark.parametrize("size", [7, 9, 12])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_stands_about_each_page_goes(form: Page, size: int) -> None:
    [speech] = yinfa.clean(paged(form, size)).speeches
    assert speech.title == TITLE
    assert [block.text for block in speech.body] == BODY
    assert speech.closing == CLOSING


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n同志们：\n今天讲两点。\n1　茶园\n茶园要扩到两千亩，苗木由县里出。\n2　渔业\n渔业要退出库区，一条网箱也不留。\n谢谢大家！",
        f"{TITLE}\n同志们：\n经费是这样分的：\n清溪村　41\n白石村　42\n桥头村　43\n谁有意见，会后来找我。\n谢谢大家！",
        f"库区的灯\n——在移民村通电三十周年座谈会上的发言\n卢望川\n乡亲们：\n{BODY[0]}\n库区的灯\n{BODY[1]}\n谢谢大家！",
    ],
)
def test_numbered_lines_and_lines_said_again_are_no_heads(text: str) -> None:
    cleaned = yinfa.clean(text)
    assert not [edit for edit in cleaned.edits if "lines.pages" in edit.rule]


def test_an_office_above_a_title_that_has_no_speech_s_noun_is_the_head_of_each_page() -> None:
    pages = [BODY[at : at + 1] for at in range(len(BODY))]
    head = ["库区的灯", "——在移民村通电三十周年座谈会上的发言", "清溪县移民局副局长卢望川", "乡亲们："]
    paged_ = "\n".join(
        "\n".join(["××县移民工作办公室", *(head if number == 1 else []), *page, str(number)])
        for number, page in enumerate(pages, start=1)
    )
    [speech] = yinfa.clean(paged_).speeches
    assert (speech.title, speech.speaker) == (head[0], head[2])
    assert [block.text for block in speech.body] == BODY


def test_a_speaker_below_a_page_s_end_is_no_head_of_the_next_page() -> None:
    head = ["第二篇　库区的灯", "移民局副局长卢望川", "乡亲们："]
    text = "\n".join(
        [TITLE, "同志们：", BODY[0], "", "第1页", "", head[0], "", "第2页", "", *head[1:], BODY[1]]
    )
    assert head[1] in yinfa.clean(text).text


@pytest.mark.parametrize("below", ["——在移民村通电三十周年座谈会上的发言", "副县长卢望川", "乡亲们："])
def test_the_title_of_a_further_speech_at_the_head_of_a_page_stays(below: str) -> None:
    text = f"{TITLE}\n同志们：\n{BODY[0]}\n谢谢大家！\n-1-\n库区的灯\n{below}\n{BODY[1]}\n谢谢大家！"
    assert yinfa.clean(text).text == text.replace("-1-\n", "")
