"""Of the bare site. DATABASE_URL as ours; everything else is Django's own."""

import os

import environ

from portal.environment import database

SCHEMA = "bare"
SECRET_KEY = "measured, never published"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.limit.urls"
WSGI_APPLICATION = "bench.limit.wsgi.application"
USE_I18N = False
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
KNOWS_ITS_READER = bool(os.environ.get("BARE_KNOWS"))
MIDDLEWARE = (
    [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    if KNOWS_ITS_READER
    else []
)
DATABASES = {"default": database(environ.Env.db_url_config(os.environ["DATABASE_URL"]))}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = False
DATABASES["default"]["OPTIONS"]["options"] = f"-c search_path={SCHEMA}"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
