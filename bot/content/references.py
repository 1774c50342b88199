"""sources.toml: what each source code stands for, in one place for exercises and lessons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import Field, model_validator

from bot.coach.model import Source
from bot.content.mistakes import Mistake, did_you_mean
from bot.content.schema import Plain, Schema

FILE = "sources.toml"


class Reference(Schema):
    """a title, publisher, gives, and one of url, doi or no_address ([Mayo] title = "…")"""

    title: Plain = Field(description='what it is called (title = "Back exercises in 15 minutes a day")')
    publisher: Plain = Field(description='who stands for it (publisher = "Mayo Clinic")')
    gives: Plain = Field(description='what was taken from it (gives = "holds and repetitions")')
    url: Plain | None = Field(
        None, pattern=r"https://\S+", description='where to read it (url = "https://example.org/page")'
    )
    doi: Plain | None = Field(None, pattern=r"10\.\d+/\S+", description='its DOI (doi = "10.1000/182")')
    no_address: Plain | None = Field(
        None, description='why it has no address (no_address = "our own judgement")'
    )

    @model_validator(mode="after")
    def can_be_found(self) -> Reference:
        if not (self.url or self.doi or self.no_address):
            raise ValueError("has no url and no doi")
        return self


def unknown_codes(
    file: str, sources: Sequence[Source], references: Mapping[str, Reference]
) -> Iterator[Mistake]:
    for number, source in enumerate(sources, start=1):
        if source.code not in references:
            wrong = f"{source.code!r} is not known{did_you_mean(source.code, references)}"
            known = ", ".join(references) or "nothing yet"
            yield Mistake(file, f"sources[{number}].code", wrong, f"one of {known} (explained in {FILE})")


def unused_codes(file: str, codes: Iterable[str], used: Iterable[Source]) -> Iterator[Mistake]:
    cited = {source.code for source in used}
    for code in codes:
        if code not in cited:
            yield Mistake(file, code, "is cited nowhere", "only sources that are used (remove it)")
