"""Every model, role and enum value stands in the glossary, under the French word that people see.

When one is missing: `python -m tests.house.glossary`, then write its definition.
"""

import pytest
from django.apps import apps

from tests.house import source
from tests.house.glossary import definitions, enums

GLOSSARY = (source.ROOT / "docs" / "glossaire.md").read_text()
MODELS = [m for m in apps.get_models() if m.__module__.startswith("jalons.")]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m._meta.label)
def test_every_model_stands_in_the_glossary(model):
    assert f"`{model._meta.object_name}`" in GLOSSARY, (
        f"{model._meta.verbose_name} | | `{model._meta.object_name}`"
    )


@pytest.mark.parametrize("enum", enums(), ids=lambda e: e.__qualname__)
def test_every_value_of_an_enumeration_stands_in_the_glossary(enum):
    missing = [
        f"| {value.label} | `{enum.__name__}.{value.name}` |"
        for value in enum
        if f"`{enum.__name__}.{value.name}`" not in GLOSSARY
    ]
    assert missing == []


@pytest.mark.parametrize("enum", enums(), ids=lambda e: e.__qualname__)
def test_the_glossary_says_the_word_that_people_see(enum):
    rows = {line.split("|")[-2].strip(): line for line in GLOSSARY.splitlines() if line.startswith("| ")}
    for value in enum:
        row = rows.get(f"`{enum.__name__}.{value.name}`")
        if row is not None:
            assert str(value.label) in row, row


def test_every_model_of_the_glossary_is_defined_and_exists():
    written = definitions(GLOSSARY.partition("## Modèles")[2])
    assert set(written) == {model._meta.object_name for model in MODELS}
    assert [code for code, definition in written.items() if not definition] == []
