"""Words of the demonstration’s training. Every person is fictitious."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """The trainees of one mission, and who missed which half-day: ((session, half), rank of the trainee)."""

    trainees: tuple[tuple[str, str, str], ...]  # name, function, answers to the questionnaire
    absent: tuple[tuple[int, str], int]
    is_over: bool


ELAN = Story(
    (
        (
            "Lucie Pradeau",
            "conseillère technique, service aux partenaires",
            "J’accompagne des crèches depuis quatre ans. Je voudrais dire ce qui change pour les familles.",
        ),
        ("Rémi Courteix", "conseiller technique, jeunesse", ""),
        ("Aurore Bonnefond", "chargée d’études", ""),
        (
            "Sabine Lagrange",
            "conseillère en développement social",
            "Je prépare le portrait du territoire : je voudrais que les chiffres servent à parler ensemble.",
        ),
    ),
    ((1, "am"), 1),
    is_over=False,
)
VASSIVIERE = Story(
    (
        ("Maxime Reyrolle", "conseiller technique, parentalité", ""),
        ("Caroline Duclos", "chargée de conseil, service aux partenaires", ""),
        ("Laurence Chèze", "assistante du service aux partenaires", ""),
    ),
    ((2, "pm"), 2),
    is_over=True,
)

REQUESTS = (
    (
        41,
        (
            "Caf d’un département voisin (exemple fictif)",
            "Audrey Lamoure",
            "Deux territoires, à l’automne.",
            False,
        ),
        "Nous pouvons commencer en octobre. Un devis suit, pour deux territoires.",
    ),
    (
        22,
        (
            "Caf de la plaine (exemple fictif)",
            "Bruno Massoulard",
            "Un seul territoire, une quinzaine d’agents.",
            False,
        ),
        "",
    ),
    (
        4,
        (
            "Communauté de communes des Sources (fictive)",
            "Fatou Diabaté",
            "Une place en session inter.",
            True,
        ),
        "",
    ),
)
"""Days ago, (organisation, name, message, is inter), answer."""

MENTIONS = {
    "address": "Adresse fictive, 35000 Rennes",
    "siret": "00000000000000",
    "activity_number": "fictif",
    "representative": "Marc Delage",
    "representative_function": "directeur",
    "email": "formation@organisme.example",
    "phone": "02 00 00 00 00",
    "vat_note": "La mention sur la TVA est celle de l’organisme : à vérifier avec lui.",
    "payment_terms": "Une facture à la fin de chaque phase, réglée à trente jours.",
    "cancellation_terms": "Une journée reportée d’un commun accord n’est pas due deux fois. "
    "Une phase arrêtée par la Caf est due pour les seules journées tenues.",
    "dispute_terms": "On se parle d’abord ; sans accord, le tribunal est celui du siège de l’organisme.",
    "disability_contact": "Agnès Tixier, référente handicap",
    "accessibility_url": "https://organisme.example/accessibilite/",
}

RECTIFICATION = "Train en retard : la personne est arrivée à 10 h, sa signature avait été oubliée."

NEED = (
    "Je suis mal les échanges quand plusieurs personnes parlent en même temps, surtout au fond de la salle."
)
ADAPTATION = (
    "Une place face au groupe, les consignes écrites à l’écran, une seule personne qui parle à la fois."
)

COMPLAINT = (
    "Les horaires du matin",
    "Le début à 9 h est difficile pour qui vient en train : le premier arrive à 9 h 20.",
    "Merci de l’avoir dit : les prochaines journées commenceront à 9 h 30.",
    "Les convocations et le calendrier donnent le nouvel horaire.",
)
IMPROVEMENT = (
    "Regarder les horaires de train avant de fixer l’heure d’une journée",
    "La responsable de formation",
    "Les trois dernières séances ont commencé à 9 h 30, et personne n’a manqué le début.",
)

ORAL = """Ce qui a compté : travailler sur son propre territoire, avec les élus dans la salle.
Ce qui manquait : du temps pour s’exercer à formuler un changement avant la deuxième table.
On demande une demi-journée de retrouvailles dans un an."""
COLD = """Synthèse transmise par la Caf, faite avec son outil.
Les agents se servent du carnet de formulation et du consentement dans d’autres réunions.
Ils demandent des exemples de signes de changement pour la petite enfance."""
COLD_FILE = "question;reponses;moyenne\r\nJe me sers de ce que j’ai appris;3;3,7\r\n"
LATE_COMER = (
    "Jérôme Villatte",
    "conseiller technique, animation de la vie sociale",
    "Je rejoins le service en janvier et je suivrai la convention d’Élan avec mes collègues.",
)
WORDS = (
    "Garder la décision par consentement : je n’y croyais pas à soixante.",
    "J’aurais voulu plus d’exercices sur les changements avant la deuxième table.",
    "Merci d’avoir laissé de la place à nos doutes.",
    "Les élus ont parlé des gens plutôt que des équipements, c’est la première fois.",
)
AGREEMENT = (4, 3, 4, 4, 2, 3)
LEVELS_AFTER = (3, 4, 3, 2, 4, 3)
