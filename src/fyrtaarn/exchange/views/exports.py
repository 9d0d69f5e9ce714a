"""Workbooks to take along."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpResponseBase
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fyrtaarn.exchange import access, writing
from fyrtaarn.foundation import clock
from fyrtaarn.foundation.models import Installation
from fyrtaarn.foundation.tables import XLSX_TYPE, as_attachment
from fyrtaarn.foundation.text import fold
from fyrtaarn.organisation.access import require
from fyrtaarn.organisation.http import Request


def export(request: Request) -> HttpResponseBase:
    """Everything that the viewer may see, as a workbook that can be imported again."""
    require(access.may_export(request.viewer))
    name = f"{slugify(fold(Installation.current().name)) or 'fyrtaarn'}-{clock.today().isoformat()}.xlsx"
    return _workbook(lambda file: writing.write_workbook(file, request.viewer), name)


def template(request: Request) -> HttpResponseBase:
    require(access.may_import(request.viewer))
    return _workbook(lambda file: writing.write_template(file, request.viewer), f"{_('template')}.xlsx")


def _workbook(write: Callable[[Any], Any], name: str) -> HttpResponseBase:
    file = BytesIO()
    write(file)
    file.seek(0)
    return as_attachment(FileResponse(file, content_type=XLSX_TYPE), name)
