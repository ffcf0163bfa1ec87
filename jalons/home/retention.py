"""How long each kind of data is kept (domain.md §7.1). Durations in months are settings of the installation.

The defaults are ours; the controllers and their DPO decide. `docs/exploitation.md` names each key.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MONTHS_A_YEAR = 12

DEFAULT_MONTHS: dict[str, int] = {
    "ticket": 3,
    "signin_sheets": 12,
    "contacts": 36,
    "training": 36,
    "invoices": 120,
    "adaptation": 3,
    "connections": 12,
}


@dataclass(frozen=True, slots=True)
class Retention:
    """One line of the table shown to people."""

    what: str
    kept: str
    then: str


class UnknownRetentionError(ValueError):
    """The settings name a kind of data that does not exist."""


def table(overrides: Mapping[str, int]) -> list[Retention]:
    """The whole table. `overrides` gives months by key of DEFAULT_MONTHS; unknown keys raise."""
    unknown = set(overrides) - set(DEFAULT_MONTHS)
    if unknown:
        raise UnknownRetentionError(f"unknown kinds of data: {', '.join(sorted(unknown))}")
    for_ = {key: _duration(months) for key, months in {**DEFAULT_MONTHS, **overrides}.items()}
    return [
        Retention(
            "Paroles des tables, sans nom",
            "Le temps de la convention",
            "Les synthèses restent ; les paroles sont supprimées ou archivées, selon la décision prise",
        ),
        Retention(
            "Lien entre un ticket et ses réponses", f"{for_['ticket']} après la restitution", "Supprimé"
        ),
        Retention(
            "Feuilles d’émargement des tables",
            f"{for_['signin_sheets']} après la dernière table",
            "Supprimées ; les nombres par catégorie et par commune restent",
        ),
        Retention(
            "Coordonnées des acteurs",
            "Le temps de la convention, revues chaque année",
            f"Supprimées après {for_['contacts']} sans contact",
        ),
        Retention(
            "Dossiers, émargements et attestations de formation", for_["training"], "Archivés ou supprimés"
        ),
        Retention("Factures", for_["invoices"], "Supprimées"),
        Retention(
            "Demandes d’adaptation liées à un handicap",
            f"{for_['adaptation']} après la formation",
            "Supprimées",
        ),
        Retention("Photos", "Selon l’autorisation donnée", "Supprimées"),
        Retention("Décisions, conventions, bilans", "Sans limite", "Versés aux archives publiques"),
        Retention("Journaux de connexion", for_["connections"], "Supprimés"),
    ]


def _duration(months: int) -> str:
    years, rest = divmod(months, MONTHS_A_YEAR)
    if rest:
        return f"{months} mois"
    return f"{years} an{'s' if years > 1 else ''}"
