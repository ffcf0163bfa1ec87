"""One's own training: papers, sessions, questionnaire, adaptation, calendar."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts import rules as access_rules
from jalons.accounts.access import account, acting, public, signed_in
from jalons.core import clock
from jalons.core.refusals import posted, refusals_on
from jalons.training import exports
from jalons.training.access import own_enrolment, own_paper
from jalons.training.actions import enrolments, evaluations, reminders
from jalons.training.enums import AssessedBy
from jalons.training.forms.evaluation import AssessForm
from jalons.training.forms.people import NeedForm, QuestionnaireForm
from jalons.training.queries import mine
from jalons.training.views.catalogue import attached

OWN = "a person reads their own enrolments and papers, and nobody else's"


@signed_in(OWN)
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    user = account(request)
    context = {
        "own": mine.of_account(user),
        "steps": [step for step in mine.calendar(user) if step.starts_on and step.starts_on >= clock.today()],
        "has_feed": hasattr(user, "calendar_feed"),
        "feed": request.session.pop("calendar_feed", ""),
    }
    return render(request, "training/own.html", context)


@signed_in(OWN)
@require_safe
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    found = own_paper(request, paper_id)
    return attached(bytes(found.document.pdf), name=exports.file_name(found), kind="application/pdf")


@signed_in(OWN)
@require_http_methods(["GET", "POST"])
def questionnaire(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The words of a trainee before the training."""
    one = own_enrolment(request, enrolment_id)
    form = QuestionnaireForm(posted(request), initial={"answers": one.check_answers})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            enrolments.answer_questionnaire(one, **form.cleaned_data, by=acting(request))
            messages.success(request, "Merci : l’organisme de formation lira vos réponses.")
            return redirect("training:own")
    return render(request, "training/questionnaire.html", {"one": one, "form": form})


@signed_in(OWN)
@require_http_methods(["GET", "POST"])
def position(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Where a trainee thinks they stand, objective by objective."""
    one = own_enrolment(request, enrolment_id)
    known = one.assessments.filter(assessed_by=AssessedBy.SELF)
    form = AssessForm(
        posted(request),
        objectives=evaluations.objectives_of(one.mission),
        initial={f"objective_{row.objective}": row.mastery for row in known},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            evaluations.assess(one, levels=form.levels, assessed_by=AssessedBy.SELF, by=acting(request))
            messages.success(request, "C’est noté.")
            return redirect("training:own")
    return render(request, "training/position.html", {"one": one, "form": form})


@signed_in(OWN)
@require_http_methods(["GET", "POST"])
def need(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Ask for an adaptation, in confidence."""
    one = own_enrolment(request, enrolment_id)
    form = NeedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            enrolments.ask_adaptation(one, **form.cleaned_data, by=acting(request))
            messages.success(
                request, "Votre demande est reçue. Seule la référente ou le référent handicap la lit."
            )
            return redirect("training:own")
    return render(request, "training/need.html", {"one": one, "form": form})


@signed_in("a person renews the address of their own calendar")
@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """A new secret address; it is shown once."""
    token = reminders.renew_feed(account(request))
    request.session["calendar_feed"] = settings.SITE_URL.rstrip("/") + reverse("training:feed", args=[token])
    return redirect("training:own")


@public("agendas cannot sign in: the address itself is the secret, and its owner renews it")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    user = mine.owner_of_feed(access_rules.fingerprint(token))
    if user is None:
        raise Http404
    content = exports.calendar(
        mine.calendar(user), name="Jalons, mes séances", site=settings.SITE_URL, now=clock.now()
    )
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
