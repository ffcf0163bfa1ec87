"""What a file says, line by line: a figure, a refusal with its reason, or something left aside on purpose."""

from dataclasses import dataclass, field

from jalons.indicators.comparison import Knowledge

COMMUNE, EPCI, DEPARTEMENT, REGION, FRANCE = "commune", "epci", "departement", "region", "france"
SIREN_LENGTH, COMMUNE_LENGTH = 9, 5


class FileError(ValueError):
    """A file that cannot be read at all. Its text is a French sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One figure of a file. `geography_year` is the year of the communes and EPCI that the file describes."""

    indicator: str
    level: str
    code: str
    vintage: str
    value: float | None
    source: str
    geography_year: int
    status: Knowledge = Knowledge.PUBLISHED
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not read, and why, in French."""

    line: int
    reason: str
    extract: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A line left aside on purpose: a total, a note, an empty cell. `reason` is counted, not listed."""

    reason: str


Item = Record | Refusal | Aside


@dataclass(slots=True)
class Options:
    """What a person may say about a file that does not say it itself."""

    level: str = ""
    vintage: str = ""
    geography_year: int = 0
    hints: dict[str, str] = field(default_factory=dict)


def tidy_code(text: str, level: str = "") -> tuple[str, str]:
    """The official code and its level, with the leading zero that a spreadsheet lost.

    « 1001 » is « 01001 », « 248719353.0 » a SIREN. Raises ValueError when nothing official looks like it.
    """
    code = text.strip().strip('"').upper().replace("\u00a0", "").replace(" ", "")
    code = code.removesuffix(".0")
    if code.isdigit() and len(code) == SIREN_LENGTH and level in {"", EPCI}:
        return code, EPCI
    if level == EPCI:
        raise ValueError(f"« {text} » n’est pas un SIREN d’intercommunalité (9 chiffres).")
    if level in {DEPARTEMENT, REGION}:
        padded = code.zfill(2)
        if padded[:2].isalnum() and len(padded) in {2, 3}:
            return padded, level
        raise ValueError(f"« {text} » n’est pas un code de {level}.")
    if level == FRANCE:
        return "FR", FRANCE
    if code.isdigit() and len(code) == COMMUNE_LENGTH - 1:
        code = f"0{code}"
    if len(code) == COMMUNE_LENGTH and code[2:].isdigit():
        return code, COMMUNE
    raise ValueError(f"« {text} » n’est ni un code de commune (5 caractères) ni un SIREN (9 chiffres).")
