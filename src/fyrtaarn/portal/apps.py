from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "fyrtaarn.portal"
    label = "portal"
