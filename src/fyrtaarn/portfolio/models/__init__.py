"""The project and everything that hangs on it."""

from fyrtaarn.portfolio.models.people import (
    DocumentLink,
    DocumentSystem,
    ExternalPartner,
    Stakeholder,
)
from fyrtaarn.portfolio.models.plan import (
    Benefit,
    BudgetLine,
    Dependency,
    Milestone,
    Risk,
)
from fyrtaarn.portfolio.models.project import (
    OfProject,
    OfProjectQuerySet,
    Project,
    ProjectCircle,
    ProjectQuerySet,
)
from fyrtaarn.portfolio.models.strategic import (
    ProjectAnchoring,
    ProjectArena,
    ProjectGoal,
    ProjectToolChoice,
)
from fyrtaarn.portfolio.models.template import (
    PhaseChoices,
    ProjectTemplate,
    TemplateField,
)

__all__ = [
    "Benefit",
    "BudgetLine",
    "Dependency",
    "DocumentLink",
    "DocumentSystem",
    "ExternalPartner",
    "Milestone",
    "OfProject",
    "OfProjectQuerySet",
    "PhaseChoices",
    "Project",
    "ProjectAnchoring",
    "ProjectArena",
    "ProjectCircle",
    "ProjectGoal",
    "ProjectQuerySet",
    "ProjectTemplate",
    "ProjectToolChoice",
    "Risk",
    "Stakeholder",
    "TemplateField",
]
