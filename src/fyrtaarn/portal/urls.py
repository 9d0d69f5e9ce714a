"""The public address."""

from django.urls import path

from fyrtaarn.portal import views

urlpatterns = [path("", views.front, name="front")]
