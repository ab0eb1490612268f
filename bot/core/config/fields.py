"""The types of config values: how each is written in the file, and what it means.

pydantic reads them. Its import is slow, so only `load` imports it: the annotations here implement its protocol, and
`Config()` needs none of it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, ClassVar, TypeVar

from annotated_types import Interval, MaxLen

from bot.core import limits
from bot.core.config.logins import LOGIN
from bot.core.config.mistake import EMPTY, shown

if TYPE_CHECKING:
    from pydantic import ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

T = TypeVar("T")

_LOGIN = re.compile(rf"(?=.{{1,39}}\Z){LOGIN}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOST = re.compile(r"(?:https://)?(?P<host>[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d{1,5})?)/?")


class Section:
    """A mapping with known keys, which are the fields of the dataclass. A key without a value counts as absent."""

    __slots__ = ()
    __pydantic_config__: ClassVar["ConfigDict"] = {
        "extra": "forbid",
        "use_attribute_docstrings": True,
        # For keys that Python reserves: `from_`.
        "alias_generator": lambda name: name.removesuffix("_"),
    }

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415 - see the top of this file

        return core_schema.no_info_before_validator_function(_without_empty, handler(source))


def _without_empty(value: object) -> object:
    return {key: each for key, each in value.items() if each is not None} if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class FromText:
    """Annotation: text is replaced by what `read` returns before the type checks it. A ValueError of `read` is a mistake.

    `schema` describes that text where the annotated type does not.
    """

    read: Callable[[str], object]
    schema: Mapping[str, object] | None = None

    def __get_pydantic_core_schema__(self, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415

        return core_schema.no_info_before_validator_function(self._value, handler(source))

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> "JsonSchemaValue":
        described = handler(core)
        return {"anyOf": [dict(self.schema), described]} if self.schema else described

    def _value(self, value: object) -> object:
        return self.read(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class WrittenAs:
    """Annotation: the value is written as `form`, and the field holds what `meaning` makes of that."""

    form: object
    meaning: Callable[..., object]

    def __get_pydantic_core_schema__(self, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415

        return core_schema.no_info_after_validator_function(self.meaning, handler.generate_schema(self.form))


class _OneOrMore:
    """Annotation of a collection: a single value is a list of one, and repeats are dropped."""

    def __get_pydantic_core_schema__(self, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415

        return core_schema.no_info_wrap_validator_function(self._items, handler(source))

    def __get_pydantic_json_schema__(self, core: "CoreSchema", handler: "GetJsonSchemaHandler") -> "JsonSchemaValue":
        listed = handler(core)
        return {"anyOf": [listed["items"], listed]}

    @staticmethod
    def _items(value: object, read: Callable[[object], Iterable[object]]) -> object:
        found = read(value if isinstance(value, list) else [value])
        return found if isinstance(found, frozenset) else tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class ByForm:
    """Annotation: a list is read as `listed`, anything else as `single`."""

    listed: object
    single: object

    def __get_pydantic_core_schema__(self, source: object, handler: "GetCoreSchemaHandler") -> "CoreSchema":
        from pydantic_core import core_schema  # noqa: PLC0415

        choices = {"list": handler.generate_schema(self.listed), "single": handler.generate_schema(self.single)}
        return core_schema.tagged_union_schema(choices, lambda value: "list" if isinstance(value, list) else "single")


def one_line(text: str) -> str:
    """Text without outer spaces; ValueError where it is empty or has line ends or control characters."""
    text = text.strip()
    if not text:
        raise ValueError(EMPTY)
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
        raise ValueError(f"{shown(text)} contains line ends or control characters")
    return text


def name(text: str) -> str:
    """The name of a person or a team, without `@`."""
    return " ".join(one_line(text).removeprefix("@").split())


def label(text: str) -> str:
    """The name of a label."""
    text = one_line(text)
    if len(text) > limits.LABEL:
        raise ValueError(f"a label has at most {limits.LABEL} characters, {shown(text)} has {len(text)}")
    return text


def login(text: str) -> str:
    """A login, with or without `@`."""
    found = one_line(text).removeprefix("@")
    if not _LOGIN.fullmatch(found):
        raise ValueError(f"{shown(text.strip())} cannot be a login on GitHub")
    return found


def login_of_anyone(text: str) -> str:
    """The login of a person or a bot, in lower case."""
    text = one_line(text).lower()
    return login(text.removesuffix("[bot]")) + ("[bot]" if text.endswith("[bot]") else "")


def is_off(text: str) -> bool:
    """Whether this is one of YAML's words for no."""
    return text.strip().lower() in {"off", "false", "no"}


def _day_or_off(text: str) -> date | None:
    if is_off(text):
        return None
    try:
        # fromisoformat alone accepts 20200826 and 2020-W35-3 too.
        return date.fromisoformat(text.strip() if _DAY.fullmatch(text.strip()) else "")
    except ValueError:
        raise ValueError(f"{shown(text.strip())} is not a date like 2020-08-26") from None


def _hackmd_host(text: str) -> str | None:
    if is_off(text):
        return None
    if text.strip().lower() in {"on", "true", "yes"}:
        return _HACKMD
    found = _HOST.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(f"{shown(text.strip())} is neither on nor off, nor a host like {_HACKMD}")
    return found["host"]


def _number_or_off(text: str) -> str | None:
    return None if is_off(text) else text


ONE_OR_MORE = _OneOrMore()
OneOrMore = Annotated[tuple[T, ...], ONE_OR_MORE]
Text = Annotated[str, FromText(one_line)]
Name = Annotated[str, FromText(name)]
Key = Annotated[str, FromText(lambda text: text if name(text) else "")]
"""A name as the file has it, which its position is looked up by."""
Label = Annotated[str, MaxLen(limits.LABEL), FromText(label)]
Login = Annotated[str, FromText(login)]
AnyLogin = Annotated[str, FromText(login_of_anyone)]
OFF = {"anyOf": [{"const": False}, {"const": "off"}]}
SWITCH = {"anyOf": [{"type": "boolean"}, {"const": "on"}, {"const": "off"}]}
_HACKMD = "hackmd.io"
DayOrOff = Annotated[date | None, FromText(_day_or_off, OFF)]
Meetings = Annotated[int, Interval(ge=1, le=1000)]
MeetingsOrOff = Annotated[int | None, Interval(ge=1, le=1000), FromText(_number_or_off, OFF)]
MOST_HOURS = 336
HoursOrOff = Annotated[int | None, Interval(ge=1, le=MOST_HOURS), FromText(_number_or_off, OFF)]
Limit = Annotated[int, Interval(ge=0, le=100_000)]
HostOrOff = Annotated[str | None, FromText(_hackmd_host, SWITCH)]
"""A host with its port, where it has one of its own."""
