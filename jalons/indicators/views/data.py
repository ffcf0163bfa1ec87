"""Figures: what is there, what is awaited and how to get it, and importing a file with a preview."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import account, requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.indicators.access import get_import
from jalons.indicators.actions import uploads
from jalons.indicators.enums import ImportStatus
from jalons.indicators.forms import DescribeForm, UploadForm
from jalons.indicators.models import DataImport
from jalons.indicators.queries import coverage, imports
from jalons.indicators.queries.calendar import ripenings
from jalons.indicators.views.frame import frame
from jalons.initiatives.access import get_initiative
from jalons.initiatives.models import Initiative

EDIT = Permission.EDIT_PORTRAIT


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: HttpRequest, slug: str) -> HttpResponse:
    """Past imports, awaited indicators, and a file to give."""
    initiative = get_initiative(request, slug, EDIT)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = uploads.receive(form.cleaned_data["file"], user=account(request))
        except DomainError as refused:
            form.refuse(refused)
        else:
            return redirect("indicators:data_import", slug, run.pk)
    context = frame(
        request,
        initiative,
        "data",
        form=form,
        runs=imports.recent(account(request).pk),
        awaited=coverage.awaited(),
        forms_known=imports.known_forms(),
    )
    return render(request, "indicators/data.html", context, status=422 if form.errors else 200)


@requires(EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def data_import(request: HttpRequest, slug: str, run_id: UUID) -> HttpResponse:
    """The preview of a file with what a person must say of it; then where its import stands."""
    initiative = get_initiative(request, slug, EDIT)
    run = get_import(request, run_id)
    if run.status != ImportStatus.READY:
        context = frame(request, initiative, "data", run=run)
        return render(request, "indicators/data_import.html", context)
    return _preview(request, initiative, run)


def _preview(request: HttpRequest, initiative: Initiative, run: DataImport) -> HttpResponse:
    try:
        shown, problem = imports.ready(uploads.preview(run)), ""
    except DomainError as refused:
        shown, problem = None, refused.message
    header = shown.header if shown else []
    told = DescribeForm(
        request.POST or None,
        header=header,
        is_known=bool(shown and shown.is_known and not run.mapping),
        initial=run.options | run.mapping | {"secrets": ", ".join(run.mapping.get("secrets", []))},
    )
    if request.method == "POST" and told.is_valid():
        options, mapping = told.told()
        uploads.describe(run, options=options, mapping=mapping)
        return redirect("indicators:data_import", initiative.slug, run.pk)
    context = frame(request, initiative, "data", run=run, shown=shown, problem=problem, form=told)
    return render(request, "indicators/data_preview.html", context, status=422 if told.errors else 200)


@requires(EDIT)
@require_POST
def start_import(request: HttpRequest, slug: str, run_id: UUID) -> HttpResponse:
    """Hand the file to a job."""
    get_initiative(request, slug, EDIT)
    run = get_import(request, run_id)
    try:
        uploads.start(run)
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("indicators:data_import", slug, run_id)


@requires(EDIT)
@require_POST
def drop_import(request: HttpRequest, slug: str, run_id: UUID) -> HttpResponse:
    """Forget a file that was only looked at."""
    get_initiative(request, slug, EDIT)
    run = get_import(request, run_id)
    try:
        uploads.give_up(run)
    except DomainError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "Ce fichier est oublié, rien n’a été importé.")
    return redirect("indicators:data", slug)


@requires(Permission.VIEW_INITIATIVE)
@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """When each figure comes next, and when it can first tell something of this CTG."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    context = frame(request, initiative, "calendar", ripenings=ripenings(initiative))
    return render(request, "indicators/calendar.html", context)
