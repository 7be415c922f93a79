"""Secrets that must lie in the database and be read again (a mail server's password), sealed under the secret key.

A copy of the database alone opens none of them; whoever changes the secret key enters them anew.
"""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(secret: str) -> str:
    """Unreadable without the secret key; an empty secret stays empty."""
    return _box().encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    """The secret; empty where it was sealed under another key."""
    try:
        return _box().decrypt(sealed.encode()).decode() if sealed else ""
    except InvalidToken:
        return ""


def _box() -> Fernet:
    key = hmac.new(settings.SECRET_KEY.encode(), b"kamcrm sealed secrets", hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
