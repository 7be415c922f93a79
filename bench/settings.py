"""The product's settings with the floors mounted and statements counted; everything else as in production."""

from kamcrm.settings import *  # noqa: F403
from kamcrm.settings import MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.counting.CountStatements", *MIDDLEWARE]
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
ALLOWED_HOSTS = ["127.0.0.1"]
