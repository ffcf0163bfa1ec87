from django.db import models
from django.db.models import Q

from jalons.core.models import Entity
from jalons.indicators.enums import FactStatus, ImportStatus, Polarity, ValueStatus
from jalons.territories.enums import Level


class Source(Entity):
    """Who produced a figure, where it is published, under which licence."""

    code = models.SlugField("code", max_length=40, unique=True)
    producer = models.CharField("producteur", max_length=80)
    title = models.CharField("titre", max_length=200)
    address = models.CharField("adresse", max_length=300, blank=True)
    licence = models.CharField("licence", max_length=80)
    precedence = models.PositiveSmallIntegerField(
        "préséance",
        default=50,
        help_text="la plus petite est montrée quand deux sources disent le même chiffre",
    )
    how_to_get = models.TextField("comment l’obtenir", blank=True)

    class Meta:
        verbose_name = "source"
        verbose_name_plural = "sources"

    def __str__(self) -> str:
        return f"{self.producer}, {self.title}"


class Indicator(Entity):
    """What is measured: definition, unit, denominator, polarity, lowest honest level (§1.11).

    `phrase` and `heading` hold « {value} », filled in French when a fact is proposed. `series_breaks` are
    `{year, why}`: no trend is read across one. `calendar` is read by `maturity.Calendar`. `how_to_get` says
    how a Caf obtains what no open file gives: such an indicator is shown as awaited.
    """

    code = models.SlugField("code", max_length=40, unique=True)
    label = models.CharField("libellé", max_length=160)
    short_label = models.CharField("libellé court", max_length=60, blank=True)
    phrase = models.CharField("en une phrase", max_length=200, blank=True)
    heading = models.CharField("en titre", max_length=120, blank=True)
    unit = models.CharField("unité", max_length=20)
    definition = models.TextField("définition", blank=True)
    population = models.CharField("population concernée", max_length=200)
    polarity = models.CharField("sens", max_length=14, choices=Polarity)
    lowest_level = models.CharField("plus petit niveau honnête", max_length=12, choices=Level)
    caveat = models.TextField("précaution", blank=True)
    numerator_label = models.CharField("au numérateur", max_length=200, blank=True)
    denominator_label = models.CharField("au dénominateur", max_length=200, blank=True)
    polarity_note = models.CharField("nuance du sens", max_length=300, blank=True)
    theme = models.CharField("thème", max_length=60, blank=True)
    series_breaks = models.JSONField("ruptures de série", default=list, blank=True)
    how_to_get = models.TextField("comment l’obtenir", blank=True)
    calendar = models.JSONField("calendrier", default=dict, blank=True)
    misses_msa = models.BooleanField("sans les familles de la MSA", default=False)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "indicateur"
        verbose_name_plural = "indicateurs"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.label


class IndicatorValue(Entity):
    """One figure. A masked or missing value is NULL, never zero (rule 16)."""

    indicator = models.ForeignKey(
        Indicator, verbose_name="indicateur", on_delete=models.CASCADE, related_name="values", db_index=False
    )
    territory = models.ForeignKey(
        "territories.Territory", verbose_name="territoire", on_delete=models.CASCADE
    )
    # the unique constraint begins with the indicator: a second index on it would only cost
    source = models.ForeignKey(Source, verbose_name="source", on_delete=models.PROTECT, db_index=False)
    geography_year = models.PositiveSmallIntegerField("géographie de")
    vintage = models.CharField("millésime", max_length=12)
    value = models.DecimalField("valeur", max_digits=16, decimal_places=4, null=True, blank=True)
    status = models.CharField("statut", max_length=14, choices=ValueStatus)
    numerator = models.DecimalField("numérateur", max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("dénominateur", max_digits=16, decimal_places=4, null=True, blank=True)
    note = models.CharField("note", max_length=300, blank=True)

    class Meta:
        verbose_name = "valeur d’indicateur"
        verbose_name_plural = "valeurs d’indicateur"
        constraints = [
            models.UniqueConstraint(
                name="value_once", fields=["indicator", "territory", "vintage", "source", "geography_year"]
            ),
            models.CheckConstraint(
                name="value_null_when_unknown",
                condition=Q(status__in=[ValueStatus.MASKED, ValueStatus.MISSING], value__isnull=True)
                | (~Q(status__in=[ValueStatus.MASKED, ValueStatus.MISSING]) & Q(value__isnull=False)),
            ),
        ]


class DataImport(Entity):
    """One reading of a file: what it was, what it gave, each refused line with its reason.

    The file waits in `stored_as` between preview and import, then is deleted: figures stay, files do not.
    """

    name = models.CharField("fichier", max_length=200)
    stored_as = models.CharField("rangé sous", max_length=200, blank=True)
    digest = models.CharField("empreinte", max_length=64)
    layout = models.CharField("forme", max_length=40, blank=True)
    options = models.JSONField("précisions", default=dict)
    mapping = models.JSONField("correspondance", default=dict, blank=True)
    status = models.CharField("état", max_length=10, choices=ImportStatus, default=ImportStatus.READY)
    lines = models.PositiveIntegerField("lignes lues", default=0)
    share = models.PositiveSmallIntegerField("avancement en %", default=0)
    written = models.PositiveIntegerField("chiffres nouveaux", default=0)
    corrected = models.PositiveIntegerField("chiffres corrigés", default=0)
    unchanged = models.PositiveIntegerField("chiffres inchangés", default=0)
    refused = models.PositiveIntegerField("lignes refusées", default=0)
    refusals = models.JSONField("refus", default=list)
    asides = models.JSONField("laissées de côté", default=dict)
    problem = models.TextField("ce qui a arrêté l’import", blank=True)
    by_label = models.CharField("par", max_length=120)
    by_account = models.UUIDField("compte", null=True, blank=True)
    finished_at = models.DateTimeField("fini le", null=True, blank=True)

    class Meta:
        verbose_name = "import de chiffres"
        verbose_name_plural = "imports de chiffres"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name


class FormerValue(Entity):
    """What a figure was before its producer corrected it: the former one is never lost."""

    current = models.ForeignKey(
        IndicatorValue, verbose_name="chiffre", on_delete=models.CASCADE, related_name="former_values"
    )
    replaced_by = models.ForeignKey(
        DataImport, verbose_name="remplacé par", null=True, blank=True, on_delete=models.SET_NULL
    )
    value = models.DecimalField("valeur", max_digits=16, decimal_places=4, null=True, blank=True)
    status = models.CharField("statut", max_length=14, choices=ValueStatus)
    numerator = models.DecimalField("numérateur", max_digits=16, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("dénominateur", max_digits=16, decimal_places=4, null=True, blank=True)
    note = models.CharField("note", max_length=300, blank=True)

    class Meta:
        verbose_name = "chiffre corrigé depuis"
        verbose_name_plural = "chiffres corrigés depuis"
        ordering = ["created_at"]


class SalientFact(Entity):
    """A cold fact that the team retains for table 1: a sentence with source, vintage and caveat."""

    initiative = models.ForeignKey(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="salient_facts",
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name="indicateur", null=True, blank=True, on_delete=models.PROTECT
    )
    position = models.PositiveSmallIntegerField("ordre", default=0)
    title = models.CharField("titre court", max_length=120)
    sentence = models.TextField("phrase")
    figure = models.CharField("chiffre mis en avant", max_length=40, blank=True)
    gap = models.CharField("écart", max_length=120, blank=True)
    source_label = models.CharField("source", max_length=200)
    vintage = models.CharField("millésime", max_length=40)
    population = models.CharField("population concernée", max_length=200, blank=True)
    caveat = models.TextField("précaution", blank=True)
    reason = models.TextField("pourquoi on vous le montre", blank=True)
    status = models.CharField("état", max_length=10, choices=FactStatus, default=FactStatus.SUGGESTED)
    stands_out = models.BooleanField("le calcul le fait ressortir", default=False)
    is_own = models.BooleanField("ajouté par l’équipe", default=False)
    is_reworded = models.BooleanField("réécrit par l’équipe", default=False)

    class Meta:
        verbose_name = "élément saillant"
        verbose_name_plural = "éléments saillants"
        ordering = ["position", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="fact_has_source_and_vintage", condition=~Q(source_label="") & ~Q(vintage="")
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ComparisonGroup(Entity):
    """The territories that a démarche is compared with: never ranked, always named, changed with a reason.

    `members` are `{code, name, values, apart}`, where `values` holds the criteria and `apart` names those on
    which the two differ; `own_values` are ours; a `reason` is asked when people change the list.
    """

    initiative = models.OneToOneField(
        "initiatives.Initiative",
        verbose_name="démarche",
        on_delete=models.CASCADE,
        related_name="comparison_group",
    )
    members = models.JSONField("territoires")
    own_values = models.JSONField("nos valeurs", default=dict)
    criteria = models.JSONField("critères")
    is_by_hand = models.BooleanField("choisi par l’équipe", default=False)
    reason = models.TextField("motif du changement", blank=True)
    decided_by = models.CharField("choisi par", max_length=120)
    decided_at = models.DateTimeField("choisi le")

    class Meta:
        verbose_name = "groupe de comparaison"
        verbose_name_plural = "groupes de comparaison"
        constraints = [
            models.CheckConstraint(
                name="group_by_hand_has_reason", condition=Q(is_by_hand=False) | ~Q(reason="")
            ),
        ]


class TerritoryProfile(Entity):
    """The portrait as shown at table 1: a frozen version of the retained facts."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", verbose_name="démarche", on_delete=models.CASCADE, related_name="profiles"
    )
    number = models.PositiveSmallIntegerField("version")
    content = models.JSONField("contenu")
    content_hash = models.CharField("empreinte", max_length=64)
    frozen_at = models.DateTimeField("figée le")
    frozen_by = models.CharField("figée par", max_length=120)

    class Meta:
        verbose_name = "portrait figé"
        verbose_name_plural = "portraits figés"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="profile_number_once", fields=["initiative", "number"])]
