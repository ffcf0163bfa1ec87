"""The annexes of the CTG: in our template, or in one's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from jalons.accounts.access import requires
from jalons.accounts.enums import Permission
from jalons.core import clock
from jalons.initiatives.access import get_initiative
from jalons.pathways.annexes import UnusableTemplate, odt, word
from jalons.pathways.annexes.content import content_of
from jalons.pathways.forms import AnnexesForm

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}
_MAKERS = {"docx": word, "odt": odt}


@require_http_methods(["GET", "POST"])
@requires(Permission.DRAFT)
def annexes(request: HttpRequest, slug: str) -> HttpResponse:
    """Fill a template and give the file; a template that cannot be used says why."""
    initiative = get_initiative(request, slug, Permission.DRAFT)
    form = AnnexesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        template, kind = form.cleaned_data["template"], form.cleaned_data["kind"]
        maker = _MAKERS[kind]
        given = template.read() if template else maker.template()
        try:
            filled = maker.fill(given, content_of(initiative, today=clock.today()))
        except UnusableTemplate as wrong:
            form.add_error("template", str(wrong))
        else:
            return _file(filled, kind, f"annexes-{initiative.slug}")
    return render(request, "pathways/annexes.html", {"initiative": initiative, "form": form})


@require_GET
@requires(Permission.DRAFT)
def template(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Our template, to make one's own."""
    get_initiative(request, slug, Permission.DRAFT)
    return _file(_MAKERS[kind].template(), kind, "modele-annexes")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
