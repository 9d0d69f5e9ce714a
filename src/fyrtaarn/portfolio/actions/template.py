"""The fixed template."""

from collections.abc import Sequence
from datetime import date

from fyrtaarn.foundation import clock
from fyrtaarn.foundation.recording import recording
from fyrtaarn.organisation.access import Viewer, require
from fyrtaarn.portfolio.access import may_manage_template
from fyrtaarn.portfolio.models import ProjectTemplate, TemplateField


def publish_template(*, by: Viewer, fields: Sequence[TemplateField], on: date | None = None) -> ProjectTemplate:
    """Publish the next version of the template with its fields. A published version never changes."""
    require(may_manage_template(by))
    last = ProjectTemplate._default_manager.order_by("-version").first()
    template = ProjectTemplate(version=last.version + 1 if last else 1, published_on=on or clock.today())
    with recording(by=by, verb="portfolio.template.published", subject=template, on=on) as recorder:
        recorder.save(template)
        for position, field in enumerate(fields, start=1):
            field.template, field.position = template, position
        recorder.save_many(fields)
    return template
