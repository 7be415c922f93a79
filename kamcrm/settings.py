"""One settings file; every choice of a deployment is an environment variable read by kamcrm.env."""

import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from . import env

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = env.choice("CRM_ENV", "development", ("development", "production", "test"))
PRODUCTION = ENVIRONMENT == "production"
TESTING = env.flag("CRM_TEST", "pytest" in sys.modules) or ENVIRONMENT == "test"
DEBUG = env.flag("CRM_DEBUG") and not PRODUCTION
DATA_DIR = env.folder("CRM_DATA_DIR", BASE_DIR / "data")

SECRET_KEY = env.secret("CRM_SECRET_KEY", DATA_DIR / "secret_key", required=PRODUCTION)
ALLOWED_HOSTS = env.names("CRM_ALLOWED_HOSTS", "" if PRODUCTION else "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = env.names("CRM_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "home",
    "api",
    "system",
    "performance",
    "service_center",
    "orders",
    "contracts",
    "sales",
    "marketing",
    "messaging",
    "catalog",
    "contacts",
    "workflow",
    "reminders",
    "records",
    "accounts",
    "core",
    "unfold.apps.BasicAppConfig",  # our own site, unfold's look
    "unfold.contrib.simple_history",
    "system.admin_config.CrmAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "guardian",
    "simple_history",
    "django_celery_beat",
    "django_celery_results",
    "django_filters",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.OperationMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kamcrm.urls"
WSGI_APPLICATION = "kamcrm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "core.templatetags.addresses",
                "core.templatetags.frozen",
                "core.templatetags.icons",
                "core.templatetags.joining",
                "core.templatetags.money",
                "records.templatetags.reading",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "records.shell.shell",
            ],
        },
    },
]

# --- data -----------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "kamcrm.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_MAX_BYTES = 30 * 1024 * 1024

REDIS_URL = env.text("REDIS_URL")
if REDIS_URL and not TESTING:
    CACHES = {"default": {"BACKEND": "core.cache.ForgivingRedisCache", "LOCATION": REDIS_URL}}
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- people ---------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.RoleBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = env.integer("CRM_SESSION_IDLE_MINUTES", 30) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION and not env.flag("CRM_INSECURE_HTTP")
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.views.sign_in.locked_out"
AXES_VERBOSE = False
AXES_ENABLED = not env.flag("CRM_NO_LOCKOUT")
OTP_TOTP_ISSUER = "kamcrm"
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # the gate alone reads shares; guardian's backend knows no expiry

# --- language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale-vendor"]  # ours, then what other packages lack
USE_I18N = True
FORMAT_MODULE_PATH = ["kamcrm.formats"]  # days and times are written alike in both languages
FORM_RENDERER = "core.form_renderer.FormRenderer"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- static files and security headers --------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("CRM_STATIC_ROOT") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_STORAGE_BACKEND = env.text("CRM_STATIC_STORAGE") or (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if TESTING or DEBUG
    else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_BACKEND},
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
# Pictures under the map of visits, as https://tiles.example.cn/{z}/{x}/{y}.png; empty: our own drawing alone.
MAP_TILES = env.text("CRM_MAP_TILES")
# Where an ERP puts its files, and the account in whose name they are taken (docs/erp.md); empty: nowhere.
ERP_FOLDER = env.text("CRM_ERP_FOLDER")
ERP_USER = env.text("CRM_ERP_USER", "erp")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
if MAP_TILES:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"].append("/".join(MAP_TILES.split("/")[:3]))
# The admin theme evaluates expressions in the browser; the looser policy stays under its own path.
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, "'unsafe-eval'", "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if PRODUCTION and not env.flag("CRM_INSECURE_HTTP"):
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- background work --------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "redis://127.0.0.1:6379/0"
CELERY_RESULT_BACKEND = "django-db"
CELERY_TASK_IGNORE_RESULT = (
    True  # the Job row is the result; nothing personal may lie in a broker or result row
)
CELERY_TASK_ALWAYS_EAGER = TESTING
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_TIMEZONE = TIME_ZONE

# --- mail -------------------------------------------------------------------------------------------
EMAIL_BACKEND = env.text("CRM_EMAIL_BACKEND") or "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("CRM_SMTP_HOST")
EMAIL_PORT = env.integer("CRM_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("CRM_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("CRM_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("CRM_SMTP_TLS")
EMAIL_TIMEOUT = 10
# Whether mailboxes may lie on this very machine: in development yes, in production only where somebody says so.
SERVERS_ON_LOOPBACK = env.flag("CRM_SERVERS_ON_LOOPBACK", not PRODUCTION)
DEFAULT_FROM_EMAIL = env.text("CRM_MAIL_FROM") or "kamcrm@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "WARNING"},
        "django.request": {"level": "ERROR" if TESTING else "WARNING"},
    },
}

UNFOLD = {
    "SITE_TITLE": "kamcrm",
    "SITE_HEADER": "kamcrm",
    "SITE_URL": "/",
    "SITE_SYMBOL": "apartment",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("favicon.svg")}
    ],
    "STYLES": [lambda request: static("build/admin.css")],
    "SHOW_HISTORY": True,
    "COLORS": {
        "primary": {  # the blue of our own pages
            "50": "oklch(97% 0.013 248)",
            "100": "oklch(93% 0.03 248)",
            "200": "oklch(87% 0.06 248)",
            "300": "oklch(79% 0.095 248)",
            "400": "oklch(70% 0.125 248)",
            "500": "oklch(61% 0.14 248)",
            "600": "oklch(50% 0.13 248)",
            "700": "oklch(44% 0.12 248)",
            "800": "oklch(38% 0.1 248)",
            "900": "oklch(33% 0.08 248)",
            "950": "oklch(24% 0.055 248)",
        }
    },
    "ENVIRONMENT": None,
}
DEMO_PASSWORD = env.text("CRM_DEMO_PASSWORD") or "kamcrm-demo-2026"
