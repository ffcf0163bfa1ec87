# ruff: noqa: E501 - sentences of a paper, each read whole
"""Papers of a submitted version: the letter to a signatory and the draft of its deliberation.

Both are starting points, to be completed in a text processor: the words of the law are those usual in
conventions (domain.md §1.4), and each assembly keeps its own forms.
"""

from datetime import date, datetime
from typing import Any

from jalons.changes.models import FormalValidation
from jalons.core import typography
from jalons.documents.tree import Block, Bullets, Callout, Document, Facts, Heading, Signatures, text

NBSP = typography.NBSP
_BLANK = "……………………"


def letter(validation: FormalValidation, *, link: str) -> Document:
    """Asks one signatory for its decision on this very version, with its personal link."""
    content = validation.change_set.content
    count = len(content["changes"])
    whom = validation.signatory.representative or "Madame, Monsieur"
    blocks: list[Block] = [
        text(f"À l’attention de {_addressee(validation)}"),
        Heading(1, f"Objet{NBSP}: votre décision sur {count} changements durables"),
        text(f"{whom},"),
        text(
            f"Les tables de concertation de {content['territory']} ont choisi {count} changements que le "
            f"territoire veut voir arriver{_by(content)}. Ils ont été adoptés par consentement : personne n’avait "
            "plus de raison sérieuse de les refuser."
        ),
        text(
            f"Nous vous demandons de vous prononcer sur ces changements tels qu’ils sont écrits, version "
            f"{validation.change_set.number}. La troisième table, qui dessine les chemins, s’ouvre quand chaque "
            "collectivité a rendu un avis favorable, avec ou sans réserves, sur cette même version."
        ),
        Bullets(tuple(f"{one['title']}. {one['statement']}" for one in content["changes"]), is_numbered=True),
        text(
            "Pour lire la version figée et enregistrer votre décision, avec sa date, sa référence et vos réserves :"
        ),
        Callout(link, "Votre lien personnel"),
        text(
            "Ce lien est le vôtre : il n’ouvre que votre réponse. Un projet de délibération est joint, à reprendre "
            "à votre manière."
        ),
        text("Nous restons à votre disposition pour présenter ces changements à votre assemblée."),
        text(f"{validation.change_set.submitted_by}, pour l’équipe projet"),
        *_fingerprint(validation),
    ]
    return _document(validation, f"Courrier à {validation.signatory}", blocks, validation.asked_at)


def deliberation(validation: FormalValidation) -> Document:
    """The draft that an assembly takes up: visas, what it is asked, what it decides, the changes annexed."""
    content = validation.change_set.content
    body = validation.signatory.organisation.name
    blocks: list[Block] = [
        text("Projet, à adapter aux usages de votre assemblée.", quiet=True),
        Facts(
            (
                ("Séance du", _BLANK),
                ("Présents, pouvoirs", _BLANK),
                ("Rapporteur", _BLANK),
            )
        ),
        text("Vu le Code général des collectivités territoriales ;"),
        text("Vu le Code de l’action sociale et des familles ;"),
        text(
            "Vu le Code de la sécurité sociale, notamment ses articles L. 263-1, L. 223-1 et L. 227-1 à L. 227-3 ;"
        ),
        text(
            f"Vu les changements durables adoptés par consentement aux tables de concertation de "
            f"{content['territory']}, soumis le {typography.day(validation.change_set.submitted_at)}, version "
            f"{validation.change_set.number} ;"
        ),
        text(
            "Considérant que ces changements viennent de la parole des habitants et des acteurs, rapprochée des "
            "chiffres du portrait de territoire, et qu’ils guideront les chemins de progrès de la convention "
            "territoriale globale ;"
        ),
        Heading(1, "Après en avoir délibéré, l’assemblée décide"),
        Bullets(
            (
                f"d’émettre un avis favorable / favorable avec réserves / défavorable (rayer les mentions inutiles) sur les {len(content['changes'])} changements annexés, dans leur version {validation.change_set.number} ;",
                f"de formuler, le cas échéant, les réserves suivantes{NBSP}: {_BLANK} ;",
                f"de charger {_addressee(validation)} de faire connaître cette décision et de prendre part, pour {body}, à la troisième table de concertation.",
            ),
            is_numbered=True,
        ),
        Facts((("Pour", _BLANK), ("Contre", _BLANK), ("Abstentions", _BLANK))),
        Signatures(((body, "Nom, fonction, signature, cachet"),)),
        Heading(1, "Annexe : les changements soumis"),
    ]
    for number, one in enumerate(content["changes"], start=1):
        blocks += _annexed(number, one)
    return _document(
        validation, f"Projet de délibération : {body}", [*blocks, *_fingerprint(validation)], None
    )


def _annexed(number: int, one: dict[str, Any]) -> list[Block]:
    pairs = (
        ("Qui change", one["who"]),
        ("Aujourd’hui", one["starting_situation"]),
        ("À quoi on le verra", one["observable_sign"]),
        ("Où", one["where"]),
    )
    told = tuple((label, value) for label, value in pairs if value)
    return [
        Heading(2, f"{number}. {one['title']}"),
        Callout(one["statement"]),
        *([Facts(told)] if told else []),
    ]


def _addressee(validation: FormalValidation) -> str:
    signatory = validation.signatory
    who = ", ".join(part for part in (signatory.representative, signatory.representative_function) if part)
    return f"{who} ({signatory.organisation.name})" if who else signatory.organisation.name


def _by(content: dict[str, Any]) -> str:
    if not content["horizon"]:
        return ""
    return f" d’ici le {typography.day(date.fromisoformat(content['horizon']))}"


def _fingerprint(validation: FormalValidation) -> list[Block]:
    said = (
        f"Empreinte de la version {validation.change_set.number}{NBSP}: {validation.change_set.content_hash}"
    )
    return [text(said, quiet=True)]


def _document(validation: FormalValidation, title: str, blocks: list[Block], at: datetime | None) -> Document:
    initiative = validation.change_set.initiative
    return Document(
        title=title,
        subtitle=initiative.name,
        date_label=typography.day(at) if at else "",
        is_fictitious=initiative.is_fictitious,
        keywords=("validation", initiative.name),
        blocks=tuple(blocks),
    )
