"""The encodings of files: what is certain, and what is asked."""

from __future__ import annotations

import pytest

from quizapp.cards.format.encoding import as_utf_8, likely_encodings
from quizapp.errors import UsageError

SIMPLIFIED = "苹果,apple\n今天天气很好，我们去公园玩。,a fine day\n"
TRADITIONAL = "蘋果,apple\n今天天氣很好，我們去公園玩。,a fine day\n"
JAPANESE = "りんご,apple\n今日は天気がいいので公園へ行きます。,a fine day\n"
RUSSIAN = "яблоко,apple\nвода,water\nДом,house\n"


@pytest.mark.parametrize(
    ("text", "encoding", "likely"),
    [
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (JAPANESE, "shift_jis", "cp932"),
        (JAPANESE, "euc_jp", "euc_jp"),
        ("사과,apple\n오늘 날씨가 좋다,a fine day\n", "euc_kr", "cp949"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        ("un café,x\ndéjà vu,y\n", "cp1252", "cp1252"),
        ("łódź,boat\nżółty,yellow\n", "cp1250", "cp1250"),
        ("é,ñ\nú,ü\n", "utf-8", "utf_8"),
    ],
)
@pytest.mark.parametrize("times", [1, 3_000])
def test_the_encoding_that_a_file_has_is_the_first_that_is_offered(
    text: str, encoding: str, likely: str, times: int
) -> None:
    assert likely_encodings((text * times).encode(encoding))[0] == likely


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_what_is_certain_needs_no_name(encoding: str) -> None:
    data = as_utf_8("Q: ¿qué?\nA: 什么\n".encode(encoding))
    assert data.decode("utf-8-sig") == "Q: ¿qué?\nA: 什么\n"


def test_an_encoding_that_is_named_wrongly_is_refused() -> None:
    with pytest.raises(UsageError, match="not in shift_jis, as its byte 4"):
        as_utf_8(b"Q: \xff\n", "shift_jis")
