from django.db import models


class OrganisationKind(models.TextChoices):
    CAF = "caf", "Caf"
    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"
    DEPARTEMENT = "departement", "Département"
    MSA = "msa", "MSA"
    ASSOCIATION = "association", "Association"
    SCHOOL = "school", "Établissement scolaire"
    HEALTH = "health", "Santé"
    COMPANY = "company", "Entreprise"
    RESIDENTS = "residents", "Collectif d’habitants"
    TRAINING_BODY = "training_body", "Organisme de formation"
    OTHER = "other", "Autre"


class Category(models.TextChoices):
    """Who speaks or is concerned (domain.md §5.1). Never crossed with a place under k."""

    RESIDENT = "resident", "Habitante, habitant"
    PARENT = "parent", "Parent"
    YOUTH = "youth", "Jeune de 16 à 25 ans"
    SENIOR = "senior", "Personne de plus de 75 ans"
    PROFESSIONAL = "professional", "Professionnelle, professionnel"
    ELECTED = "elected", "Élue, élu"
    ASSOCIATION = "association", "Association"
    INSTITUTION = "institution", "Institution"
    COMPANY = "company", "Entreprise"


class Competency(models.TextChoices):
    """Missions that a commune holds or transfers, one by one (domain.md §1.4)."""

    EARLY_CHILDHOOD_NEEDS = "pe_needs", "Petite enfance : recenser les besoins, informer les familles"
    EARLY_CHILDHOOD_PLAN = "pe_plan", "Petite enfance : planifier, soutenir la qualité"
    EARLY_CHILDHOOD_CARE = "pe_care", "Petite enfance : gérer l’accueil"
    CHILDHOOD = "childhood", "Enfance : périscolaire et extrascolaire"
    YOUTH = "youth", "Jeunesse"
    PARENTING = "parenting", "Parentalité"
    COMMUNITY_LIFE = "community_life", "Animation de la vie sociale"
    RIGHTS = "rights", "Accès aux droits et au numérique"
    HOUSING = "housing", "Logement et cadre de vie"
    DISABILITY = "disability", "Handicap"
    MOBILITY = "mobility", "Mobilité"
