from django.db import models


class MobilisationStatus(models.TextChoices):
    IDENTIFIED = "identified", "Repéré"
    INVITED = "invited", "Invité"
    CONFIRMED = "confirmed", "A confirmé"
    PRESENT = "present", "Présent"
    ABSENT = "absent", "Absent"
    DECLINED = "declined", "A décliné"


class ActorShape(models.TextChoices):
    """An actor is somebody, a body, or people without a body (« les parents du bus de 7 h »)."""

    PERSON = "person", "Une personne"
    ORGANISATION = "organisation", "Une organisation"
    GROUP = "group", "Un groupe"
