"""What was said and asked at the first review of Vassivière. Every word is an « exemple fictif »."""

WELCOME = "Un café, et ce que nous ferons de l’après-midi"
STATEMENTS = (
    "Depuis un an, je sais mieux à qui demander un coup de main.",
    "Il est devenu plus facile de venir au bourg sans voiture.",
    "Nous nous voyons plus souvent d’une commune à l’autre.",
    "Les réunions se tiennent à des heures où je peux venir.",
    "Un petit rendez-vous chaque mois vaut mieux qu’une grande fête par an.",
    "Les personnes âgées qui le souhaitent reçoivent maintenant de la visite.",
    "Les jeunes d’ici sont écoutés, même quand ils ne sont pas d’accord.",
    "Les gens qui arrivent savent où trouver les autres.",
    "Il faut commencer par les villages les plus loin du bourg.",
    "Ce que nous avons dit à la première table se voit aujourd’hui.",
)
PROPOSED = (
    (2, "Les trajets partagés tiennent parce que quelqu’un appelle les gens."),
    (4, "Un car de plus le soir changerait davantage que dix réunions."),
    (3, "Madame Ducros n’ouvre jamais la salle à l’heure."),
)
"""Their table, their words; the last one names somebody (nobody real) and is put apart."""
APART = "Nomme une personne"
NEAR = (0.92, 0.88, 0.9, 0.35, 0.25, 0.7, 0.82, 0.9, 0.12, 0.92)
FAR = (0.55, 0.06, 0.15, 0.2, 0.85, 0.5, 0.14, 0.12, 0.96, 0.12)
NEAR_PROPOSED, FAR_PROPOSED = (0.75, 0.2), (0.7, 0.95)
"""How likely people of the bourgs, and people of far villages, are to agree with each sentence."""
PASSES = 0.1

Said = tuple[int, str, str, str]
PICTURES: tuple[Said, ...] = (
    (1, "bus-stop", "L’arrêt n’a pas bougé, mais hier nous étions trois à attendre ensemble.", "Bouger"),
    (1, "swing", "Ma voisine de 82 ans garde un œil sur les petits à la sortie de l’école.", "Se tenir"),
    (1, "rowers", "On rame, et il y en a toujours un qui rame à l’envers. Ce n’est pas méchant.", "Décider"),
    (2, "keys", "On nous a confié la clé de la salle. Pour nous c’est énorme.", "Des lieux"),
    (2, "seedling", "C’est petit, ça tient, il ne faut pas marcher dessus.", "Ce qui commence"),
    (2, "closed-shutters", "Dans ma rue, deux maisons rouvertes et quatre fermées.", "Des lieux"),
    (3, "umbrella", "Une dame que je ne connaissais pas m’a ramenée sous l’orage.", "Entre voisins"),
    (3, "megaphone", "Les chaises vides, c’était nous il y a deux ans.", "La parole"),
    (3, "empty-chair", "Mon père ne vient toujours pas. Il dit que ce n’est pas pour lui.", "La parole"),
    (4, "threads", "Avant je connaissais Nedde de nom. Maintenant j’y ai des amis.", "Les liens"),
    (4, "mountain", "On a fait le premier lacet. On se retourne, et on voit déjà loin.", "Le temps"),
    (4, "clock-tower", "Tout est trop lent pour les jeunes, trop rapide pour les mairies.", "Le temps"),
)
EVENTS: tuple[tuple[int, int, str, str, str], ...] = (
    (1, 1999, "both", "La tempête : quinze jours sans courant, et tout le hameau chez nous.", "Se tenir"),
    (1, 2024, "helped", "La première table : j’ai parlé à mon maire pour la première fois.", "Décider"),
    (1, 2025, "helped", "Le premier trajet partagé du jeudi, quatre dans la voiture.", "Bouger"),
    (2, 2009, "hindered", "La fermeture de l’épicerie, on ne se croisait plus nulle part.", "Des lieux"),
    (2, 2020, "both", "Le confinement : les masques cousus à vingt, puis plus rien.", "Ce qui commence"),
    (2, 2025, "helped", "La salle ouverte le dimanche, sans rien d’organisé.", "Des lieux"),
    (3, 2014, "hindered", "La classe unique a fermé, les enfants partent à 7 h.", "Les enfants"),
    (3, 2025, "helped", "Des visites le mardi chez ceux qui le veulent bien.", "Entre voisins"),
    (3, 2026, "helped", "Une question d’habitant lue au conseil avant le vote.", "La parole"),
    (4, 2003, "hindered", "L’été de la canicule : on a su trop tard pour Marcel.", "Les liens"),
    (4, 2025, "helped", "Le repas des nouveaux arrivants, chacun son plat.", "Les liens"),
    (4, 2026, "both", "Deux bénévoles ont arrêté, fatigués. D’autres sont venus.", "Le temps"),
)
"""Table, then the picture (or the year and what it did), the words, the heap where the table put them."""

DEBATE = "Mieux vaut faire venir les services au village que conduire les gens au bourg."
ARGUMENTS: tuple[tuple[int, str, str, str], ...] = (
    (1, "for", "Une permanence au village, on y vient à pied et on se voit.", "Bouger"),
    (2, "for", "Mes beaux-parents ne monteront jamais dans la voiture d’un inconnu.", "Ce qui commence"),
    (3, "against", "Le trajet, c’est le moment où l’on se parle vraiment.", "Entre voisins"),
    (3, "against", "Au bourg les enfants trouvent d’autres enfants.", "Les enfants"),
    (4, "against", "Trois personnes à une permanence : elle fermera dans six mois.", "Le temps"),
    (2, "against", "Il faut les deux : le camion au village, le car le soir.", "Ce qui commence"),
)
ITEMS = (
    "Nous disons tous le même changement avec les mêmes mots",
    "Chacun sait ce que font les autres, et s’y ajuste",
    "Des habitants décident avec nous, pas seulement au début",
    "Nous regardons ensemble ce qui bouge et ce qui ne bouge pas",
    "Quelqu’un a du temps pour tenir le lien entre tous",
)
LEVELS = ((1, 2, 3, 3), (1, 2, 2, 3), (1, 1, 2, 4), (2, 3, 3, 4), (2, 3, 4, 4))
"""What people answer to each, drawn among these."""
COMMON = (
    (1, "2", "Les structures se parlent ; les communes l’apprennent encore par le journal."),
    (2, "2", "Ils étaient à chaque table, mais un seul siège au comité. On en ouvre deux de plus."),
    (4, "3", "Le poste est là. Il tient sur une personne : il faut une remplaçante."),
)
DEBATE_TITLE = "Se placer avant de parler"
DEBATE_PURPOSE = "Quand les mêmes parlent toujours en premier, ou après un repas."
DEBATE_GUIDE = (
    "Une corde au sol, une phrase qui partage vraiment. On se place sans parler, puis un argument de chaque "
    "côté, jamais deux de suite du même. Demander à la fin qui a bougé, et remercier.\n\nÀ Eymoutiers, trois "
    "lycéennes ont changé de côté deux fois, et ce sont elles qui ont trouvé la troisième voie."
)
FLIPCHART = (
    "Table 2, ce qui commence",
    "un trousseau pour la salle",
    "le dimanche ouvert",
    "les masques, 2020",
)
"""Without accents: the font that comes with Pillow has none."""
FLIPCHART_SAID = (
    "Affiche de la table 2, titre « Ce qui commence ». Trois lignes au feutre vert : un trousseau pour la "
    "salle, le dimanche ouvert, les masques de 2020. Une flèche va du trousseau au dimanche."
)
REFUSED = (
    "C’est voulu : recevoir en donnant, ce sont les personnes elles-mêmes qui le font. Une action de plus en "
    "ferait un service. On regarde dans un an si cela vient."
)
FEELINGS = (
    "Une seule question, lue par quelqu’un d’ici : « Qu’est-ce qui vous rend la vie plus facile, et plus "
    "difficile ? » Un photolangage aux tables 3 et 6, pour qui préfère ne pas écrire. Avant, deux passages : "
    "le marché d’Eymoutiers et la tournée du camion-épicerie, avec des cartes."
)
TASKS = (
    ("Appeler les familles qui n’ont pas d’adresse", "officer", "", -6),
    ("Passer au marché d’Eymoutiers avec des cartes", "partner", "", -5),
    ("Suivre une tournée du camion-épicerie, des cartes dans la poche", "", "Bernadette, bénévole", -4),
    ("Imprimer les douze faits en grand, et en gros caractères", "caf", "", -2),
    ("Trouver huit personnes qui notent pour leur table", "trainer", "", -1),
)
"""What, the key of the person in the team, or somebody else, days from the preparation."""
