from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "fyrtaarn.foundation"
    label = "foundation"

    def ready(self) -> None:
        from fyrtaarn.foundation import registered

        registered.register()
