"""The record of a territory: issue it, download it, export the archive, read one in."""

from tempfile import TemporaryFile
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jalons.accounts.access import acting, authorise, requires
from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.core.scope import INSTALLATION
from jalons.documents.models import IssuedDocument
from jalons.initiatives.access import get_initiative
from jalons.operations.dossier import actions, paper
from jalons.operations.forms import ArchiveForm

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_GET
@requires(Permission.EXPORT_DOSSIER)
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EXPORT_DOSSIER)
    issued = IssuedDocument.objects.filter(initiative_id=initiative.pk).defer("pdf", "docx", "tree")
    context = {"initiative": initiative, "issued": issued, "chapters": paper.chapter_titles()}
    return render(request, "operations/dossier.html", context)


@require_POST
@requires(Permission.EXPORT_DOSSIER)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EXPORT_DOSSIER)
    document = actions.issue(initiative, by=acting(request))
    messages.success(request, f"Le dossier est prêt : {document}.")
    return redirect("operations:dossier", slug=slug)


@require_GET
@requires(Permission.EXPORT_DOSSIER)
def download(request: HttpRequest, slug: str, document_id: UUID, kind: str) -> HttpResponse:
    initiative = get_initiative(request, slug, Permission.EXPORT_DOSSIER)
    document = get_object_or_404(IssuedDocument, id=document_id, initiative_id=initiative.pk)
    content = document.pdf if kind == "pdf" else document.docx
    name = f"{str(document).replace(' ', '-')}-{initiative.slug}.{kind}"
    return HttpResponse(
        bytes(content),
        content_type=MEDIA[kind],
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


@require_POST
@requires(Permission.EXPORT_DOSSIER)
def export(request: HttpRequest, slug: str) -> FileResponse:
    initiative = get_initiative(request, slug, Permission.EXPORT_DOSSIER)
    target = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    actions.export(initiative, target, by=acting(request))
    target.seek(0)
    name = f"jalons-{initiative.slug}-{clock.today():%Y-%m-%d}.zip"
    return FileResponse(target, as_attachment=True, filename=name, content_type="application/zip")


@require_http_methods(["GET", "POST"])
@requires(Permission.ADMINISTER)
def import_page(request: HttpRequest) -> HttpResponse:
    authorise(request, INSTALLATION, Permission.ADMINISTER)
    form = ArchiveForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _imported(request, form)
        except DomainError as problem:
            form.add_error(problem.field, problem.message)
    return render(request, "operations/import.html", {"form": form}, status=422 if form.errors else 200)


def _imported(request: HttpRequest, form: ArchiveForm) -> HttpResponse:
    email = form.cleaned_data["officer_email"].lower()
    officer = User.objects.filter(email=email).first() if email else None
    if email and officer is None:
        raise DomainError(
            "Aucun compte n’a cette adresse ici. Invitez d’abord la personne, ou laissez ce champ vide.",
            field="officer_email",
        )
    result = actions.import_archive(form.cleaned_data["archive"], by=acting(request), officer=officer)
    messages.success(
        request,
        f"« {result.initiative.name} » est arrivé : {sum(result.written.values())} lignes écrites.",
    )
    return redirect("operations:import")
