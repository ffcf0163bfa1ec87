"""The sheet of printed codes: slips to cut, one row a person."""

from datetime import datetime

from jalons.documents import pdf
from jalons.documents.tree import Bullets, Callout, Document, Heading, Table, columns, text
from jalons.operations.hall.archive import Hall
from jalons.operations.hall.loading import Sheet


def codes_pdf(hall: Hall, sheets: list[Sheet], *, now: datetime) -> bytes:
    """The codes of the staff, to print and to keep in a pocket."""
    return pdf.render(_document(hall, sheets), now=now)


def _document(hall: Hall, sheets: list[Sheet]) -> Document:
    people = [
        block
        for sheet in sheets
        for block in (
            Heading(1, sheet.name),
            Table(
                caption=f"Codes de {sheet.name}",
                columns=columns("Code", "Utilisé, à barrer"),
                rows=tuple((code, "") for code in sheet.codes),
            ),
        )
    ]
    return Document(
        title="Codes d’entrée",
        subtitle=hall.name,
        blocks=(
            Callout(
                "Un code laisse entrer une personne, une fois, sur un appareil. Gardez cette feuille sur "
                "vous ; ne l’affichez pas, ne la photographiez pas.",
                title="À garder comme une clé",
            ),
            Bullets(
                (
                    "Sur l’appareil, ouvrez l’adresse écrite par « jalons hall », puis « Entrer ».",
                    "Tapez le code ; les minuscules et l’espace ne comptent pas.",
                    "Barrez-le : il ne servira plus. L’appareil reste connecté jusqu’au soir.",
                ),
                is_numbered=True,
            ),
            *people,
            text("Ces codes n’existent que sur cette feuille. Après la séance, détruisez-la.", quiet=True),
        ),
    )
