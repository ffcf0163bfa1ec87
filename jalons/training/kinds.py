"""Questionnaires of the training: two kinds of sequences of the room engine, no form engine of our own.

Phones without an account, tablets and paper come with the engine; answers carry no name (rule 17).
"""

from jalons.rooms.kinds.base import Choice, Criterion, Kind, Production
from jalons.rooms.kinds.results import votes_by_option

LEVELS = (
    Choice("0", "Je découvre", weight=0, mark="0"),
    Choice("1", "J’en ai entendu parler", weight=1, mark="1"),
    Choice("2", "Je comprends", weight=2, mark="2"),
    Choice("3", "Je sais faire, avec de l’aide", weight=3, mark="3"),
    Choice("4", "Je sais faire", weight=4, mark="4"),
)
AGREEMENT = (
    Choice("1", "Pas du tout", weight=1, mark="1"),
    Choice("2", "Plutôt non", weight=2, mark="2"),
    Choice("3", "Plutôt oui", weight=3, mark="3"),
    Choice("4", "Tout à fait", weight=4, mark="4"),
)
PHONE = "rooms/kinds/assessment/participant.html"
PAPER = "rooms/kinds/assessment/paper.html"
PROJECTOR = "training/kinds/projector.html"

POSITIONING = Kind(
    code="positioning",
    label="Positionnement sur les objectifs",
    description="Chaque personne se situe de 0 à 4 sur chaque objectif de la formation, sans donner son nom.",
    production=Production.VOTES,
    default_minutes=10,
    default_prompt="Aujourd’hui, où en êtes-vous ?",
    criteria=(Criterion("", "Niveau", "Aujourd’hui, où en êtes-vous ?", LEVELS),),
    result=votes_by_option,
    participant_template=PHONE,
    paper_template=PAPER,
    projector_template=PROJECTOR,
)
SATISFACTION = Kind(
    code="satisfaction",
    label="Satisfaction à chaud",
    description="Quelques affirmations sur la formation, de 1 à 4, sans nom.",
    production=Production.VOTES,
    default_minutes=10,
    default_prompt="Qu’avez-vous pensé de la formation ?",
    criteria=(Criterion("", "Accord", "Êtes-vous d’accord ?", AGREEMENT),),
    result=votes_by_option,
    participant_template=PHONE,
    paper_template=PAPER,
    projector_template=PROJECTOR,
)
OVERALL_ITEM = "Dans l’ensemble, je suis satisfaite ou satisfait de la formation"
ITEMS = (
    "Les objectifs annoncés ont été tenus",
    "Le rythme et la durée m’ont convenu",
    "La façon d’animer m’a permis de participer",
    "Les outils me serviront dans mon travail",
    "Je recommanderais cette formation",
)
