from django.db import migrations

from jalons.journal import triggers


class Migration(migrations.Migration):
    """The database refuses to change or delete a line of the journal."""

    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
