"""The settings of the office, read top to bottom. What differs between sites is in ``env``."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from mintmark.errors import UsageError
from mintmark_web import databases, mail_settings, secret_files
from mintmark_web.env import Environment

ENV = Environment()
SITE_URL: str = ENV["MINTMARK_URL"]
_SITE = urlsplit(SITE_URL)
_HTTPS = _SITE.scheme == "https"

# ---- What this site is -------------------------------------------------------------------------
DEBUG = ENV["MINTMARK_DEBUG"]
DEMO = ENV["MINTMARK_DEMO"]
DATA = ENV["MINTMARK_DATA"]
SECRET_KEY = ENV["MINTMARK_SECRET"] or secret_files.read(DATA, "secret") or ""
KEYS_SECRET = ENV["MINTMARK_KEYS_SECRET"] or secret_files.read(DATA, "keys-secret") or ""
ALLOWED_HOSTS = [_SITE.hostname or "", *ENV["MINTMARK_HOSTS"]]
if _SITE.hostname in ("127.0.0.1", "localhost"):
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
elif DEMO:
    raise UsageError(
        "office.demo-in-public",
        "MINTMARK_DEMO lets anybody in, and MINTMARK_URL is not an address of this machine.",
    )
METRICS_TOKEN: str | None = ENV["MINTMARK_METRICS_TOKEN"]
ROOT_URLCONF = "mintmark_web.urls"
WSGI_APPLICATION = "mintmark_web.wsgi.application"

# ---- Parts -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "mintmark_web.ui",
    "mintmark_web.audit",
    "mintmark_web.accounts",
    "mintmark_web.operations",
    "mintmark_web.keys",
    "mintmark_web.achievements",
    "mintmark_web.awards",
    "mintmark_web.issuing",
    "mintmark_web.verification",
    "mintmark_web.wallet",
    "mintmark_web.stacks",
    "mintmark_web.recognition",
    "mintmark_web.register",
    "mintmark_web.protocols",
    "mintmark_web.api",
    "mintmark_web.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "mintmark_web.middleware.permissions_policy",
    "mintmark_web.middleware.bounded",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mintmark_web.ui.context.look",
                "mintmark_web.menu.context",
                "mintmark_web.demo.context.demo",
            ],
        },
    }
]
FORM_RENDERER = "mintmark_web.ui.forms.Renderer"

# ---- Data --------------------------------------------------------------------------------------
DATABASES = {"default": databases.settings_of(ENV["DATABASE_URL"], DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA / "files"
CACHES = {
    # Counts of sign-in attempts must be shared by all processes, so they are in the database.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "office_cache",
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
if ENV["MINTMARK_REDIS"]:
    if not find_spec("django_tasks_rq"):
        raise UsageError(
            "office.no-rq",
            "MINTMARK_REDIS is set, and the package django-tasks-rq is not installed.",
            remedy="Install it, or leave jobs to the database.",
        )
    INSTALLED_APPS += ["django_rq", "django_tasks_rq"]
    _backend = "mintmark_web.operations.redis_queue.KeepingRQBackend"
    TASKS = {"default": {"BACKEND": _backend, "QUEUES": []}}
    RQ_QUEUES = {"default": {"URL": ENV["MINTMARK_REDIS"], "DEFAULT_TIMEOUT": -1}}  # no end

# ---- People ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "mintmark_web.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _SITE.scheme
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "mintmark_web.accounts.forms.SignInForm",
    "confirm_login_code": "mintmark_web.accounts.forms.CodeForm",
}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_ADAPTER = "mintmark_web.accounts.provider.SocialAdapter"
MFA_ADAPTER = "mintmark_web.accounts.adapter.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _HTTPS  # browsers allow it on localhost only
ALLAUTH_TRUSTED_PROXY_COUNT = ENV["MINTMARK_PROXIES"]
if ENV["MINTMARK_OIDC_ISSUER"]:
    if not (ENV["MINTMARK_OIDC_CLIENT"] and ENV["MINTMARK_OIDC_SECRET"]):
        raise UsageError(
            "office.half-an-oidc",
            "MINTMARK_OIDC_ISSUER needs MINTMARK_OIDC_CLIENT and MINTMARK_OIDC_SECRET beside it.",
        )
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": ENV["MINTMARK_OIDC_NAME"],
                    "client_id": ENV["MINTMARK_OIDC_CLIENT"],
                    "secret": ENV["MINTMARK_OIDC_SECRET"],
                    "settings": {"server_url": ENV["MINTMARK_OIDC_ISSUER"]},
                }
            ],
        }
    }

# ---- Defences ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *([ENV["MINTMARK_OIDC_ISSUER"]] * bool(ENV["MINTMARK_OIDC_ISSUER"]))],
        "frame-ancestors": [NONE],
        "report-uri": "/csp-report/",
    }
}
PERMISSIONS_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
X_FRAME_OPTIONS = "DENY"
if ENV["MINTMARK_PROXIES"]:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False  # the proxy that holds the certificate sends people there
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_TRUSTED_ORIGINS = [SITE_URL]
API_RATE: int = ENV["MINTMARK_API_RATE"]
VERIFY_RATE: int = ENV["MINTMARK_VERIFY_RATE"]
UPLOAD_LIMIT = ENV["MINTMARK_UPLOAD_MB"] * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: only the site's owner can know
    "security.W008",  # the redirect to https is the proxy's
    "security.W021",  # HSTS preload: as W005
    *([] if _HTTPS else ["security.W004", "security.W012", "security.W016"]),
]

# ---- Languages ---------------------------------------------------------------------------------
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["mintmark_web.ui.formats"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# ---- Files that never change -------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "mintmark_web.ui.storage.StaticStorage"},
}

# ---- E-mail ------------------------------------------------------------------------------------
_MAIL = mail_settings.settings_of(ENV["MINTMARK_EMAIL"])
vars().update(_MAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV["MINTMARK_EMAIL_FROM"]

# ---- What is told ------------------------------------------------------------------------------
_TOLD = "WARNING" if DEMO else "INFO"  # nobody reads along in a demo
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
    },
    "filters": {"secrets": {"()": "mintmark_web.logs.HideSecrets"}},
    "handlers": {
        "err": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "line",
            "filters": ["secrets"],
        },
    },
    "root": {"handlers": ["err"], "level": _TOLD},
    "loggers": {
        "django": {"handlers": [], "level": _TOLD, "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django.request": {"level": "ERROR"},
    },
}
