SECRET_KEY = "for tests only"
INSTALLED_APPS = ["parcels"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "depot.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
RETURNS_FIELD = "parcels_that_came_back"
