"""Django's settings, from the environment. What is wrong is said at start-up, with an id and what to do."""

from __future__ import annotations

import os
from pathlib import Path

from patternbook.web.environment import read_environment
from patternbook.web.logs import logging_for

ENVIRONMENT = read_environment(os.environ)
PRODUCTION = ENVIRONMENT.mode == "production"
WEB = Path(__file__).parent

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.old_secret_keys)
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)
DATABASES = {"default": dict(ENVIRONMENT.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Where links in emails begin.
ADDRESS = ENVIRONMENT.address

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "patternbook.web.kit",
    "patternbook.web.audit",
    "patternbook.web.authorities",
    "patternbook.web.notices",
    "patternbook.web.connections",
    "patternbook.web.catalogue",
    "patternbook.web.federation",
    "patternbook.web.drafts",
    "patternbook.web.cases",
    "patternbook.web.journeys",
    "patternbook.web.casework",
    "patternbook.web.studio",
]
ROOT_URLCONF = "patternbook.web.urls"
WSGI_APPLICATION = "patternbook.web.wsgi.application"

MIDDLEWARE = [
    "patternbook.web.middleware.request_log",
    "patternbook.web.middleware.distrust_forwarding",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "patternbook.web.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "patternbook.web.middleware.council_by_domain",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
# Somebody who types a council's or service's address without its last slash is sent to it: only after a 404.
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [WEB / app / "templates" for app in ("kit", "authorities", "journeys", "casework", "studio")],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "patternbook.web.kit.rendering.environment",
            "context_processors": ["patternbook.web.kit.pages.everywhere"],
        },
    }
]

# Staff accounts
AUTH_USER_MODEL = "authorities.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "staff_home"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# Length and a list of known passwords, no rules of composition (NCSC, "Password policy", and NIST SP 800-63B).
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
AXES_FAILURE_LIMIT = 5
# By account and address: a stranger cannot lock an officer out from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# The name under which `authenticate` is called: with another, failures are counted for nobody.
AXES_USERNAME_FORM_FIELD = "username"
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "patternbook.web.authorities.views.signing.locked_out"
AXES_CLIENT_IP_CALLABLE = "patternbook.web.middleware.client_address"
AXES_HTTP_RESPONSE_CODE = 429
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
# An officer's session ends after a working day; it is kept in the database so that it can be ended there.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "staff"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https

CSRF_COOKIE_NAME = "form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_FAILURE_VIEW = "patternbook.web.kit.problems.form_expired"

SECURE_SSL_REDIRECT = ENVIRONMENT.https
# The balancer asks over plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if ENVIRONMENT.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Stored in UTC, shown in the time of the United Kingdom.
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.folder / "static"
WHITENOISE_USE_FINDERS = not PRODUCTION
_STATIC = {
    "production": "patternbook.web.kit.storage.DigestNamedFiles",
    "demonstration": "patternbook.web.kit.storage.DigestNamedFiles",
    "test": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC[ENVIRONMENT.mode]},
}
FILES_FOLDER: Path = ENVIRONMENT.folder / "files"
NOTICES_FOLDER: Path = ENVIRONMENT.folder / "notices"

EMAIL_CHANNEL = ENVIRONMENT.email.way
EMAIL_HOST = ENVIRONMENT.email.host
EMAIL_PORT = ENVIRONMENT.email.port
EMAIL_SECURITY = ENVIRONMENT.email.security
EMAIL_HOST_USER = ENVIRONMENT.email.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.email.password
DEFAULT_FROM_EMAIL = ENVIRONMENT.email.sender

OS_PLACES_KEY = ENVIRONMENT.os_places_key
OS_PLACES_ADDRESS = ENVIRONMENT.os_places_address

LOGGING_CONFIG = "patternbook.web.logs.set_up"
LOGGING = logging_for(ENVIRONMENT.log, ENVIRONMENT.log_level)
