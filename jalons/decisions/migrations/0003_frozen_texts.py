from django.db import migrations

from jalons.decisions import triggers


class Migration(migrations.Migration):
    """Versions that people heard are frozen by the database itself."""

    dependencies = [("decisions", "0002_consentanswer_consentexit_consentpresence_and_more")]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
