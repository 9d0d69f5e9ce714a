"""Version 1 of the project template: the headings in their order and from which phase each is required.

An idea needs six fields; more is asked as the project moves on. Headings of the seed that need thought
(tools, arenas, anchoring) are asked of full projects only, and then of the plan, not of the idea.
"""

from datetime import date

from fyrtaarn.organisation.access import Viewer, system_viewer
from fyrtaarn.portfolio.actions import publish_template
from fyrtaarn.portfolio.lifecycle import Phase
from fyrtaarn.portfolio.models import ProjectTemplate, TemplateField

IDEA, CLARIFICATION, PLANNING, IMPLEMENTATION, CLOSED = (
    Phase.IDEA,
    Phase.CLARIFICATION,
    Phase.PLANNING,
    Phase.IMPLEMENTATION,
    Phase.CLOSED,
)
NEVER = ""
SHOWN, FULL_ONLY = True, False
PUBLIC, WITHIN = True, False

# field, on the light form, required from (light), required from (full), may be read by the public
VERSION_1: list[tuple[str, bool, str, str, bool]] = [
    ("title", SHOWN, IDEA, IDEA, PUBLIC),
    ("focus_area", SHOWN, IDEA, IDEA, PUBLIC),
    ("background", SHOWN, NEVER, CLARIFICATION, WITHIN),
    ("purpose", SHOWN, IDEA, IDEA, PUBLIC),
    ("goal_text", SHOWN, CLARIFICATION, CLARIFICATION, PUBLIC),
    ("goals", SHOWN, NEVER, PLANNING, PUBLIC),
    ("sub_goals", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("outcome", SHOWN, PLANNING, CLARIFICATION, PUBLIC),
    ("strategy", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("scope", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("deliverables", SHOWN, PLANNING, PLANNING, PUBLIC),
    ("sponsor", FULL_ONLY, NEVER, CLARIFICATION, WITHIN),
    ("owner", SHOWN, IDEA, IDEA, WITHIN),
    ("manager", SHOWN, CLARIFICATION, CLARIFICATION, WITHIN),
    ("unit", SHOWN, IDEA, IDEA, PUBLIC),
    ("policy_area", SHOWN, NEVER, NEVER, PUBLIC),
    ("steering_group", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("project_team", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("reference_group", FULL_ONLY, NEVER, NEVER, WITHIN),
    ("anchorings", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("tools", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("stakeholders", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("partners", FULL_ONLY, NEVER, NEVER, WITHIN),
    ("communication", FULL_ONLY, NEVER, IMPLEMENTATION, WITHIN),
    ("starts_on", SHOWN, IDEA, IDEA, PUBLIC),
    ("ends_on", SHOWN, PLANNING, PLANNING, PUBLIC),
    ("milestones", SHOWN, PLANNING, PLANNING, PUBLIC),
    ("dependencies", FULL_ONLY, NEVER, NEVER, WITHIN),
    ("budget_lines", SHOWN, IMPLEMENTATION, PLANNING, WITHIN),
    ("resources", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("risks", SHOWN, NEVER, PLANNING, WITHIN),
    ("benefits", SHOWN, IMPLEMENTATION, PLANNING, WITHIN),
    ("arenas", FULL_ONLY, NEVER, PLANNING, WITHIN),
    ("evaluation", SHOWN, CLOSED, CLOSED, WITHIN),
    ("documents", SHOWN, NEVER, NEVER, WITHIN),
    ("kle", SHOWN, NEVER, NEVER, WITHIN),
    ("case_number", SHOWN, NEVER, NEVER, WITHIN),
]


def ensure_defaults(*, by: Viewer | None = None, on: date | None = None) -> None:
    """Publish version 1 of the template where there is none at all."""
    if ProjectTemplate.objects.exists():
        return
    fields = [
        TemplateField(field=field, in_light=shown, light_from=light, full_from=full, public=public)
        for field, shown, light, full, public in VERSION_1
    ]
    publish_template(by=by or system_viewer("defaults"), fields=fields, on=on)
