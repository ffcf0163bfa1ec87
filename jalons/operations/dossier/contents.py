"""What a territory's archive holds, model by model, in an order where references come first.

A house test fails when a model of ours stands in none of the three lists below.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q

from jalons.initiatives.models import Initiative


@dataclass(frozen=True, slots=True)
class Own:
    """Rows that belong to the démarche. `paths` lead from the row to the initiative; one is enough."""

    label: str
    paths: tuple[str, ...]
    of_mission: str = ""  # path to the mission, for its rows that belong to no territory

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    def rows(self, initiative: Initiative) -> "models.QuerySet[Any]":
        wanted = Q()
        for path in self.paths:
            wanted |= Q(**{path: initiative.pk})
        if self.of_mission:
            alone = {"initiative__isnull": True} if self.label == "initiatives.Step" else {}
            wanted |= Q(**{self.of_mission: initiative.mission_id}, **alone)
        manager = self.model._base_manager
        return manager.filter(wanted).distinct().order_by("pk")


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows that other territories use too: only those referred to are written, matched on reading.

    `keys` are the columns by which the other house may already know the row; without them, the id.
    """

    label: str
    keys: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()  # columns emptied on the way out

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)


SHARED: tuple[Shared, ...] = (
    Shared("territories.Territory", keys=("level", "code")),
    Shared("directory.Organisation", keys=("siren",)),
    Shared("directory.Person", dropped=("account_id",)),
    Shared("directory.Venue"),
    Shared("initiatives.Theme", keys=("caf_id", "label")),
    Shared("indicators.Source", keys=("code",)),
    Shared("indicators.Indicator", keys=("code",)),
)

OWN: tuple[Own, ...] = (
    Own("initiatives.Mission", ("initiatives",)),
    Own("initiatives.AgreedPlan", (), of_mission="mission"),
    Own("initiatives.Initiative", ("pk",)),
    Own("initiatives.Step", ("initiative",), of_mission="mission"),
    Own("initiatives.TeamMember", ("initiative",)),
    Own("initiatives.Signatory", ("initiative",)),
    Own("indicators.SalientFact", ("initiative",)),
    Own("indicators.ComparisonGroup", ("initiative",)),
    Own("indicators.TerritoryProfile", ("initiative",)),
    Own("stakeholders.Actor", ("initiative",)),
    Own("stakeholders.Mobilisation", ("actor__initiative",)),
    Own("rooms.Room", ("step__initiative",)),
    Own("rooms.Table", ("room__step__initiative",)),
    Own("rooms.Ticket", ("room__step__initiative",)),
    Own("rooms.Sequence", ("step__initiative",)),
    Own("rooms.Contribution", ("room__step__initiative",)),
    Own("rooms.Option", ("sequence__step__initiative",)),
    Own("rooms.CommonAnswer", ("option__sequence__step__initiative",)),
    Own("rooms.TableWork", ("sequence__step__initiative",)),
    Own("rooms.TableGroup", ("work__sequence__step__initiative",)),
    Own("rooms.TableGroupCard", ("work__sequence__step__initiative",)),
    Own("rooms.PaperGrid", ("sequence__step__initiative",)),
    Own("rooms.Photo", ("room__step__initiative",)),
    Own("rooms.Vote", ("option__sequence__step__initiative",)),
    Own("rooms.VoteLog", ("option__sequence__step__initiative",)),
    Own("decisions.ConsentProcess", ("initiative",)),
    Own("decisions.ConsentPresence", ("process__initiative",)),
    Own("decisions.ConsentExit", ("process__initiative",)),
    Own("decisions.ProposalVersion", ("process__initiative",)),
    Own("decisions.ConsentRound", ("process__initiative",)),
    Own("decisions.ConsentVoice", ("process__initiative",)),
    Own("decisions.ConsentAnswer", ("process__initiative",)),
    Own("decisions.RoundContribution", ("process__initiative",)),
    Own("decisions.Objection", ("process__initiative",)),
    Own("workshops.CategoryAttendance", ("step__initiative",)),
    Own("workshops.CommuneAttendance", ("step__initiative",)),
    Own("workshops.Tool", ("initiative",)),
    Own("workshops.ToolUse", ("step__initiative",)),
    Own("workshops.PreparationSheet", ("step__initiative",)),
    Own("workshops.PreparationTask", ("step__initiative",)),
    Own("workshops.PreparationCheck", ("step__initiative",)),
    Own("workshops.SeatCode", ("ticket__room__step__initiative",)),
    Own("workshops.SessionReturn", ("step__initiative",)),
    Own("diagnosis.Cluster", ("initiative",)),
    Own("diagnosis.ClusterMember", ("cluster__initiative",)),
    Own("diagnosis.WallMove", ("initiative",)),
    Own("diagnosis.SuggestionRefusal", ("initiative",)),
    Own("diagnosis.CrossReading", ("initiative",)),
    Own("diagnosis.SocialUrgency", ("initiative",)),
    Own("diagnosis.Reading", ("initiative",)),
    Own("diagnosis.Finding", ("reading__initiative",)),
    Own("diagnosis.Level", ("reading__initiative",)),
    Own("diagnosis.Cultivation", ("reading__initiative",)),
    Own("diagnosis.Canvas", ("initiative",)),
    Own("diagnosis.CanvasStage", ("canvas__initiative",)),
    Own("diagnosis.CanvasSpace", ("canvas__initiative",)),
    Own("diagnosis.CanvasMember", ("canvas__initiative",)),
    Own("diagnosis.CanvasPartner", ("canvas__initiative",)),
    Own("diagnosis.CanvasRisk", ("canvas__initiative",)),
    Own("changes.IdealFuture", ("initiative",)),
    Own("changes.LastingChange", ("initiative",)),
    Own("changes.ChangeMobilisation", ("change__initiative",)),
    Own("changes.ChangeSet", ("initiative",)),
    Own("changes.FormalValidation", ("change_set__initiative",)),
    Own("changes.ValidationRectification", ("validation__change_set__initiative",)),
    Own("pathways.PathNode", ("initiative",)),
    Own("pathways.Pathway", ("change__initiative",)),
    Own("pathways.Placement", ("pathway__change__initiative",)),
    Own("pathways.Link", ("pathway__change__initiative",)),
    Own("pathways.LinkVersion", ("link__pathway__change__initiative",)),
    Own("pathways.PathwayVersion", ("pathway__change__initiative",)),
    Own("pathways.PathwayEdit", ("pathway__change__initiative",)),
    Own("pathways.SimplificationAnswer", ("pathway__change__initiative",)),
    Own("pathways.ActionSheet", ("node__initiative",)),
    Own("steering.ProgressMarker", ("change__initiative",)),
    Own("steering.MarkerObservation", ("marker__change__initiative",)),
    Own("steering.ChangeLogEntry", ("initiative",)),
    Own("steering.Substantiation", ("entry__initiative",)),
    Own("steering.ChangeReview", ("initiative",)),
    Own("steering.ReviewAttendance", ("review__initiative",)),
    Own("steering.ChangeRating", ("review__initiative",)),
    Own("steering.ChangeNarrative", ("review__initiative",)),
    Own("steering.HypothesisFinding", ("review__initiative",)),
    Own("steering.SteeringDecision", ("initiative",)),
    Own("journal.Entry", ("initiative_id",)),
    Own("documents.IssuedDocument", ("initiative_id",)),
)

TRAINING_PAPERS = "the training body keeps the papers of its trainees; a territory has no use for them"

LEFT_OUT: dict[str, str] = {
    "core.OutboxEvent": "passing events of the live hub",
    "core.Presence": "who listens at this moment",
    "accounts.User": "accounts belong to an installation, not to a territory",
    "accounts.RoleAssignment": "roles are given anew by the other installation",
    "accounts.Invitation": "an invitation is to this installation, by its own address",
    "territories.Membership": "official geography, loaded by each installation",
    "territories.LegalPopulation": "official geography, loaded by each installation",
    "territories.Boundary": "official geography, loaded by each installation",
    "territories.GeographyLoad": "official geography, loaded by each installation",
    "directory.Affiliation": "the employer of a team member is kept with the team",
    "directory.Competence": "competences are the communes', not the démarche's",
    "workshops.InvitationLink": "a personal link answers at the address of this installation",
    "documents.NumberSeries": "each installation numbers its own papers",
    "indicators.IndicatorValue": "official figures; those shown are frozen in the portrait",
    "indicators.DataImport": "files read by an installation",
    "indicators.FormerValue": "what official figures were before their correction",
    "operations.HallTrip": "which laptops left from this installation",
    "operations.HallCode": "printed codes of a hall's laptop",
    "training.Programme": "the catalogue of a training body",
    "training.ProgrammeDay": "the catalogue of a training body",
    "training.TrainingBody": TRAINING_PAPERS,
    "training.MissionFile": TRAINING_PAPERS,
    "training.AccessRequest": TRAINING_PAPERS,
    "training.Enrolment": TRAINING_PAPERS,
    "training.AdaptationRequest": TRAINING_PAPERS,
    "training.Amendment": TRAINING_PAPERS,
    "training.Paper": TRAINING_PAPERS,
    "training.HalfDaySlot": TRAINING_PAPERS,
    "training.Emargement": TRAINING_PAPERS,
    "training.Rectification": TRAINING_PAPERS,
    "training.HeldSignature": TRAINING_PAPERS,
    "training.EvaluationSequence": TRAINING_PAPERS,
    "training.ObjectiveAssessment": TRAINING_PAPERS,
    "training.OralNotes": TRAINING_PAPERS,
    "training.ColdEvaluation": TRAINING_PAPERS,
    "training.Complaint": TRAINING_PAPERS,
    "training.ImprovementAction": TRAINING_PAPERS,
    "training.Reminder": TRAINING_PAPERS,
    "training.CalendarFeed": TRAINING_PAPERS,
}
