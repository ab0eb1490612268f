"""People whom `@` names in a script that no login has, in front of a line and at its end."""

import pytest

from bot.core.people.context import Context
from bot.core.people.lines.prefix import read_prefix
from bot.core.people.lines.suffix import read_tail


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("@张三 写文档", "zh", ("写文档", ["张三"]), id="Chinese"),
        pytest.param("@张三、@李四：写文档", "zh", ("写文档", ["张三", "李四"]), id="two with a colon"),
        pytest.param("@민수님 회의실 예약", "ko", ("회의실 예약", ["민수"]), id="Korean with respect"),
        pytest.param("@Анна: покрасить стену", "ru", ("покрасить стену", ["Анна"]), id="Russian"),
        pytest.param("@大家 写文档", "zh", ("@大家 写文档", []), id="everybody"),
        pytest.param("@张三提交季度报告 尽快", "zh", ("@张三提交季度报告 尽快", []), id="words without a blank"),
        pytest.param("@ada 写文档", "zh", ("写文档", ["ada"]), id="a login"),
    ],
)
def test_in_front(text: str, language: str, expected: tuple[str, list[str]]) -> None:
    prefix = read_prefix(text, Context(language=language))
    assert (prefix.text, [owner.name for owner in prefix.owners]) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("写文档 @张三", "zh", ("写文档", ["张三"]), id="Chinese"),
        pytest.param("문서 작성 - @민수, @지영", "ko", ("문서 작성", ["민수", "지영"]), id="two behind a dash"),
        pytest.param("写文档，负责人：李四", "zh", ("写文档", ["李四"]), id="a field behind a full-width comma"),
        pytest.param("写文档 @所有人", "zh", ("写文档 @所有人", []), id="everybody"),
        pytest.param("写信给team@张三", "zh", ("写信给team@张三", []), id="no blank in front"),
    ],
)
def test_at_the_end(text: str, language: str, expected: tuple[str, list[str]]) -> None:
    tail = read_tail(text, Context(language=language))
    assert (tail.text, [owner.name for owner in tail.owners]) == expected


def test_such_a_name_is_no_login() -> None:
    prefix = read_prefix("@张三 写文档", Context(language="zh"))
    assert [owner.at for owner in prefix.owners] == [False]
