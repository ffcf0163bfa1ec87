from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    """What a person may be (domain.md §9.7). A role is not an employer."""

    ADMINISTRATOR = "administrator", "Administration de l’installation"
    TRAINING_BODY = "training_body", "Organisme de formation"
    TRAINING_MANAGER = "training_manager", "Responsable de formation"
    TRAINER = "trainer", "Formateur, formatrice"
    CAF_REFERENT = "caf_referent", "Référent, référente Caf"
    COOPERATION_OFFICER = "cooperation_officer", "Chargé, chargée de coopération"
    PROJECT_TEAM = "project_team", "Équipe projet"
    SIGNATORY = "signatory", "Signataire"
    TABLE_SCRIBE = "table_scribe", "Animation ou scribe de table"
    TRAINEE = "trainee", "Stagiaire"
    DPO = "dpo", "Délégué, déléguée à la protection des données"
    DISABILITY_REFERENT = "disability_referent", "Référent, référente handicap"


class ScopeKind(models.TextChoices):
    """What a role bears on."""

    INSTALLATION = "installation", "L’installation"
    MISSION = "mission", "Une mission"
    INITIATIVE = "initiative", "Un territoire"
    STEP = "step", "Une séance"


class Permission(StrEnum):
    """What a view may ask for. `permissions.WHO_MAY` says who holds each."""

    ADMINISTER = "administer"  # accounts, backups; no content of a territory
    READ_JOURNAL = "read_journal"
    VIEW_MISSION = "view_mission"
    EDIT_MISSION = "edit_mission"
    CREATE_MISSION = "create_mission"
    VIEW_STEP = "view_step"  # what, when, where; minutes and words stay under their own permission
    VIEW_INITIATIVE = "view_initiative"  # the thread, decided content
    VIEW_DRAFTS = "view_drafts"  # working content of the démarche: never a territory's words to EGOC
    EDIT_INITIATIVE = "edit_initiative"  # team, signatories, stakeholders, steps
    VIEW_PEOPLE = "view_people"  # contacts
    EDIT_PORTRAIT = "edit_portrait"
    FACILITATE = "facilitate"  # console of a room, consent rounds
    RECORD_TABLE = "record_table"  # paper entry, a table's production
    READ_WORDS = "read_words"  # verbatims
    DRAFT = "draft"  # regroup, cross-read, draft changes and chemins
    RECORD_VALIDATION = "record_validation"  # a signatory's decision
    STEER = "steer"  # markers, change log, reviews
    EXPORT_DOSSIER = "export_dossier"
    MANAGE_CATALOGUE = "manage_catalogue"  # programme sheets, requests to start
    VIEW_TRAINING = "view_training"  # what is due, papers, attendance, results: no word of a territory
    MANAGE_TRAINING = "manage_training"  # enrol, issue papers, follow complaints
    TAKE_ATTENDANCE = "take_attendance"
    TEACH = "teach"  # countersign, assess objectives, read the adaptations to arrange
    READ_ADAPTATIONS = "read_adaptations"  # the requests themselves, confidential
