"""The web forms as strangers find them: by the token alone."""

from ..models import WebForm


def open_form(token: str) -> WebForm | None:
    found: WebForm | None = WebForm.objects.alive().filter(token=token, is_active=True).first()
    return found
