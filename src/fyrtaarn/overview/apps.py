from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "fyrtaarn.overview"
    label = "overview"

    def ready(self) -> None:
        from fyrtaarn.overview import registered

        registered.register()
