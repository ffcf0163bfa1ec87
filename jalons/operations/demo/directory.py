"""Organisations and venues of the two territories. Public bodies are real, everything else is fictitious."""

from datetime import date, datetime

from jalons.core.actors import SOFTWARE
from jalons.core.scope import INSTALLATION
from jalons.directory import queries as directory
from jalons.directory.actions import competences, organisations, venues
from jalons.directory.actions.organisations import Identity
from jalons.directory.actions.venues import Place as VenueSheet
from jalons.directory.enums import Competency, OrganisationKind
from jalons.directory.models import Organisation, Venue
from jalons.operations.demo.world import World
from jalons.territories.enums import Level
from jalons.territories.models import Territory

ELAN_SIREN, VASSIVIERE_SIREN = "200066512", "248719353"
CAF = "Caf de la Haute-Vienne"
PROVIDER = "Organisme prestataire (exemple fictif)"
VENUES = {
    "elan": (
        (
            "Salle des fêtes d’Ambazac",
            "Ambazac",
            "12 place du Champ-de-Foire",
            180,
            "Fibre à la mairie, 4G inégale",
        ),
        ("Foyer rural de Nieul", "Nieul", "3 rue du Foyer", 90, "Bon réseau dans la salle"),
        ("Centre social de Nantiat", "Nantiat", "5 avenue de la Gare", 60, "Fibre"),
    ),
    "vassiviere": (
        ("Salle polyvalente d’Eymoutiers", "Eymoutiers", "Place Jean-Jaurès", 150, "Bon réseau"),
        ("Salle des fêtes de Peyrat-le-Château", "Peyrat-le-Château", "Rue du Lac", 120, "Peu de réseau"),
        ("Maison de pays de Nedde", "Nedde", "Le bourg", 50, "Pas de 4G dans la salle, wifi de la mairie"),
    ),
}
"""Name, commune, address, places, network: plausible, not checked on the spot."""

ACCESS = "Entrée de plain-pied, stationnement réservé devant la porte, boucle magnétique en mairie."
EPCI_HOLDS = (
    Competency.EARLY_CHILDHOOD_PLAN,
    Competency.EARLY_CHILDHOOD_CARE,
    Competency.YOUTH,
    Competency.PARENTING,
    Competency.RIGHTS,
    Competency.MOBILITY,
)
COMMUNES_HOLD = (Competency.EARLY_CHILDHOOD_NEEDS, Competency.CHILDHOOD, Competency.HOUSING)
STILL_MUNICIPAL = {
    "elan": ("Ambazac", "Nieul", "Nantiat", "Saint-Priest-Taurion"),
    "vassiviere": ("Eymoutiers", "Peyrat-le-Château", "Nedde"),
}
"""Communes that keep childhood and community life in the demonstration: they are the ones that sign."""


def seed_directory(world: World, *, now: datetime) -> None:
    """Fill `world.ids` with the client and the provider, and write who holds which competence."""
    caf = organisations.create(
        identity=Identity(CAF, OrganisationKind.CAF, is_egoc_member=True), by=SOFTWARE, now=now
    )
    provider = organisations.create(
        identity=Identity(PROVIDER, OrganisationKind.TRAINING_BODY), by=SOFTWARE, now=now
    )
    world.ids |= {"caf": caf.id, "provider": provider.id}
    for key, siren in (("elan", ELAN_SIREN), ("vassiviere", VASSIVIERE_SIREN)):
        epci = Territory.objects.get(level=Level.EPCI, code=siren)
        communes = directory.communes_of(epci)
        _venues(key, communes, now)
        _competences(key, epci, communes, now)


def commune_named(communes: list[Territory], name: str) -> Territory:
    """The commune of this name; the first one where the perimeter has no such commune."""
    return next((commune for commune in communes if commune.name == name), communes[0])


def _venues(key: str, communes: list[Territory], now: datetime) -> list[Venue]:
    return [
        venues.save(
            place=VenueSheet(
                name=name,
                address=address,
                commune=commune_named(communes, commune),
                capacity=capacity,
                access_notes=ACCESS,
                network_quality=network,
                accessibility_sheet_url="https://accessibilite.example/fiche",
            ),
            by=SOFTWARE,
            now=now,
        )
        for name, commune, address, capacity, network in VENUES[key]
    ]


def _competences(key: str, epci: Territory, communes: list[Territory], now: datetime) -> None:
    """The EPCI took missions in one by one, youth the last; a few communes keep childhood."""
    body = organisations.of_territory(epci, by=SOFTWARE, now=now)
    since = now.date().replace(year=now.year - 8, month=1, day=1)
    transfer = now.date().replace(year=now.year - 1, month=9, day=1)
    for commune in communes:
        own = organisations.of_territory(commune, by=SOFTWARE, now=now)
        held: list[tuple[Competency, Organisation]] = [(one, body) for one in EPCI_HOLDS]
        keeps = commune.name in STILL_MUNICIPAL[key]
        held += [(one, own if keeps else body) for one in COMMUNES_HOLD]
        for competency, holder in held:
            first = own if competency == Competency.YOUTH else holder
            _hold(commune, competency, first, since, now)
        _hold(commune, Competency.YOUTH, body, transfer, now)
        if keeps:
            _hold(commune, Competency.COMMUNITY_LIFE, own, since, now)


def _hold(commune: Territory, competency: Competency, holder: Organisation, on: date, now: datetime) -> None:
    competences.assign(
        commune=commune,
        competency=competency,
        holder=holder,
        starts_on=on,
        by=SOFTWARE,
        scope=INSTALLATION,
        now=now,
    )
