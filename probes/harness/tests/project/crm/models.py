from django.db import models


class Entity(models.Model):
    name = models.CharField(max_length=100)
    seen = models.DateTimeField(null=True)
    price = models.DecimalField(max_digits=10, decimal_places=2, null=True)

    class Meta:
        db_table = "arrivy_entity"


class SyncHistory(models.Model):
    crm_source = models.CharField(max_length=50)
    status = models.CharField(max_length=20)

    class Meta:
        db_table = "sync_history"
