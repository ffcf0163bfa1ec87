"""One settings file, read from the environment. Every variable is described in docs/exploitation.md."""

from pathlib import Path

import environ

from jalons.config.oidc import openid_connect, origin

PACKAGE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()  # type: ignore[no-untyped-call]

VAR_DIR = Path(env.str("JALONS_VAR", default=str(PACKAGE_DIR.parent / "var")))
DEBUG = env.bool("JALONS_DEBUG", default=False)
DEMO = env.bool("JALONS_DEMO", default=False)
HALL = env.bool("JALONS_HALL", default=False)  # set by `jalons hall`: a laptop, plain http, no mail
SECRET_KEY = env.str("JALONS_SECRET_KEY", default="")
if not SECRET_KEY:
    key_file = VAR_DIR / "secret_key"
    if key_file.exists():
        SECRET_KEY = key_file.read_text(encoding="utf-8").strip()
    elif DEBUG or DEMO:
        SECRET_KEY = "only-for-development"  # noqa: S105 - refused by `jalons check --deploy`
# In a hall the address is whatever the Wi-Fi gave.
ALLOWED_HOSTS = ["*"] if HALL else env.list("JALONS_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.str("JALONS_URL", default="http://localhost:8000")
IS_HTTPS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "jalons.core",
    "jalons.journal",
    "jalons.accounts",
    "jalons.territories",
    "jalons.directory",
    "jalons.documents",
    "jalons.initiatives",
    "jalons.indicators",
    "jalons.stakeholders",
    "jalons.rooms",
    "jalons.decisions",
    "jalons.workshops",
    "jalons.training",
    "jalons.diagnosis",
    "jalons.changes",
    "jalons.pathways",
    "jalons.steering",
    "jalons.home",
    "jalons.operations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "jalons.config.urls"
ASGI_APPLICATION = "jalons.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jalons.core.context.site",
            ],
            "builtins": ["jalons.core.templatetags.jalons"],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'jalons.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DATABASES["default"]["CONN_MAX_AGE"] = 600  # requests run in a fixed set of threads (config/threads.py)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A receipt is a promise: WAL with FULL syncs every commit; IMMEDIATE avoids upgrade deadlocks.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "operations:hall_entrance" if HALL else "account_login"
LOGIN_REDIRECT_URL = "home:mine"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

# Sign-in is by a code sent by e-mail: there is no password. The code itself proves the address, so no
# other verification is asked for. A code lives 15 minutes, forgives 4 errors, and is long enough (8 digits)
# that three requests a minute, five guesses each, do not find it.
ACCOUNT_ADAPTER = "jalons.accounts.adapters.AccountAdapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "home:landing"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,4/m/key", "login_failed": "30/m/ip,10/5m/key"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Jalons : "
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "jalons.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "jalons.accounts.forms.SecondFactorForm",
    "reauthenticate": "jalons.accounts.forms.ConfirmIdentityForm",
    "activate_totp": "jalons.accounts.forms.ActivateAppForm",
    "add_webauthn": "jalons.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "jalons.accounts.forms.RenamePasskeyForm",
}
ACCOUNT_FORMS = {
    "request_login_code": "jalons.accounts.forms.AddressForm",
    "confirm_login_code": "jalons.accounts.forms.CodeForm",
}
MFA_TOTP_ISSUER = "Jalons"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS  # a browser itself allows it on localhost only

# An identity provider (ProConnect or another) is optional; it opens accounts that exist, it creates none.
SOCIALACCOUNT_ADAPTER = "jalons.accounts.adapters.IdentityProviderAdapter"
OIDC_URL = env.str("JALONS_OIDC_URL", default="")
OIDC_NAME = env.str("JALONS_OIDC_NAME", default="ProConnect")
SOCIALACCOUNT_PROVIDERS = openid_connect(
    url=OIDC_URL,
    client_id=env.str("JALONS_OIDC_CLIENT_ID", default=""),
    secret=env.str("JALONS_OIDC_SECRET", default=""),
    name=OIDC_NAME,
    scope=env.list("JALONS_OIDC_SCOPE", default=["openid", "email"]),
)
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the provider is the one the operator chose and trusts
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"

EMAIL_CONFIG = env.email("JALONS_EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = "jalons.accounts.mailbox.MailboxBackend" if DEMO else EMAIL_CONFIG["EMAIL_BACKEND"]
MAILBOX_DIR = VAR_DIR / "courrier"  # read by the demonstration's mailbox page only
if HALL:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST", "")
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
EMAIL_FILE_PATH = EMAIL_CONFIG.get("EMAIL_FILE_PATH")
DEFAULT_FROM_EMAIL = env.str("JALONS_FROM", default="Jalons <ne-pas-repondre@jalons.example>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# JALONS_URL alone decides of https, and `jalons check --deploy` says it in French (jalons.W001); the
# redirection from http belongs to the reverse proxy.
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Browsers ignore this header over plain http, and complain of it: a hall does without.
SECURE_CROSS_ORIGIN_OPENER_POLICY = None if HALL else "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "jalons.core.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'", *origin(OIDC_URL)],
    }
}

# Who answers for this installation: shown by the legal pages, which say so when something is missing.
PUBLISHER = {
    "name": env.str("JALONS_PUBLISHER", default=""),
    "address": env.str("JALONS_PUBLISHER_ADDRESS", default=""),
    "director": env.str("JALONS_PUBLICATION_DIRECTOR", default=""),
    "host": env.str("JALONS_HOSTING", default=""),
    "contact": env.str("JALONS_CONTACT", default=""),
    "controller": env.str("JALONS_CONTROLLER", default=""),
    "dpo": env.str("JALONS_DPO", default=""),
}
# Requests for a training are answered in so many days: calendar ones, unless the house counts worked days.
ACCESS_DELAY_DAYS = env.int("JALONS_ACCESS_DELAY_DAYS", default=15)
ACCESS_DELAY_COUNTS_WORKING_DAYS = env.bool("JALONS_ACCESS_DELAY_WORKING_DAYS", default=False)
RETENTION_MONTHS = env.dict("JALONS_RETENTION_MONTHS", cast={"value": int}, default={})

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("JALONS_LOG_LEVEL", default="INFO")},
}
