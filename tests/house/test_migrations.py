"""Models and migrations say the same thing, and so does the database."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

OURS = [m for m in apps.get_models() if m.__module__.startswith("jalons.")]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_constraint_declared_exists_in_the_database(model: type[models.Model]):
    """SQLite silently drops what it cannot do (`nulls_distinct` for one)."""
    assert {c.name for c in model._meta.constraints} - _present(model._meta.db_table) == set()


def _present(table: str) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
            return set(re.findall(r'(?:CONSTRAINT|INDEX) "(\w+)"', " ".join(sql for (sql,) in cursor)))
        return set(connection.introspection.get_constraints(cursor, table))


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_model_and_field_is_given_a_name(model: type[models.Model]):
    """Django makes a name up from the code when none is given: that would be English."""
    assert {"verbose_name", "verbose_name_plural"} <= set(model._meta.original_attrs)
    unnamed = {f.name for f in model._meta.local_fields if f._verbose_name is None and not f.primary_key}
    assert unnamed == set()
