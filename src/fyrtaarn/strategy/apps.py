from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "fyrtaarn.strategy"
    label = "strategy"

    def ready(self) -> None:
        from fyrtaarn.strategy import registered

        registered.register()
