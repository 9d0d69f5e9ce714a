from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "fyrtaarn.exchange"
    label = "exchange"

    def ready(self) -> None:
        from fyrtaarn.exchange import registered

        registered.register()
