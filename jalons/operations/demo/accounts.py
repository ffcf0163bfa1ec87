"""The cast: the people a visitor may enter as. All fictitious."""

from datetime import datetime

from jalons.accounts.actions import people
from jalons.core.actors import SOFTWARE
from jalons.operations.demo.world import World

DOMAIN = "demonstration.example"
"""`.example` leads nowhere."""

CAST = {
    "administrator": "Solène Brandy",
    "training_body": "Marc Delage",
    "training_manager": "Inès Laforêt",
    "trainer": "Hélène Vauzelle",
    "caf_referent": "Nadège Rouffignat",
    "elan_officer": "Claire Aubert",
    "elan_team": "Bastien Mourier",
    "elan_signatory": "Pierre Desbordes",
    "vassiviere_officer": "Thomas Lachaud",
    "vassiviere_team": "Mireille Faugeras",
    "vassiviere_signatory": "Jeanne Lavaud",
    "table_scribe": "Yanis Chabrol",
    "trainee": "Lucie Pradeau",
    "dpo": "Olivier Sarrazin",
    "disability_referent": "Agnès Tixier",
}
"""By key of `World.users`."""


def address(name: str) -> str:
    """The address of somebody of the cast."""
    plain = name.lower().translate(str.maketrans("éèêëàâîïôöûüç", "eeeeaaiioouuc"))
    return f"{plain.replace(' ', '.')}@{DOMAIN}"


def seed_accounts(world: World, *, now: datetime) -> None:
    """Open one account for each; their roles come with the missions (see `access.py`)."""
    for key, name in CAST.items():
        world.users[key] = people.open_account(email=address(name), name=name, by=SOFTWARE, now=now)
