from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("authorities", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="sessions",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
