from django.contrib.contenttypes.models import ContentType
from django.db import models


class SearchEntry(models.Model):
    """The words by which one record is found: open ones, and private ones (phone digits, mail) kept apart."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    grams = models.TextField()
    private_grams = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"
