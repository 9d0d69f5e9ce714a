from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fyrtaarn.accounts"
    label = "accounts"
