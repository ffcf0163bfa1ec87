"""Evaluations, complaints, what is improved."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.refusals import posted, refusals_on
from jalons.documents import pdf
from jalons.initiatives.access import get_mission
from jalons.initiatives.models import Mission
from jalons.training.access import get_enrolment
from jalons.training.actions import evaluations
from jalons.training.actions.evaluations import Grievance, Imported
from jalons.training.enums import AssessedBy, ComplaintSource, Moment
from jalons.training.forms.evaluation import (
    AssessForm,
    ColdForm,
    ComplaintAnswerForm,
    ComplaintForm,
    ImprovedForm,
    ImprovementForm,
    OralForm,
    PrepareForm,
)
from jalons.training.models import ColdEvaluation, Complaint, ImprovementAction
from jalons.training.papers import evaluation as trees
from jalons.training.queries import attendance, contracts, results
from jalons.training.views.catalogue import attached

UNPROCESSABLE = 422


def _page(request: HttpRequest, mission: Mission, **bound: object) -> HttpResponse:
    cold = ColdEvaluation.objects.filter(mission=mission).defer("attachment").first()
    names = ("planned_on", "sent_on", "done_on", "synthesis")
    context = {
        "mission": mission,
        "results": results.of_mission(mission),
        "trainees": [one for one in mission.enrolments.select_related("person") if one.is_accepted],
        "prepare": PrepareForm(steps=attendance.trained_steps(mission)),
        "oral": OralForm(initial={"held_on": clock.today()}),
        "cold": ColdForm(initial={name: getattr(cold, name) for name in names} if cold else {}),
        "can_manage": may(request.user, Permission.MANAGE_TRAINING, mission.scope()),
        "can_teach": may(request.user, Permission.TEACH, mission.scope()),
        "can_prepare": may(request.user, Permission.TAKE_ATTENDANCE, mission.scope()),
    }
    status = UNPROCESSABLE if bound else 200
    return render(request, "training/evaluations.html", context | bound, status=status)


@requires(Permission.VIEW_TRAINING)
@require_safe
def evaluation(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_mission(request, slug, Permission.VIEW_TRAINING))


@requires(Permission.TAKE_ATTENDANCE)
@require_POST
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.TAKE_ATTENDANCE)
    form = PrepareForm(request.POST, steps=attendance.trained_steps(mission))
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            evaluations.prepare(data["step"], moment=Moment(data["moment"]), by=acting(request))
            messages.success(request, "Le questionnaire est au déroulé de la séance.")
            return redirect("training:evaluations", slug)
    return _page(request, mission, prepare=form)


@requires(Permission.TEACH)
@require_POST
def note_oral(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.TEACH)
    form = OralForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            evaluations.note_oral(mission, **form.cleaned_data, by=acting(request))
            messages.success(request, "Le bilan oral est noté.")
            return redirect("training:evaluations", slug)
    return _page(request, mission, oral=form)


@requires(Permission.MANAGE_TRAINING)
@require_POST
def follow_cold(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    form = ColdForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            data = dict(form.cleaned_data)
            file = data.pop("attachment")
            received = Imported(file.name, file.read()) if file else None
            evaluations.follow_cold(mission, **data, attachment=received, by=acting(request))
            messages.success(request, "L’évaluation à froid est à jour.")
            return redirect("training:evaluations", slug)
    return _page(request, mission, cold=form)


@requires(Permission.VIEW_TRAINING)
@require_safe
def cold_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The file that the Caf sent, as it came; always a download."""
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    cold = get_object_or_404(ColdEvaluation, mission=mission)
    if not cold.attachment:
        raise Http404
    extension = cold.attachment_name.rpartition(".")[2].lower()
    name = f"evaluation-a-froid-{mission.slug}.{extension}"
    return attached(bytes(cold.attachment), name=name, kind="application/octet-stream")


@requires(Permission.TEACH)
@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, slug: str, enrolment_id: UUID) -> HttpResponse:
    """Where a trainee stands, objective by objective."""
    mission = get_mission(request, slug, Permission.TEACH)
    one = get_enrolment(request, mission, enrolment_id)
    known = one.assessments.filter(assessed_by=AssessedBy.TRAINER)
    form = AssessForm(
        posted(request),
        objectives=evaluations.objectives_of(mission),
        initial={f"objective_{row.objective}": row.mastery for row in known},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.assess(one, levels=form.levels, assessed_by=AssessedBy.TRAINER, by=acting(request))
            messages.success(request, f"C’est noté pour {one.person.name}.")
            return redirect("training:evaluations", slug)
    return render(request, "training/assess.html", {"mission": mission, "one": one, "form": form})


@requires(Permission.VIEW_TRAINING)
@require_safe
def results_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    document = trees.results(contracts.contract(mission), results.of_mission(mission), today=clock.today())
    content = pdf.render(document, now=clock.now())
    return attached(content, name=f"evaluations-{mission.slug}.pdf", kind="application/pdf")


# ---- complaints, what is improved ----


def _register(request: HttpRequest, mission: Mission, **bound: object) -> HttpResponse:
    today = clock.today()
    context = {
        "mission": mission,
        "complaints": [
            (one, one.answered_on is None and one.due_on < today) for one in mission.complaints.all()
        ],
        "improvements": [
            (one, one.done_on is None and one.due_on < today) for one in mission.improvements.all()
        ],
        "form": ComplaintForm(),
        "improvement": ImprovementForm(),
        "can_manage": may(request.user, Permission.MANAGE_TRAINING, mission.scope()),
    }
    status = UNPROCESSABLE if bound else 200
    return render(request, "training/complaints.html", context | bound, status=status)


@requires(Permission.VIEW_TRAINING)
@require_safe
def complaints(request: HttpRequest, slug: str) -> HttpResponse:
    return _register(request, get_mission(request, slug, Permission.VIEW_TRAINING))


@requires(Permission.MANAGE_TRAINING)
@require_POST
def complain(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    form = ComplaintForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data | {"source": ComplaintSource(form.cleaned_data["source"])}
            evaluations.complain(mission, grievance=Grievance(**data), by=acting(request))
            messages.success(request, "La réclamation est au registre.")
            return redirect("training:complaints", slug)
    return _register(request, mission, form=form)


@requires(Permission.MANAGE_TRAINING)
@require_http_methods(["GET", "POST"])
def complaint(request: HttpRequest, slug: str, complaint_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    found = get_object_or_404(Complaint, pk=complaint_id, mission=mission)
    initial = {
        "answer": found.answer,
        "action": found.action,
        "answered_on": found.answered_on or clock.today(),
    }
    form = ComplaintAnswerForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.answer_complaint(found, **form.cleaned_data, by=acting(request))
            messages.success(request, "La réponse est enregistrée.")
            return redirect("training:complaints", slug)
    context = {"mission": mission, "complaint": found, "form": form}
    return render(request, "training/complaint.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(Permission.MANAGE_TRAINING)
@require_POST
def improve(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    form = ImprovementForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            evaluations.improve(mission, **form.cleaned_data, by=acting(request))
            messages.success(request, "L’amélioration est décidée.")
            return redirect("training:complaints", slug)
    return _register(request, mission, improvement=form)


@requires(Permission.MANAGE_TRAINING)
@require_http_methods(["GET", "POST"])
def improvement(request: HttpRequest, slug: str, action_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    found = get_object_or_404(
        ImprovementAction.objects.select_related("mission"), pk=action_id, mission=mission
    )
    form = ImprovedForm(
        posted(request), initial={"done_on": found.done_on or clock.today(), "result": found.result}
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.improved(found, **form.cleaned_data, by=acting(request))
            messages.success(request, "C’est noté.")
            return redirect("training:complaints", slug)
    context = {"mission": mission, "action": found, "form": form}
    return render(request, "training/improvement.html", context, status=UNPROCESSABLE if form.errors else 200)
