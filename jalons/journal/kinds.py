"""Registry of what the journal speaks of: the French word for the first part of a verb.

`cluster.created` is of the kind `cluster`, shown « regroupement ». Areas register theirs in ready(); the
name of a model serves where nobody did.
"""

from django.apps import apps

_LABELS: dict[str, str] = {}


def register(labels: dict[str, str]) -> None:
    """Say how kinds are called: `{"cluster": "Regroupements"}`."""
    _LABELS.update(labels)


def label(kind: str) -> str:
    """The French word of a kind; the verbose name of the model of that name; else the kind itself."""
    if kind in _LABELS:
        return _LABELS[kind]
    wanted = kind.replace("_", "")
    for model in apps.get_models():
        if model._meta.app_config.name.startswith("jalons.") and model._meta.model_name == wanted:
            return str(model._meta.verbose_name_plural).capitalize()
    return kind.replace("_", " ").capitalize()
