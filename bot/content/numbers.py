"""numbers.toml: whom to call in which country, each number with its source and the day of the last look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Annotated

from babel.core import get_global
from pydantic import Field, model_validator

from bot.content.mistakes import Mistake, did_you_mean
from bot.content.schema import Plain, Schema, at_most

FILE = "numbers.toml"
ANYWHERE = "international"  # for whoever is in a country that is not known, or not in the file
LONGEST_NAME = 50
YEAR = timedelta(days=365)  # numbers move: what nobody looked at for longer is not to be trusted
AHEAD = timedelta(days=1)  # it may be tomorrow already where somebody checks
NO_ZONE_OF_ITS_OWN = frozenset({"XK"})

Call = Annotated[Plain, Field(pattern=r"^[+*]?\d[\d ]{1,18}$")]
Name = Annotated[str, at_most(LONGEST_NAME)]
Address = Annotated[Plain, Field(pattern=r"^https://\S+$")]
SOURCE = 'an official page that says so (source = "https://example.org/page")'


class Emergency(Schema):
    """what brings an ambulance (emergency = { call = ["112", "144"], source = "https://…" })"""

    call: tuple[Call, ...] = Field(
        min_length=1, max_length=2, description='one or two numbers, the best first (call = ["112", "144"])'
    )
    source: Address = Field(description=SOURCE)


class Advice(Schema):
    """a medical advice line of a whole country (urgent = { call = "111", name = "NHS", source = "…" })"""

    call: Call = Field(description='its number, as people write it (call = "116 117")')
    name: Name = Field(description=f'at most {LONGEST_NAME} characters (name = "NHS")')
    source: Address = Field(description=SOURCE)


class Crisis(Schema):
    """someone to talk to (crisis = { call = "116 123", name = "Samaritans", source = "https://…" })"""

    name: Name = Field(description=f'at most {LONGEST_NAME} characters (name = "Samaritans")')
    call: Call | None = Field(None, description='its number, as people write it (call = "116 123")')
    link: Address | None = Field(None, description='in place of a number (link = "https://example.org")')
    text: bool = Field(False, strict=True, description="true where the same number takes text messages")
    always: bool = Field(False, strict=True, description="true for day and night, every day")
    source: Address = Field(description=SOURCE)

    @model_validator(mode="after")
    def can_be_reached(self) -> Crisis:
        if (self.call is None) == (self.link is None):
            raise ValueError(
                "has not one of call and link" if self.call is None else "has both call and link"
            )
        return self


class Numbers(Schema):
    """a table with checked and emergency, and urgent and crisis where there are such lines ([GB])"""

    checked: date = Field(description="the day they were compared with their sources (checked = 2026-11-24)")
    emergency: Emergency = Field(description=str(Emergency.__doc__))
    urgent: Advice | None = Field(None, description=str(Advice.__doc__))
    crisis: Crisis | None = Field(None, description=str(Crisis.__doc__))

    @classmethod
    def tables(cls) -> Mapping[str, type[Schema]]:
        return {"emergency": Emergency, "urgent": Advice, "crisis": Crisis}


class Anywhere(Numbers):
    """what is said where the country is not known, with a crisis line ([international])"""

    crisis: Crisis = Field(description=str(Crisis.__doc__))  # also for countries that name none


@cache
def countries() -> frozenset[str]:
    """ISO 3166's two letters of every country that has a time zone."""
    found = get_global("zone_territories").values()
    return frozenset(each for each in found if each.isalpha() and each != "ZZ") | NO_ZONE_OF_ITS_OWN


def unknown_country(file: str, code: str) -> Iterator[Mistake]:
    if code != ANYWHERE and code not in countries():
        wrong = f"is no country{did_you_mean(code, [*countries(), ANYWHERE])}"
        yield Mistake(file, code, wrong, f"two capital letters, as in ISO 3166 ([GB]), or [{ANYWHERE}]")


def not_looked_at(
    numbers: Mapping[str, Numbers], file_of: Mapping[str, str], today: date
) -> Iterator[Mistake]:
    """What nobody compared with its sources for a year. No start asks: an old number is better than none."""
    for country, each in numbers.items():
        if not today - YEAR <= each.checked <= today + AHEAD:
            when = "to come" if each.checked > today else "more than a year ago"
            expected = "the day on which somebody opened every source of it (change numbers that moved)"
            yield Mistake(file_of[country], f"{country}.checked", f"{each.checked} is {when}", expected)
