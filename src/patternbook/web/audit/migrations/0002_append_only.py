"""The database refuses to change or delete events and seals."""

from django.db import migrations

from patternbook.web.audit import triggers


def put_up(apps, editor):
    for statement in triggers.put_up(editor.connection.vendor):
        editor.execute(statement)


def take_down(apps, editor):
    for statement in triggers.take_down(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
