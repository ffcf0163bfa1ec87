"""The rehearsal as a job: asked from a page, played by the worker, read on the same page.

Its outcome lives with the job, not with the session: the session keeps no trace of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from jalons.core import clock
from jalons.core.errors import DomainError
from jalons.initiatives.models import Step
from jalons.operations.rehearsal import actions
from jalons.operations.rehearsal.report import sentences, troubles

MOST_SHOWN = 5
GIVEN_UP_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Run:
    """One rehearsal as its page shows it. `state`: waiting, running, done, failed."""

    asked_at: datetime
    state: str
    sentences: list[str]
    is_safe: bool
    is_clear: bool  # nothing would fail


@task()
def rehearse(step_id: str, phones: int, seconds: int) -> dict[str, Any]:
    """Play the room on a server of its own, beside the one that serves, on the same database."""
    step = actions.find_session(step_id)
    try:
        report = actions.rehearse(step, phones=phones, seconds=seconds, say=lambda sentence: None)
    except DomainError as refusal:
        return {"sentences": [refusal.message], "is_safe": False, "is_clear": False}
    return {
        "sentences": sentences(report), "is_safe": report.is_safe, "is_clear": not troubles(report)
    }  # fmt: skip


def ask(step: Step, *, phones: int, seconds: int) -> bool:
    """Queue a rehearsal. False when one is waiting or running."""
    if any(run.state in ("waiting", "running") for run in runs(step)):
        return False
    rehearse.enqueue(str(step.pk), phones, seconds)
    return True


def runs(step: Step, *, now: datetime | None = None) -> list[Run]:
    """The last rehearsals of a session, last first."""
    moment = now or clock.now()
    found = DBTaskResult.objects.filter(task_path=rehearse.module_path).order_by("-enqueued_at")
    mine = (job for job in found[:200] if job.args_kwargs["args"][:1] == [str(step.pk)])
    return [_run(job, moment) for job, _ in zip(mine, range(MOST_SHOWN), strict=False)]


def _run(job: Any, now: datetime) -> Run:
    told = job.return_value or {}
    if job.status == TaskResultStatus.SUCCESSFUL:
        return Run(job.enqueued_at, "done", told["sentences"], told["is_safe"], told["is_clear"])
    if job.status == TaskResultStatus.FAILED or now - job.enqueued_at > GIVEN_UP_AFTER:
        return Run(job.enqueued_at, "failed", [], is_safe=False, is_clear=False)
    state = "running" if job.status == TaskResultStatus.RUNNING else "waiting"
    return Run(job.enqueued_at, state, [], is_safe=False, is_clear=False)
