"""The focus area itself: its facts, the board's choices, its owner and its light."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.recording import Recorder, differing, recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.organisation.lifecycle import Circle
from fyrtaarn.strategy import access, lifecycle
from fyrtaarn.strategy.actions.circles import enter, require_no_personal_ids, require_somebody
from fyrtaarn.strategy.actions.parts import remove_tree
from fyrtaarn.strategy.models import (
    ArenaAssessment,
    FocusArea,
    FocusAreaChoice,
    FocusAreaCircle,
    FocusAreaMandate,
    Mandate,
    ToolChoice,
)

# Facts that have a door of their own, because not everyone who edits the texts may set them.
OF_THE_BOARD = frozenset({"owner", "board_role", "board_reason"})
OF_THE_STATUS = frozenset({"light", "status_text", "status_on"})
OF_THE_CIRCLE = frozenset({"circle", "launched_on"})


def save_focus_area(
    *,
    by: Viewer,
    focus_area: FocusArea,
    origins: Sequence[Mandate] = (),
    reason: str = "",
    on: date | None = None,
) -> FocusArea:
    """Propose a new focus area, with the mandates it springs from, or change one that is there."""
    if focus_area._state.adding:
        return _propose(by, focus_area, origins, reason, on)
    _require_rights_to(by, focus_area)
    with recording(by=by, verb="strategy.focus_area.saved", subject=focus_area, reason=reason, on=on) as recorder:
        recorder.save(focus_area)
        require_somebody(focus_area)
    return focus_area


def _propose(by: Viewer, focus_area: FocusArea, origins: Sequence[Mandate], reason: str, on: date | None) -> FocusArea:
    require(access.may_manage_strategy(by))
    focus_area.state = lifecycle.State.PROPOSED
    if focus_area.circle not in {Circle.RESTRICTED, Circle.INTERNAL}:
        raise ValidationError({"circle": _("The board has not chosen this focus area yet.")})
    with recording(by=by, verb="strategy.focus_area.proposed", subject=focus_area, reason=reason, on=on) as recorder:
        recorder.save(focus_area)
        for mandate in origins:
            recorder.save(FocusAreaMandate(focus_area=focus_area, mandate=mandate))
        if focus_area.circle == Circle.RESTRICTED:
            enter(recorder, by, focus_area)
            require_somebody(focus_area)
    return focus_area


def _require_rights_to(by: Viewer, focus_area: FocusArea) -> None:
    """Each fact that differs from the row asks for the right to that fact."""
    current = FocusArea._base_manager.get(pk=focus_area.pk)
    changed = set(differing(current, focus_area)) - {"sort_key", "search_text", "light_rank"}
    require("state" not in changed)
    if changed & OF_THE_BOARD:
        require(access.may_set_owner(by, current))
    if changed & OF_THE_STATUS:
        require(access.may_set_light(by, current))
    if changed & OF_THE_CIRCLE:
        require(access.may_release(by, current))
    if changed - OF_THE_BOARD - OF_THE_STATUS - OF_THE_CIRCLE or not changed:
        require(access.may_edit_focus_area(by, current))


def choose(
    *,
    by: Viewer,
    focus_area: FocusArea,
    choice: lifecycle.Choice | str,
    reason: str,
    decided_on: date | None = None,
    on: date | None = None,
) -> FocusAreaChoice:
    """Record what the board decided; the focus area's state follows.

    Raises ``ValidationError`` when the state does not allow it, or the date lies in the future or before the
    latest decision. A ``next_reassessment`` set on the focus area is saved along with it.
    """
    require(access.may_choose(by, focus_area))
    day = decided_on or on or clock.today()
    wanted = lifecycle.Choice(choice)
    row = FocusAreaChoice(focus_area=focus_area, choice=wanted, decided_on=day, reason=reason)
    verb = f"strategy.focus_area.{wanted}"
    with recording(by=by, verb=verb, subject=focus_area, reason=reason, on=on or day) as recorder:
        _require_next_in_time(focus_area, day)
        try:
            focus_area.state = lifecycle.choose(lifecycle.State(focus_area.state), wanted)
        except lifecycle.ImpossibleChoiceError as error:
            raise ValidationError({"choice": _("The board cannot decide this as things stand.")}) from error
        recorder.save(focus_area)
        recorder.save(row)
    return row


def _require_next_in_time(focus_area: FocusArea, day: date) -> None:
    if day > clock.today():
        raise ValidationError({"decided_on": _("The decision cannot lie in the future.")})
    latest = focus_area.choices.order_by("-decided_on").first()
    if latest is not None and day < latest.decided_on:
        raise ValidationError({"decided_on": _("The board has decided about this focus area after that day.")})


def set_owner(
    *,
    by: Viewer,
    focus_area: FocusArea,
    owner: Any,
    board_role: str = "",
    board_reason: str = "",
    reason: str = "",
    on: date | None = None,
) -> FocusArea:
    """Who on the board owns it, what the board's part is now, and why it is the board's."""
    require(access.may_set_owner(by, focus_area))
    focus_area.owner, focus_area.board_role, focus_area.board_reason = owner, board_role, board_reason
    verb = "strategy.focus_area.owner_set"
    with recording(by=by, verb=verb, subject=focus_area, reason=reason, on=on) as recorder:
        recorder.save(focus_area)
        require_somebody(focus_area)
    return focus_area


def set_light(
    *,
    by: Viewer,
    focus_area: FocusArea,
    light: lifecycle.Light | str,
    status_text: str,
    status_on: date | None = None,
    on: date | None = None,
) -> FocusArea:
    """A judgement with its words and its date: how it stands, and why this light."""
    require(access.may_set_light(by, focus_area))
    wanted, day = lifecycle.Light(light), status_on or on or clock.today()
    if wanted is not lifecycle.Light.NONE and not status_text.strip():
        raise ValidationError({"status_text": _("Say how it stands, and why this light.")})
    if day > clock.today():
        raise ValidationError({"status_on": _("The status cannot lie in the future.")})
    focus_area.light, focus_area.status_text, focus_area.status_on = wanted, status_text, day
    with recording(by=by, verb="strategy.focus_area.light_set", subject=focus_area, on=on) as recorder:
        recorder.save(focus_area)
    return focus_area


def remove_focus_area(*, by: Viewer, focus_area: FocusArea, reason: str = "") -> None:
    """Take away a proposal that was a mistake, with all that hangs on it; its history stays.

    Raises ``ValidationError`` once the board has decided about it.
    """
    require(access.may_manage_strategy(by) and access.exists_for(by, focus_area))
    if focus_area.state != lifecycle.State.PROPOSED or focus_area.choices.exists():
        raise ValidationError(_("The board has decided about this focus area. Close it instead of removing it."))
    with recording(by=by, verb="strategy.focus_area.removed", subject=focus_area, reason=reason) as recorder:
        _remove_parts(recorder, focus_area)
        recorder.remove(focus_area)


def _remove_parts(recorder: Recorder, focus_area: FocusArea) -> None:
    for goal in focus_area.goals.filter(parent=None):
        remove_tree(recorder, goal)
    for strategy in focus_area.strategies.filter(parent=None):
        remove_tree(recorder, strategy)
    for model in (FocusAreaMandate, ArenaAssessment, ToolChoice, FocusAreaCircle):
        for row in model._default_manager.filter(focus_area=focus_area):
            recorder.remove(row)


def save_focus_areas(*, by: Viewer, records: Sequence[FocusArea]) -> None:
    """Many at once, as import does. The state follows the board's choices and is never set here."""
    require(access.may_manage_strategy(by))
    old = [r for r in records if not r._state.adding]
    require(access.may_edit_all(by, [r.pk for r in old]))
    stored = {a.pk: a for a in FocusArea._base_manager.filter(pk__in=[r.pk for r in old])}
    for record in records:
        before = stored.get(record.pk)
        record.state = before.state if before else lifecycle.State.PROPOSED
        if before is None or before.circle != record.circle:
            require_no_personal_ids(record)
        if record.circle == Circle.PUBLIC and record.launched_on is None:
            record.launched_on = clock.today()
    if not records:
        return
    with recording(by=by, verb="strategy.focus_area.imported") as recorder:
        recorder.save_many(records)
        for record in records:
            if record.circle == Circle.RESTRICTED:
                enter(recorder, by, record)


def save_focus_area_choices(*, by: Viewer, records: Sequence[FocusAreaChoice]) -> None:
    """The board's decisions as import brings them: new ones only, each focus area's whole story must hold."""
    areas = {r.focus_area_id: r.focus_area for r in records}
    require(all(access.may_choose(by, area) for area in areas.values()))
    if any(not r._state.adding for r in records):
        raise ValidationError(_("A decision of the board is never changed. Add a new one."))
    if not records:
        return
    with recording(by=by, verb="strategy.choice.imported") as recorder:
        recorder.save_many(records)
        for area in areas.values():
            fresh = FocusArea._base_manager.get(pk=area.pk)
            story = fresh.choices.order_by("decided_on", "pk").values_list("choice", flat=True)
            try:
                fresh.state = lifecycle.state_of(lifecycle.Choice(c) for c in story)
            except lifecycle.ImpossibleChoiceError as error:
                message = _("The board's decisions about “%(area)s” do not follow from each other.") % {"area": area}
                raise ValidationError({"choice": message}) from error
            recorder.save(fresh)
