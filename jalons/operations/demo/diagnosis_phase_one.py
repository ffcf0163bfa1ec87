"""Tools of phase 1 in both territories: the strategic capital, what groups settled on, the canvas.

Every word is an « exemple fictif ».
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from jalons.core.actors import SOFTWARE, Actor
from jalons.diagnosis.actions import canvas, capital
from jalons.diagnosis.capital import COUNTS
from jalons.diagnosis.enums import Association, Factor, Item, Likelihood, Moment, Sign
from jalons.diagnosis.models import CanvasMember, CanvasPartner, CanvasRisk, CanvasSpace, Reading
from jalons.directory.enums import Category
from jalons.initiatives.enums import StepKind, TeamFunction
from jalons.operations.demo.world import Place, World

FORCE, FRAGILE = Sign.STRENGTH, Sign.FRAGILITY
FIRST_DAY_BEFORE_TABLE = timedelta(days=75)
SECOND_YEAR_AGO = timedelta(days=40)

DAY_ONE = (
    (Factor.TRAJECTORY, "événement", FORCE, "Le barrage puis le lac ont appris à accueillir du monde.", 5),
    (
        Factor.TRAJECTORY,
        "décision",
        FRAGILE,
        "La fusion des communautés a laissé l’idée que tout part au bourg.",
        4,
    ),
    (
        Factor.TRAJECTORY,
        "ce qui a changé",
        FRAGILE,
        "Deux écoles fermées en dix ans : on en parle encore.",
        7,
    ),
    (Factor.ASSETS, "vie associative", FORCE, "Une association pour quatre-vingts habitants, ou presque.", 6),
    (Factor.ASSETS, "cadre de vie", FORCE, "Des familles viennent pour la forêt et l’eau, et restent.", 4),
    (Factor.ASSETS, "services", FRAGILE, "Rien n’ouvre le mercredi après quatre heures.", 5),
    (Factor.ASSETS, "accueil, logement", FRAGILE, "Des maisons vides, et personne ne trouve à louer.", 6),
    (Factor.CAPACITY, "coopérations", FORCE, "Le centre social et la médiathèque montent tout ensemble.", 5),
    (Factor.CAPACITY, "ingénierie", FRAGILE, "Une seule personne écrit tous les dossiers.", 7),
    (
        Factor.CAPACITY,
        "relais d’information",
        FRAGILE,
        "On apprend les décisions au marché, ou pas du tout.",
        3,
    ),
    (Factor.VALUES, "solidarité", FORCE, "Quand une route est coupée, chacun sort son tracteur.", 6),
    (Factor.VALUES, "confiance", FRAGILE, "« Ils décideront sans nous » : on l’entend à chaque réunion.", 6),
)
YEAR_TWO = (
    (Factor.TRAJECTORY, "décision", FORCE, "Cinq changements adoptés ensemble : on sait les réciter.", 7),
    (Factor.TRAJECTORY, "ce qui a changé", FRAGILE, "Le médecin d’Eymoutiers part sans successeur.", 6),
    (Factor.ASSETS, "services", FORCE, "Le relais du mercredi tourne dans trois communes.", 5),
    (Factor.ASSETS, "accueil, logement", FRAGILE, "Toujours aussi peu de locations à l’année.", 5),
    (Factor.CAPACITY, "coopérations", FORCE, "École, PMI et centre social ont un point chaque mois.", 6),
    (Factor.CAPACITY, "ingénierie", FORCE, "À deux pour tenir le fil, on respire.", 4),
    (Factor.CAPACITY, "qui entraîne", FRAGILE, "Deux maires portent beaucoup ; s’ils arrêtent ?", 5),
    (Factor.VALUES, "confiance", FORCE, "Les gens ont vu ce que leur parole était devenue.", 6),
    (Factor.VALUES, "ouverture", FRAGILE, "Les nouveaux arrivants viennent peu aux tables.", 4),
)
# Item, answers 1 to 4 and « ne sait pas », common answer, reason.
LEVELS_ONE = (
    (Item.TRAJECTORY, (1, 6, 4, 0, 1), None, ""),
    (Item.ASSETS, (0, 4, 7, 1, 0), None, ""),
    (Item.CAPACITY, (2, 7, 3, 0, 0), None, ""),
    (Item.VALUES, (0, 5, 5, 2, 0), None, ""),
    (Item.CHAMPIONS, (1, 5, 5, 1, 0), 2, "Deux maires y croient, les autres attendent de voir."),
    (Item.URGENCY, (0, 3, 6, 3, 0), 3, "Les fermetures d’école ont ouvert les yeux de tous."),
    (Item.RESOURCES, (3, 6, 1, 0, 2), 2, "Du temps, oui ; un poste pour cinq ans, pas encore."),
    (Item.AGENDA, (5, 5, 1, 0, 1), 1, "Chacun a son projet, aucun n’est commun."),
    (Item.MEASURE, (7, 3, 0, 0, 2), 1, "On compte les actions, on ne regarde pas ce qui change."),
    (Item.ACTIVITIES, (2, 8, 2, 0, 0), 2, "Des actions se complètent par hasard."),
    (Item.COMMUNICATION, (3, 7, 1, 0, 1), 2, "Ceux qui viennent savent, les autres non."),
    (Item.BACKBONE, (4, 6, 2, 0, 0), 2, "Une personne à mi-temps, sans équipe autour."),
)
LEVELS_TWO = (
    (Item.CHAMPIONS, (0, 3, 9, 2, 0), 3, "Cinq maires ont pris la parole à la table 2."),
    (Item.URGENCY, (0, 2, 8, 4, 0), 3, "Le départ du médecin le rappelle à tous."),
    (Item.RESOURCES, (0, 6, 7, 1, 0), 3, "Un poste entier est voté jusqu’à la fin de la CTG."),
    (Item.AGENDA, (0, 1, 7, 6, 0), 4, "Cinq changements que chacun sait dire."),
    (Item.MEASURE, (1, 8, 4, 0, 1), 2, "Les signes sont choisis, on les relève encore peu."),
    (Item.ACTIVITIES, (0, 5, 8, 1, 0), 3, "Les actions d’un même chemin se parlent."),
    (Item.COMMUNICATION, (0, 6, 6, 1, 1), 2, "Affiches en mairie, mais rien pour qui ne sort pas."),
    (Item.BACKBONE, (0, 2, 8, 4, 0), 3, "Une équipe projet qui se voit chaque mois."),
)
CULTIVATED = (
    (Item.CHAMPIONS, "Rencontrer chaque maire chez lui avant la première table", "La vice-présidente", 60),
    (Item.RESOURCES, "Chiffrer un poste pour toute la durée de la CTG", "La direction de l’EPCI", 120),
)
CULTIVATED_LATER = (
    (Item.MEASURE, "Relever les signes ensemble, deux fois par an, au marché", "L’équipe projet", 90),
    (
        Item.COMMUNICATION,
        "Aller lire les réponses au domicile de qui ne sort plus",
        "Le portage de repas",
        75,
    ),
)
SPACES = (
    (
        "Table de concertation",
        False,
        "Habitants, élus, professionnels, associations",
        "Ce que l’on vit, le futur idéal, les changements, les chemins",
        "",
        "Trois journées",
    ),
    (
        "Équipe projet",
        False,
        "Chargée de coopération, Caf, élue référente, centre social, prestataire",
        "Préparer, mettre au net, tenir le calendrier",
        "",
        "Chaque mois, deux heures",
    ),
    (
        "Comité de pilotage de la CTG",
        True,
        "Président, vice-présidente, maires, Caf, MSA",
        "Valider les changements, engager les moyens",
        "consentement, puis délibération de chacun",
        "Deux fois par an",
    ),
    (
        "Conseil communautaire",
        True,
        "Conseillers communautaires",
        "Délibérer sur la convention et le budget",
        "vote",
        "À la signature, puis chaque année",
    ),
)
PARTNERS = (
    (
        "Écoles et collège",
        Category.PROFESSIONAL,
        Association.CONTRIBUTES,
        "Une place à chaque table, un relais auprès des parents",
        [1, 2, 3],
    ),
    (
        "Maison de santé",
        Category.PROFESSIONAL,
        Association.CONTRIBUTES,
        "Présente quand on parle de prévention et d’isolement",
        [1, 3],
    ),
    (
        "Parents du mercredi",
        Category.PARENT,
        Association.CONTRIBUTES,
        "Invités par le relais, garde d’enfants sur place",
        [1, 2, 3],
    ),
    (
        "Maires des communes",
        Category.ELECTED,
        Association.DECIDES,
        "Aux tables, puis au comité de pilotage",
        [1, 2, 3],
    ),
    (
        "Associations du bourg et des hameaux",
        Category.ASSOCIATION,
        Association.CONTRIBUTES,
        "Une table sur huit leur est confiée",
        [1, 2],
    ),
    (
        "Entreprises du bois",
        Category.COMPANY,
        Association.CONSULTED,
        "Deux rendez-vous sur les horaires décalés",
        [3],
    ),
    ("MSA Limousin", Category.INSTITUTION, Association.DECIDES, "Signataire pressentie", [2, 3]),
    (
        "Personnes que personne n’invite",
        Category.RESIDENT,
        Association.CONSULTED,
        "Rencontrées au marché et au portage de repas",
        [1],
    ),
)
RISKS = (
    (
        "Les mêmes personnes autour de la table",
        Likelihood.HIGH,
        "Aller chercher, commune par commune ; dire à chaque séance qui manque.",
        "La chargée de coopération",
    ),
    (
        "Une commune qui attend de voir",
        Likelihood.MEDIUM,
        "La rencontrer avant la table 1, revenir avant la validation.",
        "La vice-présidente",
    ),
    (
        "Les élections au milieu du chemin",
        Likelihood.MEDIUM,
        "Faire délibérer chaque signataire avant, transmettre le dossier après.",
        "La Caf",
    ),
    (
        "La salle sans réseau",
        Likelihood.LOW,
        "Cartes et grilles imprimées, ordinateur de salle prêt la veille.",
        "Le prestataire",
    ),
)
MISSIONS = """Préparer et tenir les tables avec l’équipe projet
Faire venir ceux qui manquent, commune par commune
Tenir le fil de la parole jusqu’aux chemins, et le rendre lisible à tous
Préparer les décisions du comité de pilotage
Conduire les revues des changements jusqu’à la fin de la CTG"""


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand writes, in which territory."""

    place: Place
    by: Actor


def seed_phase_one(world: World, *, now: datetime) -> None:
    """Vassivière has two readings and its applied canvas; Élan its first reading and a canvas to apply."""
    for key, place in (("elan", world.elan), ("vassiviere", world.vassiviere)):
        if place is None:
            continue
        officer = world.users.get(f"{key}_officer")
        hand = Hand(place, officer.actor if officer else SOFTWARE)
        first = _first_day(place, now)
        _read(hand, Moment.DAY_1, first, DAY_ONE, LEVELS_ONE, cultivated=CULTIVATED)
        if key == "vassiviere":
            recent = timezone.localdate(now - SECOND_YEAR_AGO)
            _read(hand, Moment.YEAR_2, recent, YEAR_TWO, LEVELS_TWO, cultivated=CULTIVATED_LATER)
        _canvas(hand, first, now=now, is_applied=key == "vassiviere")


def _first_day(place: Place, now: datetime) -> date:
    table = place.steps["workshop-1"]
    return (table.starts_on or timezone.localdate(now)) - FIRST_DAY_BEFORE_TABLE


def _read(
    hand: Hand,
    moment: Moment,
    on: date,
    findings: tuple[tuple[Factor, str, Sign, str, int], ...],
    levels: tuple[tuple[Item, tuple[int, int, int, int, int], int | None, str], ...],
    *,
    cultivated: tuple[tuple[Item, str, str, int], ...],
) -> Reading:
    people = max(sum(counts) for _, counts, _, _ in levels)
    occasion = capital.Occasion(
        moment, on, people, "Agents de la Caf, élus, centre social, école, associations, prestataire"
    )
    at = _at(on)
    reading = capital.take(hand.place.initiative, occasion=occasion, by=hand.by, now=at)
    for place, (factor, item, sign, text, dots) in enumerate(findings):
        content = {"factor": factor, "item": item, "sign": sign, "text": text, "dots": dots}
        capital.note(reading, content=content | {"said_by": f"groupe {place % 3 + 1}"}, by=hand.by, now=at)
    for item, counts, common, reason in levels:
        content = dict(zip(COUNTS, counts, strict=True)) | {"common": common, "reason": reason}
        capital.situate(reading, item=item, content=content, by=hand.by, now=at)
    for item, what, who, days in cultivated:
        content = {"item": item, "what": what, "carried_by": who, "due_on": on + timedelta(days=days)}
        capital.cultivate(reading, content=content, by=hand.by, now=at)
    return reading


def _canvas(hand: Hand, first: date, *, now: datetime, is_applied: bool) -> None:
    initiative, at = hand.place.initiative, _at(first + timedelta(days=20))
    canvas.start_from_plan(initiative, by=hand.by, now=at)
    for name, is_deciding, people, handles, rule, rhythm in SPACES:
        content = {
            "name": name,
            "is_deciding": is_deciding,
            "people": people,
            "handles": handles,
            "rule": rule,
            "rhythm": rhythm,
        }
        canvas.write_line(initiative, model=CanvasSpace, content=content, by=hand.by, now=at)
    for label, category, association, how, tables in PARTNERS:
        content = {"label": label, "category": category, "association": association, "how": how}
        canvas.write_line(
            initiative, model=CanvasPartner, content=content | {"tables": tables}, by=hand.by, now=at
        )
    for title, likelihood, answer, watched_by in RISKS:
        content = {"title": title, "likelihood": likelihood, "answer": answer, "watched_by": watched_by}
        canvas.write_line(initiative, model=CanvasRisk, content=content, by=hand.by, now=at)
    _team(hand, at)
    role = {
        "officer_missions": MISSIONS,
        "officer_time": "un temps plein, dont un tiers hors du bureau",
        "officer_authority": "Décide seule de l’ordre du jour et des invitations. Le reste va au comité.",
        "officer_support": "Un bureau à la communauté de communes, l’appui de la Caf et du prestataire.",
    }
    canvas.write_role(initiative, content=role, by=hand.by, now=at)
    if is_applied:
        canvas.apply(initiative, by=hand.by, now=at)
    else:
        _move_a_stage(hand)


def _team(hand: Hand, at: datetime) -> None:
    seats = (
        ("officer", TeamFunction.COOPERATION_OFFICER, "epci"),
        ("caf", TeamFunction.CAF_REFERENT, "caf"),
        ("trainer", TeamFunction.TRAINER, "provider"),
    )
    for key, function, employer in seats:
        person, organisation = hand.place.people.get(key), hand.place.organisations.get(employer)
        if person is None or organisation is None:
            continue
        content = {"person": person, "function": function, "employer": organisation}
        canvas.write_line(hand.place.initiative, model=CanvasMember, content=content, by=hand.by, now=at)


def _move_a_stage(hand: Hand) -> None:
    """Élan's group would rather hold its third table a week later: one stage to change, not applied yet."""
    stage = hand.place.initiative.canvas.stages.filter(kind=StepKind.WORKSHOP, rank=3).first()
    if stage is not None and stage.planned_on:
        stage.planned_on += timedelta(days=7)
        stage.note = "Une semaine plus tard, après les vacances."
        stage.save()


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16, 30)))
