from django.db import models


class Shipment(models.Model):
    id = models.BigIntegerField(primary_key=True)
    receiver = models.CharField(max_length=100)
    email = models.EmailField()
    weight = models.DecimalField(max_digits=8, decimal_places=2)
    sent_at = models.DateTimeField()
    due_date = models.DateField()
