from django.db import migrations

from jalons.training import triggers


class Migration(migrations.Migration):
    """A countersigned sheet is locked for the database too (rule 10)."""

    dependencies = [("training", "0003_papers_attendance_evaluations")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
