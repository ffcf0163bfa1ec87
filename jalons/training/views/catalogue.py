"""The catalogue: public sheets and requests, drafts written and published by the training body."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, authorise, public, requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.core.scope import INSTALLATION
from jalons.documents import pdf
from jalons.training.actions import programmes, requests
from jalons.training.enums import AccessStatus
from jalons.training.forms.catalogue import AnswerForm, AskForm, DayForm, ReceivedForm, SheetForm
from jalons.training.models import AccessRequest, Programme, ProgrammeDay
from jalons.training.papers import programme as programme_papers
from jalons.training.queries import catalogue
from jalons.training.rules import HEADS, PRACTICAL, WAYS, missing_to_publish


def attached(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file to keep. `name` is ours, never what somebody typed."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _published(code: str) -> Programme:
    found = catalogue.published().filter(code=code).first()
    if found is None:
        raise Http404
    return found


@public("the catalogue is public information (Qualiopi, indicator 1)")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    return render(request, "training/catalogue.html", {"sheets": catalogue.sheets()})


@public("a programme sheet is public information (Qualiopi, indicator 1)")
@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    found = _published(code)
    context = {
        "programme": found,
        "practical": [(HEADS[key], found.heads[key]) for key in PRACTICAL],
        "ways": [(HEADS[key], found.heads[key]) for key in WAYS],
        "content": {key: found.heads.get(key, "") for key in ("phase_1", "phase_2", "outcome")},
        "sheet": catalogue.sheet(found),
    }
    return render(request, "training/programme.html", context)


@public("the same sheet, on paper")
@require_safe
def programme_pdf(request: HttpRequest, code: str) -> HttpResponse:
    found = _published(code)
    content = pdf.render(programme_papers.sheet(catalogue.sheet(found)), now=clock.now())
    return attached(content, name=f"{found.code}-v{found.version}.pdf", kind="application/pdf")


@public("whoever wants a training asks for it without an account")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, code: str) -> HttpResponse:
    found = _published(code)
    form = AskForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            received = requests.receive(found, asked=form.asked)
            return render(
                request, "training/asked.html", {"programme": found, "received": received}, status=201
            )
    status = 422 if form.errors else 200
    return render(request, "training/ask.html", {"programme": found, "form": form}, status=status)


# ---- what the training body writes ----


@requires(Permission.MANAGE_CATALOGUE)
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    authorise(request, INSTALLATION, Permission.MANAGE_CATALOGUE)
    rows = Programme.objects.order_by("code", "-version")
    waiting = AccessRequest.objects.filter(status=AccessStatus.OPEN).count()
    return render(request, "training/manage.html", {"programmes": rows, "waiting": waiting})


@requires(Permission.MANAGE_CATALOGUE)
@require_POST
def new_version(request: HttpRequest, code: str) -> HttpResponse:
    authorise(request, INSTALLATION, Permission.MANAGE_CATALOGUE)
    found = catalogue.versions(code).first()
    if found is None:
        raise Http404
    draft = programmes.new_version(found, by=acting(request))
    messages.success(request, f"La version {draft.version} est prête à être écrite.")
    return redirect("training:edit_programme", draft.id)


def _draft(request: HttpRequest, programme_id: UUID) -> Programme:
    authorise(request, INSTALLATION, Permission.MANAGE_CATALOGUE)
    return get_object_or_404(Programme.objects.prefetch_related("days"), pk=programme_id)


@requires(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    found = _draft(request, programme_id)
    form = SheetForm(posted(request), programme=found)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            programmes.write(found, content=form.content, by=acting(request))
            messages.success(request, "La fiche est enregistrée.")
            return redirect("training:edit_programme", found.id)
    days = list(found.days.all())
    missing = missing_to_publish(
        found.heads,
        objective=found.objective,
        objectives=found.objectives,
        intentions=[day.intentions for day in days],
    )
    context = {"programme": found, "form": form, "days": days, "missing": missing}
    return render(request, "training/edit_programme.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "POST"])
def edit_day(request: HttpRequest, programme_id: UUID, day_id: UUID) -> HttpResponse:
    found = _draft(request, programme_id)
    day = get_object_or_404(ProgrammeDay.objects.select_related("programme"), pk=day_id, programme=found)
    form = DayForm(posted(request), initial={name: getattr(day, name) for name in DayForm.base_fields})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            programmes.write_day(day, **form.cleaned_data, by=acting(request))
            messages.success(request, "La journée est enregistrée.")
            return redirect("training:edit_programme", found.id)
    context = {"programme": found, "day": day, "form": form}
    return render(request, "training/edit_day.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_CATALOGUE)
@require_POST
def publish(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    found = _draft(request, programme_id)
    try:
        programmes.publish(found, by=acting(request))
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("training:edit_programme", found.id)
    messages.success(request, f"La version {found.version} est publiée.")
    return redirect("training:programme", found.code)


# ---- requests to start ----


@requires(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "POST"])
def requests_page(request: HttpRequest) -> HttpResponse:
    authorise(request, INSTALLATION, Permission.MANAGE_CATALOGUE)
    form = ReceivedForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            requests.receive(
                form.cleaned_data["programme"],
                asked=form.asked,
                received_on=form.cleaned_data["received_on"],
                by=acting(request),
            )
            messages.success(request, "La demande est enregistrée, son délai court.")
            return redirect("training:requests")
    today = clock.today()
    rows = AccessRequest.objects.select_related("programme", "mission").order_by("-received_on", "-id")
    context = {
        "open": [(one, one.due_on < today) for one in rows if one.status == AccessStatus.OPEN],
        "done": [one for one in rows if one.status != AccessStatus.OPEN],
        "form": form,
    }
    return render(request, "training/requests.html", context, status=422 if form.errors else 200)


@requires(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    authorise(request, INSTALLATION, Permission.MANAGE_CATALOGUE)
    found = get_object_or_404(AccessRequest.objects.select_related("programme"), pk=request_id)
    form = AnswerForm(posted(request), initial={"answered_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            requests.answer(found, **form.cleaned_data, by=acting(request))
            messages.success(request, "La réponse est enregistrée.")
            return redirect("training:requests")
    context = {"asked": found, "form": form, "is_late": found.due_on < clock.today()}
    return render(request, "training/answer.html", context, status=422 if form.errors else 200)
