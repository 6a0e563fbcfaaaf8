"""Numbers of persons: one small enough to point at somebody is never written."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from generator.diagnostics import define
from generator.schemas.core.fields import Part, many, opt

FEW = 5  # a number of persons below this is never written

FEW_PERSONS = define(
    "persons-under-five", "error",
    es=("{value} personas son tan pocas que alguien podría reconocerlas.", "No escriba el número: nombre esa parte en «few», por ejemplo «few: [men]»."),
    en=("{value} persons are so few that somebody could recognise them.", "Do not write the number: name that part in “few”, for example “few: [men]”."),
)
RESULT_FORM = define(
    "result-form", "error",
    es=("El resultado de un indicador no está completo o dice dos cosas a la vez.",
        "Escriba «value», o «persons» si cuenta personas; la fuente en «source» o los registros en «evidence»; y en «few» solo partes sin número."),
    en=("An indicator’s result is not complete or says two things at once.",
        "Write “value”, or “persons” where persons are counted; the source in “source” or the records in “evidence”; and in “few” only parts without a number."),
)
RULES = {"few_persons": FEW_PERSONS, "result_form": RESULT_FORM}


def _large(value: int) -> int:
    if 0 < value < FEW:
        raise PydanticCustomError("few_persons", "could point at somebody", {"value": value})
    return value


Count = Annotated[int, AfterValidator(_large)]


class Persons(Part):
    """How many persons, by sex. A part with one to four of them is named in ``few`` and carries no number."""

    women: Count | None = opt("Mujeres", "Women", ge=0)
    men: Count | None = opt("Hombres", "Men", ge=0)
    undisclosed: Count | None = opt("Sin indicar", "Not disclosed", ge=0)
    few: tuple[Literal["women", "men", "undisclosed"], ...] = many("Menos de cinco", "Fewer than five")

    @model_validator(mode="after")
    def _once(self) -> Self:
        if not (self.few or self.known) or any(getattr(self, name) is not None for name in self.few):
            raise PydanticCustomError("result_form", "both a number and few, or nothing")
        return self

    @property
    def known(self) -> tuple[int, ...]:
        """The numbers that are written."""
        return tuple(value for value in (self.women, self.men, self.undisclosed) if value is not None)
