from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "fyrtaarn.portfolio"
    label = "portfolio"

    def ready(self) -> None:
        from fyrtaarn.portfolio import registered

        registered.register()
