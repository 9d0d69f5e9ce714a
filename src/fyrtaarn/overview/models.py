"""When somebody last looked at the overview: no fact of the house, so it has no history."""

from django.conf import settings
from django.db import models

from fyrtaarn.foundation import clock


class Look(models.Model):
    """A look lasts half an hour; *Siden sidst* counts from the look before this one. Real time."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    current_at = models.DateTimeField(default=clock.now)
    previous_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account}: {self.current_at}"
