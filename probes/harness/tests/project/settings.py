import os

SECRET_KEY = "synclint-fake-key"
INSTALLED_APPS = ["django.contrib.contenttypes", "crm"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if os.environ.get("TEST_DATABASE", "").startswith("postgres"):
    _name, _host = os.environ["TEST_DATABASE"].split(":")[1:]
    _engine = {"ENGINE": "django.db.backends.postgresql", "NAME": _name, "HOST": _host, "USER": "postgres"}
else:
    _engine = {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("TEST_DATABASE", "")}
DATABASES = {"default": _engine}
