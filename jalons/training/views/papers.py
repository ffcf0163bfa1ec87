"""Papers of a mission: issued, signed, read, gathered."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalons.accounts.access import acting, requires
from jalons.accounts.enums import Permission
from jalons.accounts.permissions import may
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.core.refusals import posted, refusals_on
from jalons.directory import queries as directory
from jalons.directory.actions import people
from jalons.directory.actions.people import Contact
from jalons.directory.enums import OrganisationKind
from jalons.directory.models import Organisation, Person
from jalons.documents import pdf
from jalons.initiatives.access import get_mission
from jalons.initiatives.models import Mission
from jalons.training import exports
from jalons.training.access import get_paper
from jalons.training.actions import papers
from jalons.training.enums import PaperKind, PaperStatus
from jalons.training.forms.papers import AmendmentForm, BodyForm, DropForm, FileForm, SignedForm
from jalons.training.models import Amendment, TrainingBody
from jalons.training.papers import contract as trees
from jalons.training.queries import contracts
from jalons.training.views.catalogue import attached

ISSUERS: dict[str, Callable[..., object]] = {
    "devis": papers.issue_quote,
    "convention": papers.issue_agreement,
    "convocations": papers.convoke,
}
COMPLETIONS = {"attestations": PaperKind.ATTESTATION, "certificats": PaperKind.CERTIFICATE}


def _page(
    request: HttpRequest,
    mission: Mission,
    *,
    amendment_form: AmendmentForm | None = None,
    drop_form: DropForm | None = None,
) -> HttpResponse:
    pending = contracts.pending_amendment(mission)
    shown = AmendmentForm(
        initial={"reason": pending.reason, "effect_on": pending.effect_on} if pending else None
    )
    context = {
        "mission": mission,
        "contract": contracts.contract(mission),
        "papers": list(contracts.papers(mission)),
        "agreed": list(mission.agreed_plans.all()),
        "differences": contracts.differences(mission),
        "pending": pending,
        "amendment_form": amendment_form or shown,
        "drop_form": drop_form or DropForm(),
        "signed_form": SignedForm(initial={"signed_on": clock.today()}),
        "can_manage": may(request.user, Permission.MANAGE_TRAINING, mission.scope()),
    }
    status = 422 if amendment_form or drop_form else 200
    return render(request, "training/papers.html", context, status=status)


@requires(Permission.VIEW_TRAINING)
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_mission(request, slug, Permission.VIEW_TRAINING))


@requires(Permission.MANAGE_TRAINING)
@require_POST
def issue(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    try:
        messages.success(request, _issue(mission, what, acting(request)))
    except DomainError as refusal:
        messages.error(request, refusal.message)
    return redirect("training:papers", slug)


def _issue(mission: Mission, what: str, by: Actor) -> str:
    if what in ISSUERS:
        made = ISSUERS[what](mission, by=by)
    elif what in COMPLETIONS:
        made = papers.issue_completion(mission, kind=COMPLETIONS[what], by=by)
    else:
        raise Http404
    count = len(made) if isinstance(made, list) else 1
    return f"{count} document{'s' if count > 1 else ''} émis."


@requires(Permission.MANAGE_TRAINING)
@require_POST
def sign(request: HttpRequest, slug: str, paper_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    paper = get_paper(mission, paper_id)
    form = SignedForm(request.POST)
    move = {PaperKind.AGREEMENT: papers.sign_agreement, PaperKind.AMENDMENT: papers.sign_amendment}.get(
        PaperKind(paper.kind)
    )
    if move is None:
        raise Http404
    if form.is_valid():
        with refusals_on(form):
            move(paper, signed_on=form.cleaned_data["signed_on"], by=acting(request))
            messages.success(request, f"La signature est enregistrée : {paper}.")
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect("training:papers", slug)


@requires(Permission.MANAGE_TRAINING)
@require_POST
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    form = AmendmentForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            papers.propose_amendment(
                mission,
                reason=form.cleaned_data["reason"],
                effect_on=form.cleaned_data["effect_on"],
                clauses=form.clauses,
                by=acting(request),
            )
            messages.success(request, "L’avenant est proposé : relisez ce qui change, puis émettez-le.")
            return redirect("training:papers", slug)
    return _page(request, mission, amendment_form=form)


@requires(Permission.MANAGE_TRAINING)
@require_POST
def move_amendment(request: HttpRequest, slug: str, amendment_id: UUID, move: str) -> HttpResponse:
    """« emettre » writes the paper, « abandonner » gives it up."""
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    amendment = get_object_or_404(Amendment, pk=amendment_id, mission=mission)
    form = DropForm(request.POST)
    if move == "emettre":
        try:
            paper = papers.issue_amendment(amendment, by=acting(request))
            messages.success(request, f"L’avenant est émis : {paper.document}.")
        except DomainError as refusal:
            messages.error(request, refusal.message)
        return redirect("training:papers", slug)
    if form.is_valid():
        with refusals_on(form):
            papers.drop_amendment(amendment, reason=form.cleaned_data["reason"], by=acting(request))
            messages.success(request, "L’avenant est abandonné.")
            return redirect("training:papers", slug)
    return _page(request, mission, drop_form=form)


@requires(Permission.VIEW_TRAINING)
@require_safe
def paper(request: HttpRequest, slug: str, paper_id: UUID) -> HttpResponse:
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    found = get_paper(mission, paper_id)
    return attached(bytes(found.document.pdf), name=exports.file_name(found), kind="application/pdf")


@requires(Permission.VIEW_TRAINING)
@require_safe
def archive(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """Every standing paper of a kind in one ZIP."""
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    if what not in COMPLETIONS:
        raise Http404
    rows = mission.papers.filter(kind=COMPLETIONS[what], status=PaperStatus.ISSUED)
    content = exports.archive(rows.select_related("document", "enrolment__person"))
    return attached(content, name=f"{what}-{mission.slug}.zip", kind="application/zip")


@requires(Permission.VIEW_TRAINING)
@require_safe
def consolidated(request: HttpRequest, slug: str) -> HttpResponse:
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    found = contracts.consolidated(mission)
    if found is None:
        raise Http404
    content = pdf.render(trees.consolidated(found, today=clock.today()), now=clock.now())
    return attached(content, name=f"convention-consolidee-{mission.slug}.pdf", kind="application/pdf")


@requires(Permission.VIEW_TRAINING)
@require_safe
def invoice(request: HttpRequest, slug: str, extension: str) -> HttpResponse:
    """Invoice data of what was signed, or of the plan while nothing is."""
    mission = get_mission(request, slug, Permission.VIEW_TRAINING)
    last = mission.agreed_plans.order_by("number").last()
    document = "" if last is None else (f"Avenant n° {last.number}" if last.number else "Convention")
    rows = exports.invoice_rows(
        contracts.contract(mission, last.content if last else None),
        document=document,
        signed_on=last.signed_on.isoformat() if last else "",
    )
    if extension == "xlsx":
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return attached(exports.invoice_xlsx(rows), name=f"facturation-{mission.slug}.xlsx", kind=kind)
    return attached(exports.invoice_csv(rows), name=f"facturation-{mission.slug}.csv", kind="text/csv")


@requires(Permission.MANAGE_TRAINING)
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sells, who teaches, who signs; and the mentions of the training body."""
    mission = get_mission(request, slug, Permission.MANAGE_TRAINING)
    found = contracts.file_of(mission)
    choices = directory.active_organisations().filter(kind=OrganisationKind.TRAINING_BODY)
    form = FileForm(posted(request), file=found, organisations=choices)
    body_form = BodyForm(posted(request), instance=found.body or TrainingBody())
    if request.method == "POST" and form.is_valid() and body_form.is_valid():
        with refusals_on(form):
            _keep_file(request, mission, form, body_form)
            messages.success(
                request, "Le dossier de formation est à jour : les prochains papiers le suivent."
            )
            return redirect("training:mission", slug)
    context = {"mission": mission, "form": form, "body_form": body_form}
    status = 422 if form.errors or body_form.errors else 200
    return render(request, "training/file.html", context, status=status)


def _keep_file(request: HttpRequest, mission: Mission, form: FileForm, body_form: BodyForm) -> None:
    by = acting(request)
    organisation: Organisation = form.cleaned_data["organisation"]
    body = TrainingBody.objects.filter(organisation=organisation).first() or TrainingBody(
        organisation=organisation
    )
    for name in body_form.cleaned_data:
        setattr(body, name, body_form.cleaned_data[name])
    papers.write_body(body, by=by)
    papers.write_file(mission, fields=form.fields_for(body, _trainer(mission, form, by)), by=by)


def _trainer(mission: Mission, form: FileForm, by: Actor) -> Person:
    """The same person while the name is the same, else a new one."""
    name = form.cleaned_data["trainer_name"].strip()
    known = contracts.file_of(mission).trainer
    if known is not None and known.name == name:
        return known
    member = Person.objects.filter(name=name, teammember__initiative__mission=mission).first()
    return member or people.create(contact=Contact(name), by=by, scope=mission.scope())
