from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "fyrtaarn.organisation"
    label = "organisation"

    def ready(self) -> None:
        from fyrtaarn.organisation import registered

        registered.register()
