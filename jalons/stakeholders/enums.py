from django.db import models


class MobilisationStatus(models.TextChoices):
    IDENTIFIED = "identified", "Repéré"
    INVITED = "invited", "Invité"
    CONFIRMED = "confirmed", "A confirmé"
    PRESENT = "present", "Présent"
    ABSENT = "absent", "Absent"
    DECLINED = "declined", "A décliné"
