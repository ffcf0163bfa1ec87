"""Words of the demonstration for missions and steps: fictitious, plausible, of the Limousin."""

MAYORS = {
    "Ambazac": "Laurence Peytavit",
    "Nieul": "Gérard Chassagne",
    "Nantiat": "Corinne Bonnefond",
    "Saint-Priest-Taurion": "Alain Dumazaud",
    "Eymoutiers": "Bernard Leycuras",
    "Peyrat-le-Château": "Martine Coudert",
    "Nedde": "Philippe Lenoble",
}
"""Fictitious mayors: nobody here bears the name of the person in office."""

MINUTES = {
    1: (
        (
            "Nous avons relu le portrait de territoire et gardé douze faits. La liste des acteurs compte "
            "une soixantaine de noms ; il manque surtout des jeunes et des personnes âgées "
            "éloignées des bourgs.\n\n"
            "Les cartes seront aussi en papier : le réseau de la salle est inégal."
        ),
        (
            "La chargée de coopération envoie les invitations avant vendredi.\n"
            "Le centre social passe au marché et au car de 7 h avec des cartes.\n"
            "La Caf imprime les douze faits en grand."
        ),
    ),
    2: (
        (
            "Lecture de tous les fragments, à voix haute. Trois images reviennent : se "
            "déplacer sans y penser, "
            "ne laisser personne seul, faire une place aux jeunes. Une première proposition "
            "tient en dix lignes."
        ),
        (
            "Le formateur met la proposition au propre et l’envoie aux participants.\n"
            "Une version facile à lire est faite avec deux habitants.\n"
            "Le déroulé de la deuxième table est calé."
        ),
    ),
    3: (
        (
            "Les changements validés demandent d’autres personnes autour de la table : transporteurs, lycée, "
            "aides à domicile. La salle sera disposée en cinq tables, une par changement."
        ),
        (
            "Chaque membre de l’équipe appelle trois acteurs nouveaux.\n"
            "Les communes prêtent leurs minibus pour ce jour-là."
        ),
    ),
    4: (
        "Vingt-deux lycéens en deux heures. Ils veulent être deux par table, et ne pas parler en premier.",
        "Six d’entre eux viendront, avec une éducatrice.",
    ),
}
"""By rank of the preparation: what was said, what was decided."""

REVIEW = (
    "Relire chaque changement avec celles et ceux qui l’ont voulu : ce que l’on voit, comment on le sait, "
    "ce que l’on a appris.\nDire quelles hypothèses tiennent et lesquelles sont à revoir.\n"
    "Décider de ce que l’on continue, adapte, arrête ou ajoute."
)
