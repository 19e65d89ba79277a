"""What a project that was checked out fresh lacks, and how it is made up."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import types
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from synclint_harness import credentials, environment, settings_module  # noqa: E402


class ImproperlyConfigured(Exception):
    """As Django and django-environ call it."""


class UndefinedValueError(Exception):
    """As python-decouple calls it."""


class Variables(unittest.TestCase):
    def setUp(self) -> None:
        patch = mock.patch.dict(os.environ, {"PATH": "/usr/bin"}, clear=True)
        patch.start()
        self.addCleanup(patch.stop)
        self.folder = Path(
            self.enterContext(tempfile.TemporaryDirectory()) if hasattr(self, "enterContext") else tempfile.mkdtemp()
        )

    def invented(self, code: str) -> dict[str, str]:
        """Values that code of a settings module needed, which is a file since its lines are read."""
        file = self.folder / f"settings{len(list(self.folder.iterdir()))}.py"
        file.write_text(code)
        inventions = environment.Inventions()
        names = {"os": os, "ImproperlyConfigured": ImproperlyConfigured, "UndefinedValueError": UndefinedValueError}
        with credentials.Asked() as asked:
            inventions.complete(lambda: exec(compile(code, str(file), "exec"), dict(names)), unanswered=asked.unanswered)
        return inventions.values

    def test_are_plausible_by_their_name(self) -> None:
        code = "\n".join(
            f'os.environ["{name}"]'
            for name in (
                "DATABASE_URL",
                "REDIS_URL",
                "API_BASE_URL",
                "SMTP_PORT",
                "USE_CACHE",
                "CRM_API_KEY",
                "REGION",
                "SENTRY_DSN",
            )
        )
        self.assertEqual(
            self.invented(code),
            {
                "DATABASE_URL": "sqlite:///synclint-fake.sqlite3",
                "REDIS_URL": "redis://redis.invalid:6379/0",
                "API_BASE_URL": "https://api-base.synclint-fake.example",
                "SMTP_PORT": "8000",
                "USE_CACHE": "0",
                "CRM_API_KEY": "synclint-fake-crm-api-key",
                "REGION": "synclint-fake-region",
                "SENTRY_DSN": "",
            },
        )

    def test_are_found_in_messages(self) -> None:
        for error in (
            'ImproperlyConfigured("Set the {} environment variable")',
            'UndefinedValueError("{} not found. Declare it as envvar or define a default value.")',
            'RuntimeError("{} must be set")',
        ):
            code = f'if "CRM_REGION" not in os.environ: raise {error.format("CRM_REGION")}'
            with self.subTest(error):
                os.environ.pop("CRM_REGION", None)
                self.assertEqual(self.invented(code), {"CRM_REGION": "synclint-fake-crm-region"})

    def test_are_found_in_the_line_that_fails(self) -> None:
        self.assertEqual(self.invented('int(os.getenv("CRM_SHARDS"))'), {"CRM_SHARDS": "1"})
        self.assertEqual(self.invented('os.environ.get("CRM_HOSTS").split(",")'), {"CRM_HOSTS": "synclint-fake.example"})

    def test_are_tried_where_an_earlier_line_got_nothing(self) -> None:
        code = "\n".join(
            (
                'region = os.getenv("CRM_REGION")',
                'url = os.getenv("DATABASE_URL")',
                'sentry, level = os.environ.get("SENTRY_URL"), os.getenv("LOG_LEVEL", "INFO")',
                'database = {"ENGINE": "sqlite"} if url else {}',
                'database["ENGINE"]',
            )
        )
        self.assertEqual(self.invented(code), {"DATABASE_URL": "sqlite:///synclint-fake.sqlite3"})

    def test_that_change_nothing_are_taken_back(self) -> None:
        with self.assertRaises(KeyError):
            self.invented('region = os.getenv("CRM_REGION")\n{}["ENGINE"]')
        self.assertNotIn("CRM_REGION", os.environ)

    def test_are_not_made_up_for_other_errors(self) -> None:
        for code, error in (('{}["CRM_REGION"]', KeyError), ("import nowhere_at_all", ImportError), ("1 / 0", ZeroDivisionError)):
            with self.subTest(code), self.assertRaises(error):
                self.invented(code)

    def test_of_outside_are_gone(self) -> None:
        os.environ.update({"AWS_SECRET_ACCESS_KEY": "real", "PYTHONPATH": "/elsewhere", "LANG": "C.UTF-8"})
        environment.minimise(str(self.folder), {"GIVEN": "yes"})
        self.addCleanup(setattr, tempfile, "tempdir", None)
        self.assertEqual(sorted(os.environ), ["GIVEN", "HOME", "LANG", "PATH", "PYTHONDONTWRITEBYTECODE", "TMPDIR"])


class Credentials(unittest.TestCase):
    def test_are_known_by_their_names(self) -> None:
        for name in ("ARRIVY_AUTH_KEY", "apiKey", "DB_PASSWORD", "CLIENT_ID", "GOOGLE_CREDENTIALS", "hubspot_access_token"):
            self.assertTrue(credentials.looks_like_credential(name), name)
        for name in ("TOKEN_URL", "CACHE_KEY_PREFIX", "PRIMARY_KEY", "MONKEY", "KEYBOARD", "AUTH_TIMEOUT", "SENTRY_DSN"):
            self.assertFalse(credentials.looks_like_credential(name), name)

    def test_that_are_missing_are_filled_and_real_ones_replaced(self) -> None:
        module = types.ModuleType("settings")
        vars(module).update(
            SECRET_KEY="kept",
            CRM_TOKEN="",
            CRM_SHEET="",
            CRM_URL="",
            OTHER="",
            ERP={"PASSWORD": None, "HOST": ""},
            ERP_KEY="from-the-file",
        )
        with tempfile.TemporaryDirectory() as root:
            (Path(root) / ".env").write_text('export ERP_KEY="from-the-file"\nREGION=eu\n')
            filled = credentials.fill_settings(
                module, frozenset({"SECRET_KEY"}), root, frozenset({"CRM_SHEET", "CRM_URL", "OTHER"})
            )
        self.assertEqual(filled, ["CRM_SHEET", "CRM_TOKEN", "ERP.PASSWORD", "ERP_KEY"])
        self.assertEqual(vars(module)["ERP"], {"PASSWORD": "synclint-fake-erp-password", "HOST": ""})
        self.assertEqual((vars(module)["CRM_URL"], vars(module)["OTHER"], vars(module)["SECRET_KEY"]), ("", "", "kept"))


@unittest.skipUnless(importlib.util.find_spec("django"), "needs Django")
class Sqlite(unittest.TestCase):
    def test_is_adapted_where_no_application_has_models(self) -> None:
        code = "from synclint_harness.databases import sqlite; sqlite.collapse_schemas()"
        ended = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[1], capture_output=True, text=True)
        self.assertEqual((ended.returncode, ended.stderr), (0, ""))


class Settings(unittest.TestCase):
    def test_are_those_that_manage_py_names(self) -> None:
        variable = '"DJANGO_SETTINGS_MODULE"'
        for line in (
            f'os.environ.setdefault({variable}, "crm.settings")',
            f'os.environ[{variable}] = "crm.settings"',
            f'os.environ.setdefault({variable}, os.getenv("WHICH", "crm.settings"))',
        ):
            with self.subTest(line), tempfile.TemporaryDirectory() as root:
                (Path(root) / "manage.py").write_text(f"import os\nraise SystemExit  # never run\n{line}\n")
                self.assertEqual(settings_module.named_by_manage_py(root, []), "crm.settings")

    def test_may_lie_beside_manage_py(self) -> None:
        line = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", os.getenv("WHICH", "settings"))'
        with tempfile.TemporaryDirectory() as root:
            (Path(root) / "manage.py").write_text(f"import os\n{line}\n")
            self.assertIsNone(settings_module.named_by_manage_py(root, []))
            (Path(root) / "settings.py").touch()
            self.assertEqual(settings_module.named_by_manage_py(root, []), "settings")

    def test_may_be_named_by_a_module_that_manage_py_imports(self) -> None:
        def setting(name: str) -> str:
            return f'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{name}")'

        main = f'if "test" in sys.argv:\n    {setting("test.settings")}\nelse:\n    {setting("crm.settings")}\n'
        with tempfile.TemporaryDirectory() as root:
            (Path(root) / "manage.py").write_text("from crm.main import main\nmain()\n")
            (Path(root) / "crm").mkdir()
            (Path(root) / "crm" / "main.py").write_text(f"import os, sys\n{main}")
            self.assertEqual(settings_module.named_by_manage_py(root, []), "crm.settings")

    def test_are_nowhere_without_one(self) -> None:
        with tempfile.TemporaryDirectory() as root:
            self.assertIsNone(settings_module.named_by_manage_py(root, [root]))


if __name__ == "__main__":
    unittest.main()
