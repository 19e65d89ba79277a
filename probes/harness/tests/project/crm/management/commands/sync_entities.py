from django.core.management import call_command
from django.core.management.base import BaseCommand

from crm.models import Entity


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("--name", default="synced")
        parser.add_argument("--api-token", default="")
        parser.add_argument("--nested", action="store_true")

    def handle(self, *args, **options):
        Entity.objects.create(name=options["name"])  # place: subprocess_python
        if options["nested"]:
            call_command("sync_entities", name="nested", api_token="abc")  # place: nested
