"""The page of a mission: its calendar, its sums, its agreement, its people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.actions import invitations
from jalons.accounts.enums import Permission, ScopeKind
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.refusals import posted, refusals_on
from jalons.initiatives import exports, plan_queries, planning
from jalons.initiatives.access import get_mission
from jalons.initiatives.actions import agreements, missions, plan, themes
from jalons.initiatives.forms.people import ThemeForm
from jalons.initiatives.forms.steps import (
    AgreementForm,
    AmendmentForm,
    MissionInvitationForm,
    NewStepForm,
    TermsForm,
)
from jalons.initiatives.models import Mission, Theme


def _page(request: HttpRequest, mission: Mission, form: AgreementForm | None = None) -> HttpResponse:
    read = plan_queries.mission_plan(mission)
    blank = AmendmentForm() if read.is_signed else AgreementForm(initial={"signed_on": clock.today()})
    context = {
        "mission": mission,
        "plan": read,
        "form": form or blank,
        "can_edit": may(request.user, Permission.EDIT_MISSION, mission.scope()),
        "can_view_training": may(request.user, Permission.VIEW_TRAINING, mission.scope()),
    }
    return render(request, "initiatives/mission.html", context, status=422 if form else 200)


@requires(Permission.VIEW_MISSION)
@require_safe
def mission(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_mission(request, slug, Permission.VIEW_MISSION))


@requires(Permission.EDIT_MISSION)
@require_POST
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    form = AgreementForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            agreements.sign(found, signed_on=form.cleaned_data["signed_on"], by=acting(request))
            messages.success(request, "La convention signée est enregistrée : le plan convenu est figé.")
            return redirect(found)
    return _page(request, found, form)


@requires(Permission.EDIT_MISSION)
@require_POST
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    form = AmendmentForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            signed = agreements.amend(found, **form.cleaned_data, by=acting(request))
            messages.success(request, f"L’avenant n° {signed.number} est enregistré.")
            return redirect(found)
    return _page(request, found, form)


@requires(Permission.EDIT_MISSION)
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    fields = TermsForm.base_fields
    form = TermsForm(posted(request), initial={field: getattr(found, field) for field in fields})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            missions.change_terms(found, **form.cleaned_data, by=acting(request))
            messages.success(request, "La mission est modifiée.")
            return redirect(found)
    return render(request, "initiatives/terms.html", {"mission": found, "form": form})


@requires(Permission.EDIT_MISSION)
@require_http_methods(["GET", "POST"])
def add_step(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    form = NewStepForm(posted(request), mission=found, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            step = plan.add(
                found,
                initiative=data["initiative"],
                kind=data["kind"],
                title=data["title"],
                intentions=data["intentions"],
                after=plan.last_before(found, data["initiative"], data["starts_on"]),
                placing=form.placing,
                by=acting(request),
            )
            messages.success(request, f"L’étape « {step.title} » est ajoutée au plan.")
            return redirect(found)
    return render(request, "initiatives/add_step.html", {"mission": found, "form": form})


@requires(Permission.VIEW_MISSION)
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_mission(request, slug, Permission.VIEW_MISSION)
    steps = planning.steps_of_mission(found)
    response = HttpResponse(
        exports.calendar_file(found, steps, now=clock.now()), content_type="text/calendar"
    )
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.ics"'
    return response


@requires(Permission.EDIT_MISSION)
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    form = MissionInvitationForm(posted(request), kind=ScopeKind.MISSION)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            invitations.invite(
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=form.cleaned_data["role"],
                employer=form.cleaned_data["employer"],
                scope=found.scope(),
                scope_label=found.title,
                by=acting(request),
            )
            messages.success(request, f"L’invitation est partie à {form.cleaned_data['name']}.")
            return redirect(found)
    return render(request, "initiatives/invite.html", {"mission": found, "form": form})


@requires(Permission.EDIT_MISSION)
@require_http_methods(["GET", "POST"])
def nomenclature(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    form = ThemeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            label = form.cleaned_data["label"]
            themes.add(found.client, label=label, by=acting(request), scope=found.scope())
            messages.success(request, f"Le thème « {label} » est ajouté.")
            return redirect("initiatives:themes", found.slug)
    listed = themes.listed(found.client)
    return render(request, "initiatives/themes.html", {"mission": found, "form": form, "themes": listed})


@requires(Permission.EDIT_MISSION)
@require_POST
def change_theme(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Rename an entry, or stop proposing it; the first change starts the Caf's own list."""
    found = get_mission(request, slug, Permission.EDIT_MISSION)
    themes.own_list(found.client)
    theme = get_object_or_404(Theme, caf=found.client, label=label)
    form = ThemeForm(request.POST if "label" in request.POST else {"label": label})
    if form.is_valid():
        with refusals_on(form):
            themes.change(
                theme,
                label=form.cleaned_data["label"],
                is_retired=request.POST.get("retired") == "1",
                by=acting(request),
                scope=found.scope(),
            )
            messages.success(request, "La liste des thèmes est modifiée.")
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect("initiatives:themes", found.slug)
