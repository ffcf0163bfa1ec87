from django.db import migrations, models


class Migration(migrations.Migration):
    """When a signatory was last written to, and how many times it was reminded."""

    dependencies = [("changes", "0003_frozen_sets")]
    operations = [
        migrations.AddField(
            model_name="formalvalidation",
            name="last_mailed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="dernier message envoyé le"),
        ),
        migrations.AddField(
            model_name="formalvalidation",
            name="reminder_count",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="relances"),
        ),
    ]
