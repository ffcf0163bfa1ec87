"""Rules on programmes (domain.md §6.1, §10 rule 14). Pure: no Django here."""

HEADS = {
    "audience": "Public",
    "prerequisites": "Prérequis",
    "duration": "Durée",
    "access_delay": "Délais d’accès",
    "price": "Tarif",
    "mode": "Modalités",
    "methods": "Méthodes mobilisées",
    "evaluation": "Évaluation",
    "papers": "Documents remis",
    "accessibility": "Accessibilité",
    "contact": "Contact",
}
"""The heads that a published sheet gives, in the order in which they are read."""

NEW_PROGRAMME = "Nouveau programme"
"""What stands for the satisfaction rate while no session was evaluated (rule 12)."""


def missing_heads(heads: dict[str, str]) -> list[str]:
    """The labels of the heads that are absent or empty."""
    return [label for key, label in HEADS.items() if not heads.get(key, "").strip()]
