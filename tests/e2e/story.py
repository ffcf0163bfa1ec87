"""The whole path on a new territory, step by step, as its people play it."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, expect

from tests.e2e.installation import Installation
from tests.e2e.people import Somebody, somebody

TERRITORY = "/territoires/portes-de-vassiviere/"
ADMIN = "admin@installation.example"
PRESS_MS = 30_000
STEPS = (
    "framing",
    "preparation-1",
    "table-1",
    "preparation-2",
    "table-2",
    "validation",
    "preparation-3",
    "table-3",
    "signature",
    "steering",
)


@dataclass
class Story:
    """Who plays, and the addresses met on the way."""

    house: Installation
    browser: Browser
    officer: Somebody
    facilitator: Somebody
    steps: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    phones: list[Somebody] = field(default_factory=list)


def today() -> str:
    return datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()


def begin(browser: Browser, house: Installation) -> Story:
    """The administrator invites the chargée de coopération, who will invite the others."""
    admin = somebody(browser, house, ADMIN)
    admin.sign_in()
    admin.reads("Mes territoires")
    officer = somebody(browser, house, "claire@territoire.example")
    admin.go("/administration/comptes/inviter/")
    admin.fill(
        email=officer.address,
        name="Claire Aubert",
        role="cooperation_officer",
        employer="Communauté de communes",
    )
    admin.press("Envoyer l’invitation")
    admin.reads("L’invitation de Claire Aubert est partie.")
    officer.accept_invitation()
    admin.context.close()
    return Story(house, browser, officer, somebody(browser, house, "marc@prestataire.example"))


def create_mission(story: Story) -> None:
    """Step 1: two official territories; days, hours and price come out of the programme."""
    officer = story.officer
    officer.go("/missions/nouvelle/")
    officer.fill(title="Mission d’essai", territory_1="vassivaire", membership="yes", month="2026-09")
    officer.press("Créer la mission")
    officer.reads("Ce que vous avez saisi est gardé")  # a wrong name, and nobody to sell: nothing is lost
    assert officer.page.locator('[name="title"]').input_value() == "Mission d’essai"
    officer.fill(
        territory_1="portes de vassiviere",
        territory_2="200066512",
        new_client="Caf de la Haute-Vienne",
        new_provider="Prestataire fictif",
    )
    officer.press("Créer la mission")
    officer.reads("La mission est créée")
    for total in ("12", "84 h", "16 200 €"):
        officer.reads(total)
    officer.press("Enregistrer la convention signée")
    officer.reads("le plan convenu est figé")
    story.links["mission"] = officer.page.url
    officer.go(TERRITORY)
    hrefs = officer.page.locator('main a[href^="/seances/"]').evaluate_all(
        "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    )
    story.steps = dict(zip(STEPS, hrefs, strict=False))


def move_a_step(story: Story) -> None:
    """A step that leaves the signed plan calls for an avenant, and Jalons says which."""
    officer = story.officer
    officer.go(story.steps["preparation-1"] + "modifier/")
    officer.fill(half_days="2", is_remote="on")
    officer.press("Enregistrer")
    officer.go(story.links["mission"])
    officer.reads("avenant est dû")
    officer.go(story.steps["preparation-1"] + "modifier/")
    officer.fill(half_days="1")
    officer.press("Enregistrer")


def gather_people(story: Story) -> None:
    """Step 2: the team with function and employer, the signatories, the actors, who is missing."""
    officer = story.officer
    for name, function, kind, employer, address in (
        ("Claire Aubert", "cooperation_officer", "epci", "Communauté de communes (essai)", ""),
        ("Nadia Ferrand", "caf_referent", "", "Caf de la Haute-Vienne", ""),
        ("Marc Tessier", "trainer", "", "Prestataire fictif", story.facilitator.address),
    ):
        officer.go(TERRITORY + "equipe/ajouter/")
        officer.fill(name=name, function=function, email=address)
        if kind:
            officer.fill(new_organisation=employer, new_kind=kind)
        else:
            officer.page.locator('[name="organisation"]').select_option(label=employer)
        officer.press("Enregistrer")
        officer.reads(name)
    officer.go(TERRITORY + "signataires/")
    officer.press("Les ajouter")
    officer.reads("Portes de Vassivière")
    officer.go(TERRITORY + "signataires/ajouter/")
    officer.fill(new_organisation="Commune d’Eymoutiers (essai)", new_kind="commune")
    officer.fill(
        representative="Paule Vergne",
        representative_function="maire",
        contact_email="maire@eymoutiers.example",
    )
    officer.press("Ajouter")
    officer.reads("Commune d’Eymoutiers (essai)")
    officer.go(TERRITORY + "acteurs/coller/")
    officer.fill(
        lines="Relais petite enfance ; professionnel ; Eymoutiers\nParents du car ; parents-d-ici ; Nedde"
    )
    officer.press("Ajouter ces acteurs")
    officer.reads("2")  # the line at fault is named and both lines are still there
    assert "Relais petite enfance" in officer.page.locator('[name="lines"]').input_value()
    officer.fill(
        lines="Relais petite enfance ; professionnel ; Eymoutiers\nParents du car ; parent ; Nedde\n"
        "Club des aînés ; association"
    )
    officer.press("Ajouter ces acteurs")
    officer.go(TERRITORY + "acteurs/")
    officer.reads("Parents du car")
    officer.reads("Jeune de 16 à 25 ans")  # who is missing


def compose_portrait(story: Story) -> None:
    """Step 3: real figures with source and vintage; the team retains, adds its own, freezes."""
    officer = story.officer
    officer.go(TERRITORY + "portrait/composer/")
    officer.press("Proposer des faits")
    officer.press("Retenir")
    officer.go(TERRITORY + "portrait/composer/ajouter/")
    officer.fill(
        title="Places d’accueil", sentence="Le territoire compte 42 places d’accueil pour 110 enfants."
    )
    officer.press("Enregistrer")
    officer.reads("Ce que vous avez saisi est gardé")  # a figure without source and vintage is not a figure
    officer.fill(source_label="Caf de la Haute-Vienne (essai)", vintage="2025", figure="42 places")
    officer.press("Enregistrer")
    officer.reads("Places d’accueil")
    officer.go(TERRITORY + "portrait/composer/")
    officer.press("Figer")
    officer.reads("version 1")


def hold(story: Story, step: str, *, reason: str = "") -> None:
    """Open a step from its page; a gate asks for a reason, a hard rule for better than that."""
    officer = story.officer
    officer.go(story.steps[step])
    if reason:
        officer.fill_in_form("ouvrir", reason=reason)
    officer.press("Ouvrir cette étape")


def close(story: Story, step: str, *, reason: str = "") -> None:
    officer = story.officer
    officer.go(story.steps[step])
    if reason:
        officer.fill_in_form("clore", reason=reason)
    officer.press("Clore cette étape")


def go_through_preparation_1(story: Story) -> None:
    hold(story, "framing")
    close(story, "framing")
    hold(story, "preparation-1")
    close(story, "preparation-1")
    hold(story, "table-1")


def open_table_1(story: Story) -> None:
    """Step 4, the room: a facilitator invited from the team, a ready-made runsheet, a code, two phones."""
    officer, facilitator = story.officer, story.facilitator
    officer.go(TERRITORY + "equipe/")
    officer.page.locator('main form[action$="/inviter/"]').first.get_by_role("button").click()
    officer.reads("Marc Tessier")
    facilitator.accept_invitation()
    facilitator.go(story.steps["table-1"] + "deroule-propose/")
    facilitator.press("Mettre ce déroulé dans la séance")
    facilitator.go(story.steps["table-1"] + "console/")
    facilitator.press("Ouvrir la salle")
    story.links["room"] = join_link(facilitator)
    by_code, by_link = (somebody(story.browser, story.house, is_phone=True) for _ in range(2))
    by_code.go("/rejoindre/")
    by_code.fill(code="000000")
    by_code.press("Entrer")
    by_code.reads("code")
    assert by_code.page.locator('[name="code"]').input_value() == "000000"
    by_code.fill(code=story.links["room"].rstrip("/").rsplit("/", 1)[-1])
    by_code.press("Entrer")
    by_link.go(story.links["room"])
    story.phones = [by_code, by_link]


def join_link(facilitator: Somebody) -> str:
    code = facilitator.page.locator(".con-code .code").inner_text().replace(" ", "").replace("\u202f", "")
    return f"/r/{code}/"


def advance(facilitator: Somebody, title: str) -> None:
    """Press the one big button until this part of the runsheet is open. Each press counts."""
    page = facilitator.page
    page.reload()
    for _ in range(20):
        if plain(page.locator("#h-now").inner_text()) == title:
            return
        with page.expect_response(lambda answer: answer.request.method == "POST", timeout=PRESS_MS):
            page.locator(".con-next .btn-big").click()
        page.reload()
    raise AssertionError(page.locator("main").inner_text())


def plain(text: str) -> str:
    """The text with ordinary spaces: French no-break spaces are for the eye."""
    return " ".join(text.split())


def say(phone: Somebody, text: str, **fields: str) -> None:
    phone.fill(text=text, **fields)
    phone.press("Envoyer")
    phone.reads("Bien reçu")


def collect_words(story: Story) -> None:
    facilitator = story.facilitator
    facilitator.go(story.steps["table-1"] + "console/")
    advance(facilitator, "Ce que nous vivons ici")
    by_code, by_link = story.phones
    say(by_code, "Le dernier car passe à dix-huit heures : après, mon fils ne rentre plus.")
    say_again(by_code, "Ma voisine ne voit personne de la semaine.")
    say(by_link, "Ici, quand quelqu’un tombe malade, les gens viennent.")
    officer = story.officer
    officer.go(story.steps["table-1"] + "saisie/")
    officer.fill(text="Le car du matin est trop tôt pour le lycée.")
    officer.page.keyboard.press("Enter")
    officer.reads("Carte n° 4 enregistrée")
    expect(facilitator.page.locator('[data-live="counts"] .con-n')).to_have_text("4")


def say_again(phone: Somebody, text: str) -> None:
    phone.page.locator("[data-another]:visible").first.click()
    say(phone, text)


def regroup(story: Story) -> None:
    """By hand: two regroupements, every card in one, by plain form."""
    officer = story.officer
    advance(story.facilitator, "Pause, et premier rangement des cartes")
    officer.go(TERRITORY + "regroupements/")
    for title, cards in (
        ("Se déplacer", ("car passe", "car du matin")),
        ("Ne pas rester seul", ("voisine", "malade")),
    ):
        for words in cards:
            officer.page.locator(".wall-card", has_text=words).locator(".wall-tick").check()
        officer.fill(title=title)
        officer.press("Ranger")
        officer.reads(title)
    officer.reads("4 paroles sur 4, toutes dans un regroupement")


def cross_read(story: Story) -> None:
    """The four relations and the nuance; a side that a relation needs is asked for."""
    officer = story.officer
    advance(story.facilitator, "Croiser les chiffres et les paroles")
    officer.go(TERRITORY + "croisements/nouveau/")
    officer.fill(relation="confirms", analysis="Le car manque, et peu de places existent près des bourgs.")
    officer.page.locator('[name="clusters"]').first.check(force=True)
    officer.press("Enregistrer le croisement")
    officer.reads("Ce que vous avez saisi est gardé")  # « confirme » needs a fact and words
    officer.page.locator('[name="facts"]').first.check(force=True)
    officer.press("Enregistrer le croisement")
    officer.reads("Confirme")
    for relation, side, analysis in (
        ("figures_blind", "clusters", "Aucun chiffre ne dit la solitude."),
        ("felt_silence", "facts", "Personne n’en a parlé."),
        ("nuance", "facts", "Le chiffre est exact, et il cache les hameaux."),
    ):
        officer.go(TERRITORY + "croisements/nouveau/")
        officer.fill(relation=relation, analysis=analysis)
        officer.page.locator(f'[name="{side}"]').last.check(force=True)
        officer.press("Enregistrer le croisement")
        officer.reads(analysis)


def vote_urgencies(story: Story) -> None:
    """Proposed from croisements, rated on phones, decided by people with a reason."""
    officer, facilitator = story.officer, story.facilitator
    for title in ("Se déplacer sans voiture", "Ne plus être seul à quatre-vingts ans"):
        officer.go(TERRITORY + "urgences/nouvelle/")
        officer.fill(title=title, people_concerned="Jeunes et anciens")
        officer.page.locator('[name="cross_readings"]').first.check(force=True)
        officer.press("Enregistrer")
        officer.reads(title)
    officer.go(TERRITORY + "urgences/soumettre/")
    for box in officer.page.locator('[name="urgencies"]').all():
        box.check(force=True)
    officer.press("Soumettre")
    advance(facilitator, "Ce qui presse, et ce que nous avons envie de changer")
    for phone in story.phones:
        answer_everything(phone, story.links["room"])
    officer.go(TERRITORY + "urgences/notes/")
    officer.reads("2")  # so few voters: no picture, and it is said
    for number, status in enumerate(("retained", "parked")):
        officer.go(TERRITORY + "urgences/")
        title = ("Se déplacer sans voiture", "Ne plus être seul à quatre-vingts ans")[number]
        officer.follow(title)
        officer.follow("Décider")
        officer.fill(status=status)
        officer.press("Enregistrer la décision")
        officer.reads("gardé")  # a decision without its reason is not one
        officer.fill(reason="La salle y revient à chaque table.", decided_by="Équipe projet")
        officer.press("Enregistrer la décision")
        officer.reads(title)


def answer_everything(phone: Somebody, room: str) -> None:
    """Answer each item in front of one, whatever its kind, until there is none left."""
    phone.go(room)
    for _ in range(40):
        form = phone.page.locator("form[data-vote]")
        if not form.count():
            another = phone.page.locator("[data-another]:visible")
            if not another.count() or another.first.inner_text() == "Terminer":
                break
            another.first.click()
            phone.settle()
            continue
        names = form.locator("input[type=radio]").evaluate_all(
            "nodes => [...new Set(nodes.map(node => node.name))]"
        )
        for name in names:
            form.locator(f'input[name="{name}"]').nth(1).check(force=True)
        asked = form.locator('[name="position"]').input_value()
        form.locator("button[type=submit]").click()
        phone.page.wait_for_function(
            "asked => document.querySelector('form[data-vote] [name=position]')?.value !== asked", arg=asked
        )
    expect(phone.page.locator("form[data-vote]")).to_have_count(0)


def collect_fragments(story: Story) -> None:
    facilitator = story.facilitator
    advance(facilitator, "Fragments de notre futur idéal")
    for phone, text in zip(
        story.phones,
        ("On se croise au marché, et personne ne repart seul.", "Les jeunes rentrent le soir sans demander."),
        strict=True,
    ):
        phone.go(story.links["room"])
        say(phone, text)
    advance(facilitator, "Ce que nous emportons, et la suite")
    officer = story.officer
    officer.go(story.steps["table-1"] + "presences/")
    officer.page.locator("main input[type=number]").first.fill("2")
    officer.press("Enregistrer les présences")
    officer.reads("Qui manque encore")
    close(story, "table-1")


def prepare_ideal_future(story: Story) -> None:
    """Step 5: a proposal drafted from its fragments, put to consent."""
    officer = story.officer
    hold(story, "preparation-2")
    officer.go(TERRITORY + "futur-ideal/")
    for box in officer.page.locator('[name="fragments"]').all():
        box.check(force=True)
    officer.press("Garder ces fragments")
    officer.fill(
        text="Ici, on se croise au marché et personne ne repart seul.\n\n"
        "Les jeunes rentrent le soir par le car.",
        easy_text="Ici, les gens se voient. Les jeunes rentrent en car.",
        author="Équipe projet",
    )
    officer.press("Enregistrer le projet")
    close(story, "preparation-2")
    officer.go(TERRITORY + "futur-ideal/")
    officer.page.locator('form[action$="/futur-ideal/consentement/"] button').click()
    officer.settle()
    story.links["consent"] = officer.page.url


def open_table_2(story: Story) -> None:
    facilitator = story.facilitator
    hold(story, "table-2")
    facilitator.go(story.steps["table-2"] + "deroule-propose/")
    facilitator.press("Mettre ce déroulé dans la séance")
    facilitator.go(story.steps["table-2"] + "console/")
    facilitator.press("Ouvrir la salle")
    story.links["room-2"] = join_link(facilitator)
    advance(facilitator, "Adopter notre futur idéal")


def next_round(facilitator: Somebody) -> None:
    facilitator.page.locator('form[action$="/tour-suivant/"] button').first.click()
    facilitator.settle()


def consent(story: Story) -> None:
    """An objection argued on a phone, tested with the group, lifted by its author on an amended text."""
    facilitator = story.facilitator
    objector, other = story.phones
    facilitator.go(story.links["consent"])
    for _ in range(5):
        next_round(facilitator)
    for phone in story.phones:
        phone.go(story.links["room-2"])
    other.press("Pas d’objection")
    other.reads("Bien reçu")
    objector.fill(argument="le texte oublie celles et ceux qui vivent loin des bourgs")
    objector.press("Envoyer mon objection")
    objector.reads("Votre objection 1")
    facilitator.go(story.links["consent"])
    facilitator.go(story.links["consent"] + "objections/1/")
    facilitator.send_form(
        "test", verdict="retained", kind="goal", reason="Lue à voix haute, reprise par trois tables."
    )
    facilitator.go(story.links["consent"])
    next_round(facilitator)
    facilitator.go(story.links["consent"] + "version/")
    facilitator.fill(
        text="Ici, dans les bourgs comme dans les hameaux, on se croise et personne ne repart seul.\n\n"
        "Les jeunes rentrent le soir par le car.",
        reason="Les hameaux sont nommés.",
    )
    facilitator.press("Garder cette version et refaire un tour")
    for phone in story.phones:
        phone.go(story.links["room-2"])
    other.press("Pas d’objection")
    objector.press("Ce texte lève mon objection")
    objector.reads("Levée")
    objector.press("Pas d’objection")
    facilitator.go(story.links["consent"])
    facilitator.go(story.links["consent"] + "adoption/")
    facilitator.fill(people_0="2", people_1="3", people_2="1")
    facilitator.press("Adopter ce texte")
    facilitator.reads("adopté")
    story.officer.go(TERRITORY + "futur-ideal/")
    story.officer.reads("dans les bourgs comme dans les hameaux")


def acculturate(story: Story) -> None:
    """Résultat, effet ou impact ? Action ou changement ? Each answer explains."""
    for title in ("Résultat, effet ou impact ?", "Action ou changement ?"):
        story.facilitator.go(story.steps["table-2"] + "console/")
        advance(story.facilitator, title)
        for phone in story.phones:
            answer_everything(phone, story.links["room-2"])


CHANGES = (
    (
        "Se déplacer seul",
        "Les jeunes des hameaux se rendent par eux-mêmes à leur formation",
        "jeunes des hameaux",
    ),
    (
        "Être visité",
        "Les personnes âgées isolées reçoivent chaque semaine la visite d’un voisin",
        "personnes âgées",
    ),
    (
        "Savoir à qui parler",
        "Les parents de jeunes enfants savent à qui s’adresser",
        "parents de jeunes enfants",
    ),
    (
        "Décider d’après la parole",
        "Les élus décident des services à partir de la parole des habitants",
        "élus",
    ),
)


def choose_changes(story: Story) -> None:
    """Drafts with their wording advice; four retained; the room's abaque on each."""
    officer, facilitator = story.officer, story.facilitator
    facilitator.go(story.steps["table-2"] + "console/")
    advance(facilitator, "Quels changements voulons-nous voir durer ?")
    phone = story.phones[0]
    phone.go(story.links["room-2"])
    say(phone, "Que les jeunes puissent rentrer le soir sans attendre un parent.")
    officer.go(TERRITORY + "changements/nouveau/")
    officer.fill(title="Navette", statement="Mettre en place une navette")
    officer.page.locator('main form button[type="submit"]').last.click()
    officer.reads("Cela ressemble à une action")  # a question, never a refusal
    for title, statement, who in CHANGES:
        officer.go(TERRITORY + "changements/nouveau/")
        officer.fill(
            title=title, statement=statement, who=who, starting_situation="Aujourd’hui, rien de tel."
        )
        officer.page.locator('[name="urgencies"]').first.check(force=True)
        officer.page.locator('[name="fragments"]').first.check(force=True)
        officer.page.locator('main form button[type="submit"]').last.click()
        officer.reads(title)
        officer.send_form("retenir")
    officer.go(TERRITORY + "changements/")
    officer.reads("Retenus : 4")
    officer.send_form("abaque")
    advance(facilitator, "Où en sommes-nous sur chaque changement ?")
    for voter in story.phones:
        answer_everything(voter, story.links["room-2"])
    advance(facilitator, "La suite : la parole aux collectivités")
    close(story, "table-2")


def validate(story: Story) -> None:
    """Step 6: one frozen version, each signatory's own answer, table 3 shut until all have answered."""
    officer = story.officer
    hold(story, "validation")
    officer.go(TERRITORY + "validation/")
    officer.go(TERRITORY + "signataires/")
    officer.follow("Ouvrir Communauté de communes")
    officer.fill(representative="Irène Dumas", representative_function="présidente")
    officer.fill(contact_email="presidente@territoire.example")
    officer.page.locator('main form:has([name="contact_email"]) button[type="submit"]').first.click()
    officer.go(TERRITORY + "validation/")
    officer.send_form("soumettre")
    officer.reads("La version est figée et soumise")
    officer.go(story.steps["table-3"])
    officer.reads("sa validation est attendue")
    button = officer.page.get_by_role("button", name="Ouvrir cette étape")
    expect(button).to_be_disabled()  # a hard rule: no reason passes it
    officer.go(TERRITORY + "validation/")
    officer.press("Envoyer les liens aux signataires en attente")
    answer_as_signatory(story, "maire@eymoutiers.example", "favourable")
    answer_as_signatory(story, "presidente@territoire.example", "with_reserves")
    officer.go(TERRITORY + "validation/")
    officer.follow("Enregistrer la décision de Caf")
    officer.fill(decision="favourable", decided_on=today(), proof="Courrier du directeur")
    officer.page.locator('main form.sheet button[type="submit"]').click()
    officer.reads("une fois confirmée par une seconde personne")  # the Caf stands beside: nobody waits for it
    officer.go(TERRITORY + "validation/")
    close(story, "validation")
    hold(story, "preparation-3")
    close(story, "preparation-3")


def answer_as_signatory(story: Story, address: str, decision: str) -> None:
    """By the personal link: no account, one decision, on the frozen version."""
    mayor = somebody(story.browser, story.house)
    mayor.go(story.house.link_for(address))
    mayor.reads("Se déplacer seul")
    mayor.fill(
        decision=decision, decided_on="2020-01-02", deliberation_reference="2026-11-04", reserves="Le budget."
    )
    mayor.press("Enregistrer notre décision")
    mayor.reads("Ce que vous avez saisi est gardé")  # nobody decides of a version before it exists
    assert mayor.page.locator('[name="deliberation_reference"]').input_value() == "2026-11-04"
    mayor.fill(decided_on=today())
    mayor.press("Enregistrer notre décision")
    expect(mayor.page.get_by_role("button", name="Enregistrer notre décision")).to_have_count(0)
    mayor.context.close()


def open_table_3(story: Story) -> None:
    """Step 7, the morning: words « pour que… il faut que… » from the phones, then nodes with their source."""
    facilitator = story.facilitator
    hold(story, "table-3")
    facilitator.go(story.steps["table-3"] + "deroule-propose/")
    facilitator.press("Mettre ce déroulé dans la séance")
    facilitator.go(story.steps["table-3"] + "console/")
    facilitator.press("Ouvrir la salle")
    story.links["room-3"] = join_link(facilitator)
    advance(facilitator, "Pour que… il faut que…")
    for phone, text, facet in zip(
        story.phones,
        (
            "Les maires et la Région accordent l’horaire du car et celui du lycée",
            "Prêter des vélos électriques",
        ),
        ("condition", "action"),
        strict=True,
    ):
        phone.go(story.links["room-3"])
        say(phone, text, facet=facet)


def build_pathways(story: Story) -> None:
    """One chemin per change: a word becomes an element, links say « parce que », an action begins."""
    officer = story.officer
    officer.go(TERRITORY + "chemins/")
    officer.send_form("ouvrir")
    pathways = officer.page.locator('main a[href^="/chemins/"]').evaluate_all(
        "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    )
    story.links["pathway"] = pathways[0]
    for number, pathway in enumerate(pathways):
        add_node(
            story,
            pathway,
            "Les maires et la Région accordent l’horaire du car",
            word="accordent" * (not number),
        )
        add_node(story, pathway, "Prêter des vélos électriques", word="vélos" * (not number), is_action=True)
    officer.go(pathways[0])
    officer.reads("parce que")


def add_node(story: Story, pathway: str, text: str, *, word: str, is_action: bool = False) -> None:
    officer = story.officer
    officer.go(pathway)
    if word:
        officer.page.get_by_role("link", name="En faire un élément").filter(has_text=word).click()
        officer.settle()
    else:
        officer.go(pathway + "elements/nouveau/")
    officer.fill(text=text)
    if is_action:
        officer.fill(kind="action", strength="medium", who="Communauté de communes")
        officer.page.locator('[name="before"]').select_option(
            label="Les maires et la Région accordent l’horaire du car"
        )
    else:
        officer.fill(kind="intermediate", who="maires", because="l’horaire décide de tout")
    officer.press("Placer sur le chemin")
    officer.reads(text)


def simplify(story: Story) -> None:
    """The afternoon: rule 21 all green, a frozen version per chemin, the half-day closes."""
    officer, facilitator = story.officer, story.facilitator
    facilitator.go(story.steps["table-3"] + "console/")
    advance(facilitator, "Ce que nous emportons")
    close(story, "table-3")
    officer.go(story.links["mission"])
    afternoon = officer.page.locator("main a", has_text="Troisième table, après-midi").first
    story.steps["afternoon"] = afternoon.get_attribute("href") or ""
    hold(story, "afternoon")
    officer.reads("chemin")  # the checklist of rule 21 stands in the way of closing
    officer.go(TERRITORY + "chemins/")
    for pathway in officer.page.locator('main a[href^="/chemins/"]').evaluate_all(
        "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    ):
        officer.go(pathway)
        officer.press("Dire le chemin simplifié")
    close(story, "afternoon")


def steer(story: Story) -> None:
    """Step 8: signs, a note in the change log, a review with three separate ratings."""
    officer = story.officer
    hold(story, "signature")
    for party in ("Communauté de communes", "Commune d’Eymoutiers", "Caf de la Haute-Vienne"):
        officer.go(TERRITORY + "signataires/")
        officer.follow(f"Ouvrir {party}")
        if not party.startswith("Caf"):
            officer.send_form("deliberer", deliberation_reference="2026-12-01", deliberated_on=today())
            officer.follow(f"Ouvrir {party}")
        officer.send_form("signer", signed_on=today())
    close(story, "signature")
    hold(story, "steering")
    officer.go(TERRITORY + "pilotage/")
    officer.go(TERRITORY)
    officer.reads("Se déplacer seul")  # the first screen turns to its changes
    officer.page.locator('main a[href$="/pilotage/"][href^="/changements/"]').first.click()
    officer.settle()
    story.links["change"] = officer.page.url.replace("pilotage/", "")
    for level, text in (
        ("expected", "Des jeunes essaient un vélo."),
        ("hoped", "Ils tiennent tout un trimestre."),
        ("ideal", "Ils organisent eux-mêmes leurs trajets."),
    ):
        officer.go(story.links["change"] + "signes/nouveau/")
        officer.fill(level=level, text=text)
        officer.page.locator('main form button[type="submit"]').last.click()
        officer.reads(text)
    officer.go(TERRITORY + "journal-des-changements/nouvelle/")
    officer.fill(
        statement="Deux parents ont cessé de se relayer : le car part trop tôt.", who_changed="parents"
    )
    officer.fill(is_positive="non", is_expected="non", evidence="Trois entretiens", significance="high")
    officer.page.locator('[name="change"]').select_option(label="Se déplacer seul")
    officer.press("Noter")
    officer.reads("Deux parents ont cessé")
    story.links["entry"] = officer.page.url


def review(story: Story) -> None:
    officer = story.officer
    officer.go(TERRITORY + "revues/nouvelle/")
    officer.fill(kind="yearly", planned_on=today(), title="Revue de l’an 1")
    officer.press("Prévoir")
    story.links["review"] = officer.page.url
    officer.go(story.links["review"] + "tenir/")
    officer.fill(n_resident="6", n_elected="5", concerned_people="Deux jeunes et trois parents, à table.")
    officer.press("Enregistrer")
    pages = officer.page.locator('main a[href^="/revues/"][href*="/changements/"]').evaluate_all(
        "links => [...new Set(links.map(link => link.getAttribute('href')))]"
    )
    officer.press("Publier la revue")
    officer.reads("Reste à dire")  # a review speaks of every change (rule 27)
    for page in pages:
        rate(officer, page)
    officer.go(story.links["review"])
    officer.press("Publier la revue")
    officer.reads("Publiée")
    officer.go(TERRITORY)
    officer.reads("Premiers signes")


def rate(officer: Somebody, page: str) -> None:
    """Three answers, each with its author and evidence; our part needs the other explanations."""
    officer.go(page)
    answer(
        officer,
        "recit",
        seen="Onze jeunes prennent un vélo.",
        known="Carnet de prêt.",
        learned="L’horaire compte.",
    )
    answer(officer, "attainment", **{"attainment-answer": "2", "attainment-evidence": "Carnet de prêt"})
    answer(officer, "significance", **{"significance-answer": "3", "significance-evidence": "Entretiens"})
    part = {"contribution-answer": "2", "contribution-evidence": "Carnet de prêt"}
    answer(officer, "contribution", **part)
    officer.reads("Ce que vous avez saisi est gardé")
    answer(
        officer,
        "contribution",
        **part,
        **{"contribution-other_explanations": "Une ligne d’été a aussi ouvert."},
    )


def answer(officer: Somebody, part: str, **fields: str) -> None:
    form = officer.page.locator(f'main form:has(input[name="part"][value="{part}"])')
    for name, value in fields.items():
        officer.fill_control(form, name, value)
    form.locator('button[type="submit"]').first.click()
    officer.settle()


def follow_a_card_both_ways(story: Story) -> None:
    """From a phone's card to the note in the change log, and from that note back to the card."""
    officer = story.officer
    card = "Le dernier car passe à dix-huit heures"
    officer.go(TERRITORY + "paroles/")
    officer.page.locator('main a[href^="/paroles/"]').first.click()
    officer.settle()
    officer.reads(card)
    for hop in ("Se déplacer", "Se déplacer sans voiture", "Se déplacer seul", "Deux parents ont cessé"):
        expect(officer.page.locator("main").get_by_role("link", name=hop).first).to_be_visible()
    officer.page.get_by_role("link", name="Deux parents ont cessé").first.click()
    officer.settle()
    officer.follow("Se déplacer seul")
    officer.go(story.links["change"])
    officer.reads(card)


def take_the_dossier(story: Story) -> bytes:
    """Step 9: one click gives the paper, another the archive."""
    officer = story.officer
    officer.go(TERRITORY + "dossier/")
    officer.press("Établir le dossier")
    officer.reads("Le dossier est prêt")
    pdf = officer.context.request.get(
        story.house.url + str(officer.page.locator('main a[href$=".pdf"]').first.get_attribute("href"))
    )
    assert pdf.body().startswith(b"%PDF")
    with officer.page.expect_download() as download:
        officer.page.get_by_role("button", name="Exporter le dossier").click()
    return Path(download.value.path()).read_bytes()
