"""Every setting, read once from the environment; safe where nothing is said. `docs/configuration.md` explains each."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environ import FileAwareEnv

from portal.environment import broker_url, database, is_https, refuse_unsafe
from portal.logs import in_json

BASE = Path(__file__).resolve().parent.parent
env = FileAwareEnv()

# What kind of site this is
PORTAL_MODE = env("PORTAL_MODE", default="production")
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SITE_URL = env("SITE_URL", default="").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or [urlsplit(SITE_URL).hostname or "localhost"]
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
DATABASE_URL = env("DATABASE_URL", default="")
REDIS_URL = env("REDIS_URL", default="")
EMAIL_URL = env("EMAIL_URL", default="")
MAIL_SINK = env("MAIL_SINK", default="")  # folder of the demo's mail, shown at /surat/ in demo mode only
refuse_unsafe(PORTAL_MODE, dict(globals()))

# Whose site this is
SITE_NAME = env("SITE_NAME", default="Portal Kolaborasi Tanjung Barat")
SITE_SHORT_NAME = env("SITE_SHORT_NAME", default="Rembuk")
SITE_PLACE = env("SITE_PLACE", default="Tanjung Barat")
SITE_OFFICE = env("SITE_OFFICE", default="Kelurahan Tanjung Barat")
SITE_ADDRESS = env("SITE_ADDRESS", default="Tanjung Barat, Jagakarsa, Jakarta Selatan 12530")
SITE_HOURS = env("SITE_HOURS", default="Senin–Jumat 07.30–16.00 WIB")
SITE_PHONE = env("SITE_PHONE", default="")
SITE_AREA_CODE = env("SITE_AREA_CODE", default="31.74.09.1005")
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
PRIVACY_VERSION = "2026-11"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "accounts.admin_config.GuardedAdminConfig",  # Django's admin, behind a second factor
    "django.forms",
    "guardian",
    "csp",
    "django_structlog",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "commons",
    "mail",
    "activity",
    "accounts",
    "approvals",
    "stakeholders",
    "forums",
    "commitments",
    "projects",
    "meetings",
    "notifications",
    "portal",
]
MIDDLEWARE = [
    "django_structlog.middlewares.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.plain_input",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.zone",
    "portal.middleware.privacy",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.middleware.methods",
    "allauth.account.middleware.AccountMiddleware",
    "commons.limits.answer_too_many",
]
if env.bool("COMPRESS_PAGES", default=True):  # off behind a proxy that compresses
    MIDDLEWARE.insert(3, "django.middleware.gzip.GZipMiddleware")
if PORTAL_MODE == "demo":
    MIDDLEWARE.insert(0, "portal.middleware.unlisted")
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "commons.fields.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.chrome.chrome",
            ],
            "builtins": [
                "commons.templatetags.ui",
                "django.templatetags.static",
                "django.templatetags.i18n",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

# Where things are kept
DATABASES = {"default": database(env.db_url_config(DATABASE_URL or "postgres:///"))}
DATABASES["default"]["TEST"] = {"NAME": env("TEST_DATABASE", default="test_portal")}
PREPARE_STATEMENTS = env.bool("PREPARE_STATEMENTS", default=True)  # off where connections are pooled by transaction
REDIS_ADDRESS = REDIS_URL or "redis://127.0.0.1:6379/0"
CACHES = {"default": {"BACKEND": "commons.cache.ForgivingCache", "LOCATION": REDIS_ADDRESS, "KEY_PREFIX": "rembuk"}}
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE / "var" / "media")))
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE / "var" / "static")))
STATICFILES_DIRS = [BASE / "static"]
STATICFILES_FINDERS = [
    "portal.assets.JoinedStyles",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": env("STATIC_STORAGE", default="portal.assets.HashedFiles")},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "commons.attachments.uploads.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Who signs in, and how
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "accounts.forms.doors.SignUpForm",
    "login": "accounts.forms.doors.SignInForm",
    "confirm_login_code": "accounts.forms.doors.CodeForm",
    "confirm_email_verification_code": "accounts.forms.doors.AddressCodeForm",
    "add_email": "accounts.forms.doors.AddressForm",
    "reset_password": "accounts.forms.doors.ResetForm",
    "confirm_password_reset_code": "accounts.forms.doors.ResetCodeForm",
    "reset_password_from_key": "accounts.forms.doors.PasswordResetForm",
    "change_password": "accounts.forms.doors.PasswordChangeForm",
    "set_password": "accounts.forms.doors.PasswordSetForm",
    "reauthenticate": "accounts.forms.doors.PasswordProofForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # sign-up asks for no password; without this nobody could use one later
ACCOUNT_CHANGE_EMAIL = True  # an account has one address; a new one replaces it when it is proven
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # through the second factor, where there is one
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True  # how long a session lives is said in accounts.sessions
ACCOUNT_RATE_LIMITS = {
    # Forty people behind one address of an office may sign in within minutes; one account is guarded by its key.
    "login": "60/m/ip",
    "login_failed": "40/m/ip,5/5m/key",
    "signup": "20/h/ip",
    "request_login_code": "60/m/ip,5/15m/key",
    "reset_password": "20/h/ip,5/h/key",
    "confirm_email": "1/10s/key,10/h/key",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.doors.SecondFactorForm",
    "reauthenticate": "accounts.forms.doors.SecondFactorProofForm",
    "activate_totp": "accounts.forms.doors.SecondFactorSetForm",
}
MFA_TOTP_ISSUER = SITE_SHORT_NAME
USERSESSIONS_TRACK_ACTIVITY = False
ANONYMOUS_USER_NAME = None
GUARDIAN_GET_INIT_ANONYMOUS_USER = None
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",  # nobody asks user.has_perm about an object: commons.access does
    "security.W005",  # subdomains and the preload list: the domain above is the city's, not ours to promise for
    "security.W021",
    "auth.W004",  # an address is unique whatever its case: a constraint over lower(email)
]

# Sessions and cookies: everything secure wherever the site's address is https
HTTPS = is_https(SITE_URL)
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_NAME = "__Host-sesi" if HTTPS else "sesi"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_FAILURE_VIEW = "portal.failures.csrf_failure"
LANGUAGE_COOKIE_NAME = "__Host-bahasa" if HTTPS else "bahasa"
KEPT_COOKIE_NAME = "__Host-tulisan" if HTTPS else "tulisan"  # leads back to what was typed when a session ended
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS and env.bool("REDIRECT_TO_HTTPS", default=True)
SECURE_REDIRECT_EXEMPT = [r"^sehat/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture", "midi")
}

# Languages and clocks
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = env("SITE_ZONE", default="Asia/Jakarta")

# Mail: all of it goes through the outbox, which speaks to this server
EMAIL_BACKEND = "mail.backend.OutboxBackend"
_email = env.email_url_config(EMAIL_URL or "smtp://127.0.0.1:25")
EMAIL_HOST, EMAIL_PORT = _email["EMAIL_HOST"], _email["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _email["EMAIL_HOST_USER"] or "", _email["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _email.get("EMAIL_USE_TLS", False), _email.get("EMAIL_USE_SSL", False)
MAIL_DOMAIN = env("MAIL_DOMAIN", default="") or urlsplit(SITE_URL).hostname or "localhost"
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="") or f"{SITE_SHORT_NAME} {SITE_PLACE} <rembuk@{MAIL_DOMAIN}>"
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_PATIENCE = env.float("MAIL_PATIENCE", default=1.0)  # factor on the pauses between attempts
MAIL_LEASE = env.float("MAIL_LEASE_SECONDS", default=100)  # longer than a send can last: four steps of 20 s

# The forum
FORUM_HELD_POSTS = env.int("FORUM_HELD_POSTS", default=2)  # of a new account that moderators look at first

# Background work
SWEEP = env.int("SWEEP_SECONDS", default=30)
CELERY_BROKER_URL = broker_url(REDIS_ADDRESS)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # the default gives up for ever after 100
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,  # a publish fails in milliseconds while the broker is away
    "socket_timeout": 5,  # and never waits for one that accepts and does not answer
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"mail.*": {"queue": "mail"}}
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "celery.beat.Scheduler"  # in memory: beat keeps nothing
CELERY_BEAT_SCHEDULE = {
    name: {"task": name, "schedule": every, "options": {"expires": every}}
    for name, every in {
        "mail.send": SWEEP,
        "mail.beat": SWEEP,
        "mail.sweep": 3600,
        "activity.tell_due": SWEEP,
        "notifications.dispatch": SWEEP,
        "notifications.send_digests": 2 * SWEEP,
        "notifications.send_undone": 600,
        "commons.run_jobs": SWEEP,
        "commons.sweep": 3600,
        "notifications.sweep": 24 * 3600,
        "accounts.sweep": 3600,
        "meetings.sweep": 24 * 3600,
        "portal.beat": SWEEP,
    }.items()
}

# Logs: one JSON object a line, each with the request's id
LOGGING = in_json(env("LOG_LEVEL", default="INFO"))
DJANGO_STRUCTLOG_CELERY_ENABLED = False
