import requests
from django.conf import settings
from django.core.management.base import BaseCommand

from parcels.models import Shipment


class Command(BaseCommand):
    help = "Forget what came back"

    def handle(self, *args, **options):
        answer = requests.get("https://api.parcels.example/v2/depots/7/returns", timeout=10).json()
        for shipment in answer[settings.RETURNS_FIELD]:
            Shipment.objects.filter(id=shipment["id"]).delete()
