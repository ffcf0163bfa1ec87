from django.db import migrations

from jalons.pathways import triggers


class Migration(migrations.Migration):
    """Refuse in the database any change of a frozen chemin."""

    dependencies = [("pathways", "0002_chemins_drawn_frozen_undone")]
    operations = [migrations.RunPython(triggers.install, triggers.remove)]
