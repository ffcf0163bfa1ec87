from django.db import migrations

from jalons.changes import triggers


class Migration(migrations.Migration):
    """What the signatories were asked about is frozen by the database itself."""

    dependencies = [("changes", "0002_frozen_sets_and_confirmed_validations")]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
