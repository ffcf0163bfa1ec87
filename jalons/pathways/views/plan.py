"""The plan d'actions out and in: a spreadsheet to download, a file to look at before taking it."""

from dataclasses import asdict

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.core.errors import DomainError
from jalons.initiatives.access import get_initiative
from jalons.pathways import plan
from jalons.pathways.actions import plan as plans
from jalons.pathways.forms import PlanFileForm, refuse
from jalons.pathways.plan import Reading, row_from
from jalons.pathways.queries.plan import compare, plan_rows

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT = "jalons.pathways.plan"
_HOUR = 3600 * 8


@require_GET
@requires(Permission.VIEW_INITIATIVE)
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as XLSX."""
    initiative = get_initiative(request, slug, Permission.VIEW_INITIATIVE)
    mention = "Exemple fictif" if initiative.is_fictitious else ""
    title = f"Plan d’actions, {initiative.short_name}"
    data = plan.write(plan_rows(initiative), title=title, mention=mention)
    response = HttpResponse(data, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="plan-d-actions-{initiative.slug}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Read a file and show what it would change; nothing is written yet."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = PlanFileForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"initiative": initiative, "form": form, "found": None, "sealed": ""}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            reading = plan.read(given.read())
        except plan.UnreadablePlan as wrong:
            form.add_error("file", str(wrong))
        else:
            kept = {"name": given.name[:120], "rows": [asdict(row) for row in reading.rows]}
            context["found"] = compare(initiative, reading)
            context["file_name"] = given.name
            context["sealed"] = signing.dumps(kept, salt=_SALT, compress=True)
    return render(request, "pathways/plan_import.html", context)


@require_http_methods(["POST"])
@requires(Permission.DRAFT)
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Do what was shown."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = PlanFileForm()
    try:
        kept = signing.loads(request.POST.get("sealed", ""), salt=_SALT, max_age=_HOUR)
        reading = Reading([row_from(row) for row in kept["rows"]])
        count = plans.take(initiative, reading, file_name=kept["name"], by=acting(request))
    except signing.BadSignature:
        messages.error(request, "L’aperçu a expiré : choisissez de nouveau le fichier.")
        return redirect("pathways:plan_import", slug)
    except DomainError as refused:
        form = PlanFileForm({})
        refuse(form, refused)
        context = {"initiative": initiative, "form": form, "found": None, "sealed": ""}
        return render(request, "pathways/plan_import.html", context)
    messages.success(request, f"C’est repris : {count} action{'s' if count > 1 else ''} du fichier.")
    return redirect("pathways:actions", slug)
