"""Published versions, which nothing changes, and what each council adopted."""

from __future__ import annotations

from django.db import models

from patternbook.web.authorities.models import Authority, Person


class Version(models.Model):
    """One published text of a service. Immutable: text and examples are the truth, all else is worked out from them."""

    service = models.CharField(max_length=64)
    number = models.CharField(max_length=20)
    publisher = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="published")
    publisher_name = models.CharField(max_length=160)
    text = models.TextField()
    examples = models.JSONField(default=dict)
    text_digest = models.CharField(max_length=80)
    meaning_digest = models.CharField(max_length=80)
    title = models.JSONField()
    published = models.DateTimeField()
    # The version that this one follows, what changed since in words, and how grave the gravest change is.
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    notes = models.TextField(blank=True)
    severity = models.CharField(max_length=12, blank=True)
    # Everybody whose work is in it: [{"name": …, "authority": slug or "", "of": what}], carried on from version to version.
    contributors = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["service", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["text_digest"], name="one_version_a_text"),
        )


class Recall(models.Model):
    """A version that its publisher took back: who runs it must act. A version itself never changes."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="recall")
    because = models.TextField()
    what_to_do = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class SignOff(models.Model):
    """Somebody by name reviewed one side of a version: its law, or its words in a language."""

    LAW, TRANSLATION = "law", "translation"

    version = models.ForeignKey(Version, models.PROTECT, related_name="sign_offs")
    kind = models.CharField(max_length=12, choices=[(LAW, LAW), (TRANSLATION, TRANSLATION)])
    language = models.CharField(max_length=2, blank=True)
    reviewer = models.CharField(max_length=160)
    capacity = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "kind", "language", "reviewer"], name="one_sign_off_a_reviewer"
            ),
        )


class Indexed(models.Model):
    """What a search reads of a service: the words of its newest version are its `Posting`s."""

    service = models.CharField(max_length=64, unique=True)
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    title = models.TextField()
    summary = models.TextField()
    function = models.CharField(max_length=20, db_index=True)
    lgsl = models.JSONField(default=list)


class Term(models.Model):
    """A word that stands in some service. The search corrects typing errors by these, and by no dictionary."""

    word = models.CharField(max_length=40, unique=True)
    # What the word is without its English ending, so that "collections" finds "collection".
    stem = models.CharField(max_length=40, db_index=True)
    length = models.PositiveSmallIntegerField(db_index=True)


class Posting(models.Model):
    """A word stands in this part of a service."""

    TITLE, SUMMARY, LAW, LGSL, NUMBER, BODY = "t", "s", "l", "g", "n", "b"

    term = models.ForeignKey(Term, models.PROTECT, related_name="postings")
    indexed = models.ForeignKey(Indexed, models.CASCADE, related_name="postings")
    part = models.CharField(max_length=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["term", "indexed", "part"], name="one_posting_a_word_and_part"),
        )


class Adoption(models.Model):
    """A service at a council."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="adoptions")
    service = models.CharField(max_length=64)
    current = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    is_on = models.BooleanField(default=False)
    notice_when_off = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "service"], name="one_adoption_a_service"),
        )
        # Who runs a service, among a thousand services at four hundred councils.
        indexes = (models.Index(fields=["service", "is_on"], name="adoptions_of_a_service"),)


class Revision(models.Model):
    """What a council adopted, as it stood from one moment on: version, settings, bindings. Immutable."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    text = models.TextField()
    text_digest = models.CharField(max_length=80)
    meaning_digest = models.CharField(max_length=80)
    adoption_text = models.TextField()
    because = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["adoption", "number"], name="one_revision_a_number"),)


class Preparation(models.Model):
    """What a council is preparing of a service: a version, settings, bindings. Nothing of it reaches a resident yet."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    service = models.CharField(max_length=64)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    # The council's own text; empty where it takes the version's.
    text = models.TextField(blank=True)
    adoption_text = models.TextField()
    # The revision that was current when this was begun.
    begun_from = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    changed = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "service"], name="one_preparation_a_service"),
        )


class Chosen(models.Model):
    """What a council chose for one setting, as its current revision says: so that others can see it at once."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="chosen")
    service = models.CharField(max_length=64)
    setting = models.CharField(max_length=64)
    from_day = models.DateField(null=True)
    value = models.JSONField(null=True)

    class Meta:
        indexes = (models.Index(fields=["service", "setting"]),)


class EditReason(models.Model):
    """Why a council's text differs from its base at one place."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="edit_reasons")
    path = models.CharField(max_length=400)
    because = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["adoption", "path"], name="one_reason_a_path"),)


class Upgrade(models.Model):
    """A newer version on its way into an adoption."""

    OPEN = ("offered", "prepared", "scheduled")
    STATES = (*OPEN, "applied", "declined")

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="upgrades")
    to = models.ForeignKey(Version, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(state, state) for state in STATES])
    # What the merge gave, where every conflict is decided; it is merged again where the council's text changed since.
    text = models.TextField(blank=True)
    adoption_text = models.TextField(blank=True)
    merged_from = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")
    apply_on = models.DateField(null=True)
    urgent_by = models.DateField(null=True)
    because = models.TextField(blank=True)
    made = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    applied = models.ForeignKey(Revision, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["adoption", "to"], name="one_upgrade_a_version"),
            models.CheckConstraint(
                condition=models.Q(state__in=["offered", "prepared", "scheduled", "applied", "declined"]),
                name="upgrade_state_is_known",
            ),
        )


class ConflictDecision(models.Model):
    """What a named person decided of one conflict. It is kept, so that nobody is asked twice."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="decisions")
    conflict = models.CharField(max_length=80)
    path = models.CharField(max_length=400)
    take = models.CharField(max_length=20, blank=True)
    value = models.JSONField(null=True)
    because = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["adoption", "conflict"], name="one_decision_a_conflict"),
        )


class Offer(models.Model):
    """An edit that a council offers to the publisher of the service."""

    STATES = ("offered", "taken", "taken_in_part", "declined", "withdrawn")

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="offers")
    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="offers")
    base = models.ForeignKey(Version, models.PROTECT, related_name="offers")
    text = models.TextField()
    title = models.CharField(max_length=200)
    because = models.TextField()
    evidence = models.TextField(blank=True)
    # The paths of the changes that are offered; those that were taken.
    paths = models.JSONField(default=list)
    taken_paths = models.JSONField(default=list)
    state = models.CharField(max_length=14, choices=[(state, state) for state in STATES])
    answer = models.TextField(blank=True)
    published_in = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class WorkingCopy(models.Model):
    """A text that designers of one council are editing: of its own adoption, or one that it will publish."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    service = models.CharField(max_length=64)
    # What it differs from: the base of the council's adoption, or the version that the publisher published last.
    base = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    examples = models.JSONField(default=dict)
    step = models.PositiveIntegerField(default=0)
    newest = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["authority", "service"], name="one_working_copy_a_service"),
        )


class WorkingStep(models.Model):
    """One step in the history of a working copy, so that it can be undone and done again."""

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    copy = models.ForeignKey(WorkingCopy, models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    text = models.TextField()
    says = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["copy", "number"], name="one_step_a_number"),)
