"""The page on which a person watches heavy work."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from fyrtaarn.foundation.models import Job
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def make_job(cast: Cast, **facts) -> Job:
    return Job.objects.create(kind="tests", title="Import <b>", owner=cast.concept_owner.user, **facts)


def test_its_owner_sees_how_far_it_is_with_and_without_scripts(cast: Cast) -> None:
    job = make_job(cast, state=Job.State.RUNNING, done=1500, total=5000, message="Projects")
    page = cast.concept_owner.client().get(reverse("job", args=[job.uuid])).content.decode()
    assert 'value="1500" max="5000"' in page
    assert "hx-get" in page
    assert "<b>" not in page.split("<main")[1]
    part = cast.concept_owner.client().get(reverse("job", args=[job.uuid]), HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in part
    assert 'value="1500"' in part


def test_work_that_is_over_asks_no_more_and_leads_on(cast: Cast) -> None:
    job = make_job(cast, state=Job.State.DONE, result={"url": "/projekter/", "label": "See the projects"})
    page = cast.concept_owner.client().get(reverse("job", args=[job.uuid])).content.decode()
    assert "hx-get" not in page.split("<main")[1]
    assert 'href="/projekter/"' in page


@pytest.mark.parametrize("url", ["https://evil.example/", "javascript:alert(1)", "//evil.example"])
def test_a_result_never_leads_elsewhere(cast: Cast, url: str) -> None:
    job = make_job(cast, state=Job.State.DONE, result={"url": url})
    assert url not in cast.concept_owner.client().get(reverse("job", args=[job.uuid])).content.decode()


def test_what_failed_says_why(cast: Cast) -> None:
    job = make_job(cast, state=Job.State.FAILED, message="Row 5 <i> is wrong.\nRow 6 too.")
    page = cast.concept_owner.client().get(reverse("job", args=[job.uuid])).content.decode()
    assert "Row 5 &lt;i&gt; is wrong.<br>Row 6 too." in page


def test_it_does_not_exist_for_anybody_else(cast: Cast) -> None:
    address = reverse("job", args=[make_job(cast).uuid])
    assert cast.administrator.client().get(address).status_code == 404
    assert Client().get(address).status_code == 404
    assert cast.concept_owner.client().get(reverse("job", args=[uuid.uuid4()])).status_code == 404
