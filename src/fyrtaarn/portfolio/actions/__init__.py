"""Every change of projects. A module per subject; this is the door."""

from fyrtaarn.portfolio.actions.circles import set_circle
from fyrtaarn.portfolio.actions.importing import save_parts, save_projects
from fyrtaarn.portfolio.actions.parts import remove_part, save_document_system, save_part
from fyrtaarn.portfolio.actions.projects import (
    remove_draft,
    save_project,
    set_light,
)
from fyrtaarn.portfolio.actions.steps import (
    NotReady,
    advance,
    move_back,
    pause,
    register,
    resume,
    stop,
)
from fyrtaarn.portfolio.actions.template import publish_template

__all__ = [
    "NotReady",
    "advance",
    "move_back",
    "pause",
    "publish_template",
    "register",
    "remove_draft",
    "remove_part",
    "resume",
    "save_document_system",
    "save_part",
    "save_parts",
    "save_project",
    "save_projects",
    "set_circle",
    "set_light",
    "stop",
]
