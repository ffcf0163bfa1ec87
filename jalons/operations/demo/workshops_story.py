"""How the teams of the demonstration prepare: runs, tasks, tickets, invitations, tools kept for others.

Every name and word is fictitious.
"""

from datetime import datetime, timedelta

from jalons.initiatives.models import Step
from jalons.operations.demo.world import Place, World
from jalons.workshops import runsheets as shipped
from jalons.workshops.actions import invitations, preparation, runsheets, seats
from jalons.workshops.actions import toolbox as tools
from jalons.workshops.enums import ToolReach, ToolShape
from jalons.workshops.runsheets import Part

SEATS = 8
TO_RUN = (
    *(f"training-day-{rank}" for rank in (1, 2, 3)),
    *(f"preparation-{rank}" for rank in (1, 2, 3)),
    "workshop-2",
    "workshop-3",
    "technical-half-1",
    "review-2",
)
"""Steps whose run is the one that ships; the first tables have their own, written with their words."""

FEELINGS = (
    "La question se lit à voix haute, deux fois : « Ici, qu’est-ce qui vous rend la vie plus facile, et plus "
    "difficile ? » Des cartes et les téléphones en même temps ; un photolangage à une table sur deux. Avant "
    "la table, le centre social passe au marché d’Ambazac et au car de 7 h avec des cartes."
)

TaskRow = tuple[str, str, str, int, bool]
TASKS: dict[str, tuple[TaskRow, ...]] = {
    "preparation-1": (
        ("Envoyer les invitations, appeler ceux qui n’ont pas d’adresse", "officer", "", -4, True),
        ("Passer au marché et au car de 7 h avec des cartes", "partner", "", -5, True),
        ("Imprimer les douze faits en grand", "caf", "", -3, True),
        ("Trouver huit scribes, un par table", "trainer", "", -2, True),
    ),
    "preparation-2": (
        ("Relire tous les fragments et noter les images qui reviennent", "partner", "", -1, True),
        ("Écrire une première proposition de futur idéal, dix lignes", "trainer", "", 2, False),
        ("Faire la version facile à lire avec deux habitants", "", "Odile, du comité d’usagers", 5, False),
        ("Confirmer la salle et la boucle pour malentendants", "officer", "", 4, False),
        ("Prévenir les maires de la date du vote des conseils", "elected", "", 6, False),
        ("Imprimer les tickets de place et les grilles", "caf", "", 9, False),
    ),
}
"""What to prepare, the key of the person in the team, or somebody else, days from today, done or not."""

MEETING = Part(
    kind="collect",
    title="Ce qui vous ferait rester ici",
    minutes=40,
    prompt="Dans cinq ans, qu’est-ce qui vous ferait rester, ou revenir ?",
    texts={
        "intention": "Entendre des jeunes chez eux, sans adulte qui parle avant.",
        "instructions": (
            "Par deux, sur leur téléphone ou sur une carte. On lit sans dire qui a écrit. Un seul adulte "
            "dans la salle en plus de l’animatrice, au fond."
        ),
        "grouping": "pairs",
        "material": "Cartes, feutres, des chaises en cercle.",
        "animator": "L’éducatrice que les jeunes connaissent",
        "expected": "Une parole par personne",
        "fallback": "Cartes papier seules.",
    },
)
VOLUNTEERS = Part(
    kind="information",
    title="Qui viendrait le dire à la table ?",
    minutes=20,
    texts={
        "intention": "Que des jeunes soient à la troisième table, à plusieurs.",
        "instructions": (
            "Dire ce qui se passera, qui sera là, comment on y va. Ils sont deux par table et ne parlent pas "
            "en premier."
        ),
        "grouping": "plenary",
        "animator": "La personne chargée de coopération",
        "expected": "Des volontaires, et leur trajet",
    },
)
ADVICE = (
    "Demander l’heure d’étude plutôt que la pause : personne n’écoute quand il faut choisir entre parler et "
    "déjeuner.\n\nL’éducatrice ouvre, nous nous taisons. À Eymoutiers, les trois premières cartes disaient "
    "le car du soir ; les suivantes tout autre chose. Laisser passer les trois premières.\n\nRevenir deux "
    "semaines après, avec ce que leurs mots sont devenus : sinon, ils ne viendront pas à la table."
)


def runs(world: World, place: Place, *, now: datetime) -> None:
    """Put the run that ships in every step that has one and no run yet."""
    by = world.users["trainer"].actor
    for key in TO_RUN:
        step = place.steps.get(key)
        if step is not None and shipped.fitting(step.kind, step.rank) and not step.sequences.exists():
            runsheets.prepare(step, by=by, now=step.closed_at or now)


def preparations(world: World, place: Place, *, now: datetime) -> None:
    """Élan's preparations: the first is done, the second is for this week, at a distance."""
    officer = world.users["elan_officer"].actor
    for key, tasks in TASKS.items():
        step = place.steps[key]
        for row in tasks:
            _task(world, place, step, row, now=now)
    first, second = place.steps["preparation-1"], place.steps["preparation-2"]
    preparation.settle(first, meeting_url="", feelings=FEELINGS, by=officer, now=first.closed_at)
    for line in ("papers", "scribes"):
        preparation.check(first, key=line, is_done=True, by=officer, now=first.closed_at)
    url = "https://visio.exemple.example/elan-preparation-2"
    preparation.settle(second, meeting_url=url, feelings="", by=officer, now=now)


def _task(world: World, place: Place, step: Step, row: TaskRow, *, now: datetime) -> None:
    title, who, somebody, days, is_done = row
    officer, origin = world.users["elan_officer"].actor, step.closed_at or now
    task = preparation.add_task(
        step,
        title=title,
        person=place.people.get(who),
        who=somebody,
        due_on=(origin + timedelta(days=days)).date(),
        by=officer,
        now=origin,
    )
    if is_done:
        preparation.set_done(task, is_done=True, by=officer, now=min(origin, now))


def next_table(world: World, place: Place, *, now: datetime) -> None:
    """Élan's table 2: a ticket a chair, a personal link an actor, the first answers."""
    step, officer = place.steps["workshop-2"], world.users["elan_officer"].actor
    seats.prepare(step, seats=SEATS, by=officer, now=now, rng=world.rng)
    links = invitations.prepare(step, by=officer, now=now)
    for number, link in enumerate(links[:18]):
        comes = number % 6 != 5  # noqa: PLR2004 - one in six cannot come
        needs = {2: "Un trajet depuis Bessines", 7: "Une garde d’enfant le matin"}.get(number, "")
        invitations.answer(link, comes=comes, seats=1 + number % 3 if comes else 1, needs=needs, now=now)


def toolbox(world: World, elan: Place, vassiviere: Place, *, now: datetime) -> None:
    """Vassivière met the youth of the lycée, kept how, and shared it; Élan adapts it for its own."""
    trainer, officer = world.users["trainer"].actor, world.users["vassiviere_officer"].actor
    met = vassiviere.steps["preparation-4"]
    parts = tools.put(met, (MEETING, VOLUNTEERS), by=officer, now=met.closed_at)
    kept = tools.keep(
        met,
        sequences=parts,
        title="Rencontrer des jeunes chez eux, avant la table",
        purpose="Quand une table après l’autre, les moins de vingt-cinq ans ne viennent pas.",
        guide=ADVICE,
        reach=ToolReach.CAF,
        by=officer,
        now=met.closed_at,
    )
    tools.adapt(kept, home=elan.initiative, by=world.users["elan_officer"].actor, now=now)
    quiz = elan.steps["workshop-2"].sequences.filter(kind="quiz").last()
    if quiz is not None:
        tools.keep(
            elan.steps["workshop-2"],
            sequences=[quiz],
            shape=ToolShape.SEQUENCE,
            title=quiz.title,
            purpose="Vingt minutes avant de demander des changements à une salle.",
            guide=(
                "Lire la phrase deux fois. Laisser les voisins se convaincre avant de montrer la réponse : "
                "c’est là que l’on apprend."
            ),
            reach=ToolReach.CAF,
            by=trainer,
            now=now,
        )
