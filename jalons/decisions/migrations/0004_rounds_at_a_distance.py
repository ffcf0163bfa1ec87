from django.db import migrations, models


class Migration(migrations.Migration):
    """A decision may be taken at a distance: each objection round then lasts a number of days."""

    dependencies = [("decisions", "0003_frozen_texts")]
    operations = [
        migrations.AddField(
            model_name="consentprocess",
            name="answer_days",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="jours pour répondre à distance"),
        ),
        migrations.AddConstraint(
            model_name="consentprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_days__lte", 60)), name="consent_answer_days_are_few"
            ),
        ),
    ]
