"""Words, how common they are, and what hangs together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yinfa.lexicon import CORPUS, bits, bond, part_of_speech, score, segment, words


@given(st.text(alphabet="同志们工作开展的，。AB12", max_size=30))
def test_the_words_of_a_text_joined_are_the_text(text: str) -> None:
    assert "".join(segment(text)) == text


def test_a_text_is_divided_into_its_most_probable_words() -> None:
    assert segment("工作方案2024") == ("工作", "方案", "2024")


def test_a_common_word_is_less_surprising_than_a_rare_one() -> None:
    common, rare = bits("工作"), bits("瓶颈")
    assert common is not None
    assert rare is not None
    assert common < rare


def test_what_is_no_word_has_no_bits() -> None:
    assert bits("作方") is None
    assert "作方" not in words("作")


def test_bits_and_logarithms_of_frequencies_tell_the_same() -> None:
    assert bits("工作") == CORPUS - words("工")["工作"][0]


def test_a_cut_word_hangs_together_and_a_border_of_words_does_not() -> None:
    assert bond("制定方", "案，行动") > bond("制定方案，", "行动")


def test_a_sentence_is_more_probable_than_its_signs_in_disorder() -> None:
    assert score("开展工作") > score("作开工展")


def test_words_have_a_part_of_speech_and_strangers_none() -> None:
    assert [part_of_speech(word) for word in ("责任", "进一步", "我们", "2024", "饕餮鬯")] == [
        "n",
        "d",
        "r",
        "m",
        "x",
    ]
