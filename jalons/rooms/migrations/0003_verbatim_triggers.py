from django.db import migrations

from jalons.rooms import triggers


class Migration(migrations.Migration):
    """Words and traces of votes are written once, for the database too (rule 18)."""

    dependencies = [("rooms", "0002_room_moves_and_traces")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
