"""Who sells the training and on which terms: what every paper repeats."""

from django.db import models
from django.db.models import Q

from jalons.core.models import Entity


class TrainingBody(Entity):
    """Identity and terms of a training body, as its papers write them (D. 6353-1, domain.md §6.2).

    A figure that nobody gave stays empty on the papers: it is never made up.
    """

    organisation = models.OneToOneField(
        "directory.Organisation",
        verbose_name="organisation",
        on_delete=models.PROTECT,
        related_name="training_body",
    )
    address = models.CharField("adresse", max_length=300, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    activity_number = models.CharField("numéro de déclaration d’activité", max_length=20, blank=True)
    representative = models.CharField("représenté par", max_length=160, blank=True)
    representative_function = models.CharField("en qualité de", max_length=160, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    vat_rate = models.DecimalField(
        "taux de TVA (%)", max_digits=4, decimal_places=2, null=True, blank=True
    )  # None: nothing is said, the amounts are written as they are
    vat_note = models.CharField("mention sur la TVA", max_length=200, blank=True)
    payment_terms = models.TextField("règlement", blank=True)
    cancellation_terms = models.TextField("si la formation n’a pas lieu", blank=True)
    dispute_terms = models.TextField("différends", blank=True)
    disability_contact = models.CharField("contact handicap", max_length=200, blank=True)
    rules_url = models.URLField("règlement intérieur", blank=True)
    accessibility_url = models.URLField("registre public d’accessibilité", blank=True)

    class Meta:
        verbose_name = "organisme de formation"
        verbose_name_plural = "organismes de formation"
        constraints = [
            models.CheckConstraint(
                name="training_body_siret_fourteen_digits",
                condition=Q(siret="") | Q(siret__regex=r"^[0-9]{14}$"),
            ),
            models.CheckConstraint(
                name="training_body_vat_between_0_and_30",
                condition=Q(vat_rate__isnull=True) | Q(vat_rate__gte=0, vat_rate__lte=30),
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class MissionFile(Entity):
    """What the papers of one mission say beside its plan: who sells, who teaches, who signs for the Caf."""

    mission = models.OneToOneField(
        "initiatives.Mission",
        verbose_name="mission",
        on_delete=models.CASCADE,
        related_name="training_file",
    )
    body = models.ForeignKey(
        TrainingBody, verbose_name="organisme de formation", null=True, blank=True, on_delete=models.PROTECT
    )
    trainer = models.ForeignKey(
        "directory.Person",
        verbose_name="formatrice, formateur",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="taught_missions",
    )
    client_representative = models.CharField("Caf représentée par", max_length=160, blank=True)
    client_function = models.CharField("en qualité de", max_length=160, blank=True)
    client_address = models.CharField("adresse de la Caf", max_length=300, blank=True)
    quote_valid_days = models.PositiveSmallIntegerField("validité du devis (jours)", default=60)
    group_size = models.CharField("effectif", max_length=120, default="Un groupe d’agents de la Caf")

    class Meta:
        verbose_name = "dossier de formation"
        verbose_name_plural = "dossiers de formation"
