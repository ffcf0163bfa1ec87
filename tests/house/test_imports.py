"""Nobody leans on another area's pages, and references obey the ranks even where Python does not look."""

import re

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

from tests.house import source

FOREIGN_FORMS = {
    ("accounts", "journal.forms"): "one filter of the journal for every journal",
    ("initiatives", "journal.forms"): "the same",
    ("initiatives", "accounts.forms"): "one form to invite, whatever the scope",
    ("indicators", "territories.forms"): "one field to search a territory by name",
    ("training", "territories.forms"): "the same",
}
"""Forms of another area that an area may use, with the reason. Views: none, ever."""


def foreign_pages() -> set[tuple[str, str]]:
    found = set()
    for name, path in source.modules():
        area = name.split(".")[1] if "." in name else ""
        for imported in source.imports(path):
            parts = imported.split(".")
            if parts[0] != "jalons" or len(parts) < 3 or parts[1] == area:
                continue
            if parts[2] in {"views", "forms"}:
                found.add((area, f"{parts[1]}.{parts[2]}"))
    return found


def test_nobody_imports_another_areas_views_or_forms():
    assert foreign_pages() == set(FOREIGN_FORMS)


def relations():
    for model in apps.get_models():
        if not model.__module__.startswith("jalons."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | OneToOneField | ManyToManyField) and not field.auto_created:
                yield model, field


@pytest.mark.parametrize(("model", "field"), list(relations()), ids=str)
def test_a_foreign_key_leads_to_the_same_area_or_to_a_lower_one(model, field):
    ranks = source.ranks()
    here, there = model._meta.app_label, field.related_model._meta.app_label
    if there in ranks and here != there:
        assert ranks[there] < ranks[here], f"{model._meta.label}.{field.name} → {there}"


def template_references():
    for area, path in source.templates():
        for used in re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']", path.read_text()):
            yield area, path.relative_to(source.PACKAGE).as_posix(), used


@pytest.mark.parametrize(("area", "path", "used"), list(template_references()))
def test_a_template_uses_templates_of_its_area_or_of_a_lower_one(area, path, used):
    ranks = source.ranks()
    owner = used.split("/")[0]
    if owner == "django":
        return  # a widget of Django's own
    owner = {"account": "accounts", "mfa": "accounts", "socialaccount": "accounts"}.get(owner, owner)
    assert owner in ranks or "/" not in used, f"{path} uses {used}, which is of no area"
    if owner in ranks and owner != area:
        assert ranks[owner] < ranks[area], f"{path} uses {used}"
