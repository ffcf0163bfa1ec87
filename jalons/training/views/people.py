"""The training of a mission: what is due, trainees, adaptations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.directory.models import Venue
from jalons.initiatives.access import get_mission
from jalons.initiatives.models import Step
from jalons.training.access import get_enrolment
from jalons.training.actions import enrolments
from jalons.training.enums import AdaptationStatus, EnrolmentStatus
from jalons.training.forms.people import AdaptationForm, CheckForm, LeaveForm, TraineeForm
from jalons.training.models import AdaptationRequest, Enrolment
from jalons.training.queries import attendance, contracts, due, satisfaction


@requires(Permission.VIEW_TRAINING)
@require_safe
def training(request: HttpRequest, slug: str) -> HttpResponse:
    """The one page of what is due, with the sessions to come."""
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    today = clock.today()
    steps = list(attendance.trained_steps(mission))
    can_teach = may(request.user, Permission.TEACH, mission.scope())
    context = {
        "mission": mission,
        "due": due.of_mission(mission, today=today),
        "coming": [step for step in steps if step.starts_on is None or step.starts_on >= today][:6],
        "places": _places(steps),
        "contract": contracts.contract(mission),
        "satisfaction": satisfaction.in_words(satisfaction.of_mission(mission)),
        "can_manage": may(request.user, Permission.MANAGE_TRAINING, mission.scope()),
        "adaptations": _to_arrange(mission.id) if can_teach else [],
        "can_teach": can_teach,
    }
    return render(request, "training/mission.html", context)


def _places(steps: list[Step]) -> list[Venue]:
    """The places of the sessions, once each, with their accessibility register."""
    found = {step.venue.pk: step.venue for step in steps if step.venue is not None}
    return list(found.values())


def _to_arrange(mission_id: UUID) -> list[str]:
    """The adaptations alone: neither who asked, nor why, nor what was asked."""
    return list(
        AdaptationRequest.objects.filter(
            enrolment__mission_id=mission_id, status=AdaptationStatus.DECIDED
        ).values_list("adaptation", flat=True)
    )


@requires(Permission.VIEW_TRAINING)
@require_safe
def trainees(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    rows = list(mission.enrolments.select_related("person", "initiative"))
    hours = attendance.hours_of(mission)
    context = {
        "mission": mission,
        "rows": [(one, hours.get(one.person_id)) for one in rows],
        "form": TraineeForm(mission=mission),
        "can_manage": may(request.user, Permission.MANAGE_TRAINING, mission.scope()),
    }
    return render(request, "training/trainees.html", context)


@requires(Permission.MANAGE_TRAINING)
@require_http_methods(["GET", "POST"])
def enrol(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    form = TraineeForm(posted(request), mission=mission)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            made = enrolments.enrol(mission, trainee=form.trainee, by=acting(request))
            messages.success(request, f"{made.person.name} : inscription demandée.")
            return redirect("training:trainee", mission.slug, made.id)
    status = 422 if form.errors else 200
    return render(request, "training/enrol.html", {"mission": mission, "form": form}, status=status)


def _trainee_page(
    request: HttpRequest, one: Enrolment, *, check: CheckForm | None = None, leave: LeaveForm | None = None
) -> HttpResponse:
    initial = {"mode": one.check_mode or "interview", "answers": one.check_answers, "note": one.check_note}
    is_open = one.status in {EnrolmentStatus.REQUESTED, EnrolmentStatus.ACCEPTED}
    context = {
        "mission": one.mission,
        "one": one,
        "check": check or CheckForm(initial=initial),
        "leave": leave or LeaveForm(),
        "is_open": is_open,
        "papers": contracts.papers(one.mission).filter(enrolment=one),
    }
    return render(request, "training/trainee.html", context, status=422 if check or leave else 200)


@requires(Permission.MANAGE_TRAINING)
@require_safe
def trainee(request: HttpRequest, slug: str, enrolment_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    return _trainee_page(request, get_enrolment(request, mission, enrolment_id))


@requires(Permission.MANAGE_TRAINING)
@require_POST
def check(request: HttpRequest, slug: str, enrolment_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    one = get_enrolment(request, mission, enrolment_id)
    form = CheckForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            enrolments.check(one, **form.cleaned_data, by=acting(request))
            messages.success(request, "La conclusion est enregistrée.")
            return redirect("training:trainee", slug, one.id)
    return _trainee_page(request, one, check=form)


@requires(Permission.MANAGE_TRAINING)
@require_POST
def accept(request: HttpRequest, slug: str, enrolment_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    one = get_enrolment(request, mission, enrolment_id)
    try:
        enrolments.accept(one, by=acting(request))
        messages.success(request, f"{one.person.name} : inscription acceptée.")
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("training:trainee", slug, one.id)


@requires(Permission.MANAGE_TRAINING)
@require_POST
def leave(request: HttpRequest, slug: str, enrolment_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    one = get_enrolment(request, mission, enrolment_id)
    form = LeaveForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            enrolments.leave(
                one, status=EnrolmentStatus(data["status"]), reason=data["reason"], by=acting(request)
            )
            messages.success(request, "C’est enregistré.")
            return redirect("training:trainee", slug, one.id)
    return _trainee_page(request, one, leave=form)


# ---- adaptations: the handicap referent alone ----


@requires(Permission.READ_ADAPTATIONS)
@require_safe
def adaptations(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.READ_ADAPTATIONS)
    rows = AdaptationRequest.objects.filter(enrolment__mission=mission).select_related("enrolment__person")
    return render(request, "training/adaptations.html", {"mission": mission, "rows": rows})


@requires(Permission.READ_ADAPTATIONS)
@require_http_methods(["GET", "POST"])
def adaptation(request: HttpRequest, slug: str, request_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.READ_ADAPTATIONS)
    asked = get_object_or_404(
        AdaptationRequest.objects.select_related("enrolment__person"),
        pk=request_id,
        enrolment__mission=mission,
    )
    form = AdaptationForm(posted(request), initial={"adaptation": asked.adaptation})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            enrolments.decide_adaptation(asked, **form.cleaned_data, by=acting(request))
            messages.success(
                request, "C’est enregistré. La formatrice ou le formateur lit l’adaptation, et elle seule."
            )
            return redirect("training:adaptations", slug)
    return render(request, "training/adaptation.html", {"mission": mission, "asked": asked, "form": form})
