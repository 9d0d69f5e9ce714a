"""A project's way through the phases."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.portfolio import access, lifecycle
from fyrtaarn.portfolio.completeness import Missing, count_one, missing_with_links
from fyrtaarn.portfolio.lifecycle import Phase, Status
from fyrtaarn.portfolio.models import Project, ProjectTemplate


class NotReady(ValidationError):
    """The phase requires headings that are not filled; ``missing`` lists them with links."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(
            _("This is missing: %(names)s.") % {"names": ", ".join(m.label for m in missing)}, code="missing"
        )
        self.missing = list(missing)


def _require_filled(project: Project, phase: Phase) -> None:
    if missing := missing_with_links(project, phase):
        raise NotReady(missing)


def register(*, by: Viewer, project: Project, on: date | None = None) -> Project:
    """Turn a draft into a project with a number, in the first phase. Raises ``NotReady``."""
    require(access.may_register_draft(by, project))
    if not access.may_register_on(by, project.unit):
        raise ValidationError({"unit": _("You may not register projects on this unit. Choose one of your own.")})
    _require_filled(project, Phase.IDEA)
    with recording(by=by, verb="portfolio.project.registered", subject=project, on=on) as recorder:
        # The first template row is the turnstile: two who register at once get two numbers.
        ProjectTemplate._base_manager.select_for_update().order_by("pk").first()
        give_number(project, (on or clock.today()).year)
        project.status, project.phase = Status.RUNNING, Phase.IDEA
        count_one(project)
        recorder.save(project)
    return project


def give_number(project: Project, year: int) -> None:
    """The next number of a year. The caller holds the turnstile."""
    last = Project._base_manager.filter(year=year).aggregate(Max("serial"))["serial__max"] or 0
    project.year, project.serial = year, last + 1
    project.number = lifecycle.project_number(year, last + 1)


def advance(*, by: Viewer, project: Project, on: date | None = None) -> Project:
    """Move on to the next phase. Raises ``NotReady`` with what that phase requires and is not there."""
    require(access.may_advance(by, project))
    phase = lifecycle.next_phase(Phase(project.phase))
    assert phase is not None  # noqa: S101  # may_advance has asked
    _require_filled(project, phase)
    with recording(by=by, verb="portfolio.phase.advanced", subject=project, on=on) as recorder:
        project.phase = phase
        if phase is Phase.CLOSED:
            project.status = Status.CLOSED
        count_one(project)
        recorder.save(project)
    return project


def move_back(*, by: Viewer, project: Project, reason: str, on: date | None = None) -> Project:
    """Take a phase back, or open a closed project again."""
    require(access.may_move_back(by, project))
    _require_reason(reason)
    phase = lifecycle.previous_phase(Phase(project.phase))
    assert phase is not None  # noqa: S101  # may_move_back has asked
    with recording(by=by, verb="portfolio.phase.moved_back", subject=project, reason=reason, on=on) as recorder:
        project.phase, project.status = phase, Status.RUNNING
        count_one(project)
        recorder.save(project)
    return project


def pause(*, by: Viewer, project: Project, reason: str, on: date | None = None) -> Project:
    require(access.may_pause(by, project))
    return _set_status(by, project, Status.PAUSED, "paused", reason, on)


def stop(*, by: Viewer, project: Project, reason: str, on: date | None = None) -> Project:
    require(access.may_stop(by, project))
    return _set_status(by, project, Status.STOPPED, "stopped", reason, on)


def resume(*, by: Viewer, project: Project, reason: str = "", on: date | None = None) -> Project:
    require(access.may_resume(by, project))
    return _set_status(by, project, Status.RUNNING, "resumed", reason, on, needs_reason=False)


def _set_status(
    by: Viewer, project: Project, status: Status, how: str, reason: str, on: date | None, *, needs_reason: bool = True
) -> Project:
    if needs_reason:
        _require_reason(reason)
    with recording(by=by, verb=f"portfolio.project.{how}", subject=project, reason=reason, on=on) as recorder:
        project.status, project.status_reason = status, reason.strip()
        recorder.save(project)
    return project


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("A reason is needed: it stays in the history.")})
