"""What the page of a table opens: its runsheet, its console, its screens, its attendance."""

from typing import TYPE_CHECKING

from django.urls import reverse

from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.initiatives.enums import StepKind
from jalons.initiatives.models import Step
from jalons.initiatives.step_links import StepLink
from jalons.rooms.runsheet_links import RunsheetLink
from jalons.workshops import runsheets

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from jalons.accounts.models import User

LIVE = {StepKind.WORKSHOP, StepKind.TECHNICAL_HALF, StepKind.REVIEW, StepKind.TRAINING_DAY}
WITH_RUN = LIVE | {StepKind.PREPARATION}
WITH_ATTENDANCE = {StepKind.WORKSHOP, StepKind.REVIEW}
_ROOM = (
    (
        Permission.FACILITATE,
        "runsheet",
        "Le déroulé",
        "list",
        "Les séquences, leur durée, leur consigne.",
        10,
    ),
    (Permission.FACILITATE, "console", "La console", "screen", "Ouvrir et clore, suivre la salle.", 20),
    (Permission.FACILITATE, "projector", "Le projecteur", "eye", "Ce que la salle voit.", 30),
    (Permission.RECORD_TABLE, "paper", "La saisie des cartes", "cards", "Une ligne par carte.", 40),
)


def of_step(step: Step, user: "User | AnonymousUser") -> list[StepLink]:
    """The doors of a live step that this person may open; the paths are those of `rooms`."""
    if step.kind not in WITH_RUN:
        return []
    rooms = _ROOM if step.kind in LIVE else _ROOM[:1]
    links = [
        StepLink(label, reverse(f"rooms:{name}", args=[step.id]), icon, hint, position)
        for permission, name, label, icon, hint, position in rooms
        if may(user, permission, step.scope())
    ]
    if step.kind == StepKind.PREPARATION and may(user, Permission.VIEW_DRAFTS, step.scope()):
        hint = "L’ordre du jour, qui prépare quoi, ce que la prochaine table demande."
        space = reverse("workshops:preparation", args=[step.id])
        links.append(StepLink("L’espace de préparation", space, "target", hint, 1))
    if _awaits_runsheet(step) and may(user, Permission.FACILITATE, step.scope()):
        ready = reverse("workshops:prepare", args=[step.id])
        links.append(
            StepLink("Un déroulé proposé", ready, "copy", "À lire, puis à mettre dans la séance.", 5)
        )
    if step.kind in LIVE and may(user, Permission.FACILITATE, step.scope()):
        papers = reverse("workshops:papers", args=[step.id])
        links.append(
            StepLink("Les papiers de la salle", papers, "print", "Tickets, cartes, grilles, affiches.", 15)
        )
    if step.kind in WITH_ATTENDANCE and step.is_ahead and may(user, Permission.EDIT_INITIATIVE, step.scope()):
        invited = reverse("workshops:invitations", args=[step.id])
        links.append(
            StepLink("Invitations et réponses", invited, "mail", "Un lien personnel par acteur.", 55)
        )
    if step.kind in WITH_ATTENDANCE and not step.is_ahead and may(user, Permission.READ_WORDS, step.scope()):
        report = reverse("workshops:report", args=[step.id])
        hint = "Séquences, résultats, paroles, qui manquait ; à imprimer."
        links.append(StepLink("Le compte rendu de la séance", report, "paper", hint, 70))
    if step.kind in WITH_ATTENDANCE and not step.is_ahead and may(user, Permission.FACILITATE, step.scope()):
        back = reverse("workshops:return", args=[step.id])
        links.append(
            StepLink("Rendre compte", back, "speech", "Ce que les paroles sont devenues ; l’affiche.", 80)
        )
    if step.kind in WITH_ATTENDANCE and may(user, Permission.VIEW_DRAFTS, step.scope()):
        hint = "Combien de personnes, par catégorie et par commune ; qui manque."
        links.append(
            StepLink("Les présences", reverse("workshops:attendance", args=[step.id]), "people", hint, 60)
        )
    return links


def _awaits_runsheet(step: Step) -> bool:
    """Nothing is composed yet, and we ship something that fits."""
    ready = runsheets.fitting(step.kind, step.rank)
    return step.is_ahead and ready is not None and not step.sequences.exists()


def of_run(step: Step) -> list[RunsheetLink]:
    """What the page of a run opens beside composing it: the toolbox, the papers."""
    links = [
        RunsheetLink(
            "Prendre dans la caisse à outils", reverse("workshops:take_tool", args=[step.id]), "archive"
        ),
        RunsheetLink("Papiers de la salle", reverse("workshops:papers", args=[step.id]), "print"),
        RunsheetLink("Garder ce déroulé", reverse("workshops:keep_tool", args=[step.id]), "star"),
        RunsheetLink(
            "Garder comme outil", reverse("workshops:keep_tool", args=[step.id]), "star", for_part=True
        ),
    ]
    if _awaits_runsheet(step):
        links.insert(
            0, RunsheetLink("Lire le déroulé proposé", reverse("workshops:prepare", args=[step.id]), "copy")
        )
    return links
