"""One TOML table -> one checked value, or mistakes that name the key and say what would be right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from bot.coach.model import Source
from bot.content.mistakes import Mistake, did_you_mean


def plain(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    if re.search(r"[<>\n]", text):
        raise ValueError(f"{short(text)} has a line break or a < or >")
    return text


def at_most(letters: int) -> AfterValidator:
    """Plain text of so many characters."""

    def check(text: str) -> str:
        if len(text) > letters:
            raise ValueError(f"{short(text)} has {len(text)} characters")
        return plain(text)

    return AfterValidator(check)


Plain = Annotated[str, AfterValidator(plain)]


class Schema(BaseModel):
    """A table of a content file. `tables` are its lists of tables, by key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def tables(cls) -> Mapping[str, type[Schema]]:
        return {}


class Origin(Schema):
    """One [[sources]] table."""

    code: Plain = Field(description='a code of sources.toml (code = "Mayo")')
    where: Plain = Field(description='where a reader finds it (where = "slide show, bridge")')

    @property
    def source(self) -> Source:
        return Source(self.code, self.where)


class PackFacts(Schema):
    """pack.toml, the optional file that says how a folder stands to the built-in content."""

    extends: bool = Field(True, strict=True, description="false to leave out all that is built in")


S = TypeVar("S", bound=Schema)


def read(
    schema: type[S], file: str, table: Mapping[str, Any], found: list[Mistake], key: str = ""
) -> S | None:
    """The table as `schema`, or None with what is wrong added to `found`; `key` is where it stands."""
    try:
        return schema.model_validate(table)
    except ValidationError as error:
        found.extend(_mistake(schema, file, key, detail) for detail in error.errors())
        return None


def _mistake(schema: type[Schema], file: str, inside: str, detail: ErrorDetails) -> Mistake:
    loc = detail["loc"]
    names = [part for part in loc if isinstance(part, str)]
    fields = (schema.tables().get(names[0], schema) if len(names) > 1 else schema).model_fields
    known = [name for name in names if name in fields]
    expected = str(fields[known[-1]].description) if known else str(schema.__doc__)
    match detail["type"]:
        case "missing":
            wrong = "is missing"
        case "extra_forbidden":
            wrong = f"is not a key here{did_you_mean(names[-1], fields)}"
            expected = f"one of {', '.join(fields)}"
        case "enum":
            known = re.findall(r"'([^']+)'", detail["ctx"]["expected"])
            wrong = f"{short(detail['input'])} is not known{did_you_mean(detail['input'], known)}"
            expected = f"one of {', '.join(known)}"
        case "value_error":
            wrong = str(detail["ctx"]["error"])
        case _:
            wrong = f"{short(detail['input'])}: {detail['msg'].lower()}"
    return Mistake(file, _key((inside, *loc) if inside else loc), wrong, expected)


def _key(loc: tuple[int | str, ...]) -> str:
    """Lists count from 1, as a reader counts rungs: ladder[2].hold."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc]
    return "".join(parts).lstrip(".") or "file"


def short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…'"
