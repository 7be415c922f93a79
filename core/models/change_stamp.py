from django.db import models


class ChangeStamp(models.Model):
    """A word that is another one whenever a thing that every process remembers has changed in the database."""

    name = models.SlugField(max_length=40, primary_key=True)
    stamp = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.name
