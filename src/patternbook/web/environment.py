"""What the environment says, read once. Every setting stands in one table, with its meaning.

Reading never raises: what is wrong is gathered as problems, and Django's system checks report them all
at start-up, each with an id and what to do (`kit.checks`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import unquote, urlsplit

from patternbook.errors import did_you_mean

Mode = Literal["production", "demonstration", "test"]
MODES: tuple[Mode, ...] = ("production", "demonstration", "test")
EMAIL_WAYS = ("console", "file", "smtp")
EMAIL_SECURITY = ("tls", "starttls", "none")
LEVELS = ("debug", "info", "warning", "error")

# Long enough that it cannot be guessed (NIST SP 800-57: 128 bits at least; 50 characters is Django's own rule).
SECRET_LENGTH = 50
DEVELOPMENT_SECRET = "this-secret-is-for-demonstration-and-tests-only-and-is-public"  # noqa: S105  # refused in production below


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what it means, and what holds where it is not set."""

    name: str
    meaning: str
    default: str = ""
    choices: tuple[str, ...] = ()
    required: str = ""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "PATTERNBOOK_MODE",
        "What this process is for. `demonstration` and `test` have a public secret key and must never hold real data.",
        "production",
        MODES,
    ),
    Setting(
        "PATTERNBOOK_SECRET_KEY",
        "Signs sessions and tokens: at least 50 random characters, the same for every process of one installation.",
        required="in production",
    ),
    Setting(
        "PATTERNBOOK_OLD_SECRET_KEYS",
        "Earlier secret keys, separated by commas, that still open what they signed, while keys are being changed.",
    ),
    Setting(
        "PATTERNBOOK_HOSTS",
        "The host names that are served, separated by commas. Councils' own domains must stand here too.",
        required="in production",
    ),
    Setting(
        "PATTERNBOOK_ADDRESS",
        "Where links in emails begin, such as `https://services.example.gov.uk`.",
        "http://localhost:8000",
        required="in production",
    ),
    Setting(
        "PATTERNBOOK_HTTPS",
        "Whether people reach it by HTTPS: cookies are then secure, and browsers are told to come by HTTPS only.",
        "yes in production, no otherwise",
        ("yes", "no"),
    ),
    Setting(
        "PATTERNBOOK_PROXIES",
        "How many reverse proxies stand in front; their X-Forwarded-For and X-Forwarded-Proto are believed. "
        "Set it to 0 where clients connect directly, or anybody can claim any address.",
        "0",
    ),
    Setting("DATABASE_URL", "`sqlite:///path/to/file` or `postgresql://user:password@host:5432/name`.", "SQLite in the folder"),
    Setting(
        "PATTERNBOOK_DATABASE_POOL",
        "PostgreSQL: the largest number of connections in each process's pool; 0 keeps one connection a thread.",
        "0",
    ),
    Setting("PATTERNBOOK_FOLDER", "Where files are kept: the SQLite database, uploads, collected static files.", "var"),
    Setting("PATTERNBOOK_EMAIL", "How emails leave.", "smtp in production, file otherwise", EMAIL_WAYS),
    Setting("PATTERNBOOK_EMAIL_FROM", "The address that emails come from.", "services@example.invalid", required="with smtp"),
    Setting("PATTERNBOOK_SMTP_HOST", "The mail server.", required="with smtp"),
    Setting("PATTERNBOOK_SMTP_PORT", "Its port.", "587"),
    Setting("PATTERNBOOK_SMTP_SECURITY", "How the connection is protected.", "starttls", EMAIL_SECURITY),
    Setting("PATTERNBOOK_SMTP_USER", "Who signs in to the mail server; empty where nobody needs to."),
    Setting("PATTERNBOOK_SMTP_PASSWORD", "Their password."),
    Setting(
        "PATTERNBOOK_OS_PLACES_KEY",
        "The key to Ordnance Survey's Places API. Needed where a council's adoption binds a connection to "
        "`os_places`: without it no address is found there, and residents enter theirs by hand.",
    ),
    Setting(
        "PATTERNBOOK_OS_PLACES_ADDRESS",
        "Where that API is; another address is for tests.",
        "https://api.os.uk/search/places/v1",
    ),
    Setting("PATTERNBOOK_LOG", "How logs are written: `json` for machines, `plain` for people.", "json in production, plain otherwise", ("json", "plain")),
    Setting("PATTERNBOOK_LOG_LEVEL", "The least that is logged.", "info", LEVELS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wrong:
    """A setting that cannot be used: a stable id, what is wrong, and what to do."""

    id: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Email:
    """How emails leave."""

    way: str
    sender: str
    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one process, and everything that is wrong with them."""

    mode: Mode
    secret_key: str = field(repr=False)
    old_secret_keys: tuple[str, ...] = field(repr=False)
    hosts: tuple[str, ...]
    address: str
    https: bool
    proxies: int
    database: Mapping[str, Any] = field(repr=False)
    folder: Path
    email: Email
    os_places_key: str = field(repr=False)
    os_places_address: str
    log: str
    log_level: str
    problems: tuple[Wrong, ...]

    @property
    def trusted_origins(self) -> tuple[str, ...]:
        """Origins from which forms may be sent: each served host, by the scheme in use."""
        scheme = "https" if self.https else "http"
        return tuple(
            f"{scheme}://{'*' + host if host.startswith('.') else host}" for host in self.hosts if host != "*"
        )


class _Reader:
    """Takes settings out of the environment and gathers what is wrong with them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[Wrong] = []
        self.known = {setting.name: setting for setting in SETTINGS}

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(self.known[name].name, "").strip() or default

    def listed(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name).split(",") if part.strip())

    def choice(self, name: str, default: str) -> str:
        value = self.text(name, default)
        choices = self.known[name].choices
        if value in choices:
            return value
        self.wrong("patternbook.E002", f"{name} is {value!r}.", f"Set it to one of: {', '.join(choices)}.")
        return default

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if value.isascii() and value.isdigit():
            return int(value)
        self.wrong("patternbook.E003", f"{name} is {value!r}.", "Set it to a whole number, such as 0.")
        return default

    def wrong(self, id: str, message: str, hint: str) -> None:
        self.problems.append(Wrong(id, message, hint))


def read_environment(variables: Mapping[str, str]) -> Environment:
    """The settings from environment variables, with everything that is wrong. Never raises.

    >>> read_environment({"PATTERNBOOK_MODE": "test"}).problems
    ()
    >>> [problem.id for problem in read_environment({}).problems]
    ['patternbook.E001', 'patternbook.E004', 'patternbook.E005', 'patternbook.E007', 'patternbook.E007']
    """
    read = _Reader(variables)
    mode = cast(Mode, read.choice("PATTERNBOOK_MODE", "production"))
    production = mode == "production"
    folder = Path(read.text("PATTERNBOOK_FOLDER", "var")).absolute()
    environment = Environment(
        mode=mode,
        secret_key=_secret(read, production),
        old_secret_keys=read.listed("PATTERNBOOK_OLD_SECRET_KEYS"),
        hosts=_hosts(read, mode),
        address=_address(read, production),
        https=read.choice("PATTERNBOOK_HTTPS", "yes" if production else "no") == "yes",
        proxies=read.number("PATTERNBOOK_PROXIES", 0),
        database=_database(read, mode, folder),
        folder=folder,
        email=_email(read, production),
        os_places_key=read.text("PATTERNBOOK_OS_PLACES_KEY"),
        os_places_address=read.text("PATTERNBOOK_OS_PLACES_ADDRESS", "https://api.os.uk/search/places/v1"),
        log=read.choice("PATTERNBOOK_LOG", "json" if production else "plain"),
        log_level=read.choice("PATTERNBOOK_LOG_LEVEL", "info"),
        problems=(),
    )
    _misspelt(read)
    return replace(environment, problems=tuple(read.problems))


def _secret(read: _Reader, production: bool) -> str:
    secret = read.text("PATTERNBOOK_SECRET_KEY")
    if production and (len(secret) < SECRET_LENGTH or secret == DEVELOPMENT_SECRET):
        read.wrong(
            "patternbook.E001",
            "PATTERNBOOK_SECRET_KEY is missing, too short, or the public one.",
            f"Set it to at least {SECRET_LENGTH} random characters, for example from: openssl rand -base64 48. "
            "To try the software out, set PATTERNBOOK_MODE=demonstration.",
        )
    return secret or DEVELOPMENT_SECRET


def _hosts(read: _Reader, mode: Mode) -> tuple[str, ...]:
    hosts = read.listed("PATTERNBOOK_HOSTS")
    if mode == "production" and (not hosts or "*" in hosts):
        read.wrong(
            "patternbook.E004",
            "PATTERNBOOK_HOSTS does not say which host names are served.",
            "Set it to the names, separated by commas, such as services.example.gov.uk.",
        )
        return ()
    return hosts or ("localhost", "127.0.0.1", "[::1]", "testserver" if mode == "test" else ".localhost")


def _address(read: _Reader, production: bool) -> str:
    address = read.text("PATTERNBOOK_ADDRESS").rstrip("/")
    parts = urlsplit(address)
    usable = parts.scheme in {"https", "http"} and parts.netloc and not parts.path
    if (production and not address) or (address and not usable):
        read.wrong(
            "patternbook.E005",
            "PATTERNBOOK_ADDRESS does not say where links in emails begin.",
            "Set it to scheme and host, such as https://services.example.gov.uk.",
        )
    return address or "http://localhost:8000"


def _email(read: _Reader, production: bool) -> Email:
    way = read.choice("PATTERNBOOK_EMAIL", "smtp" if production else "file")
    email = Email(
        way=way,
        sender=read.text("PATTERNBOOK_EMAIL_FROM", "services@example.invalid"),
        host=read.text("PATTERNBOOK_SMTP_HOST"),
        port=read.number("PATTERNBOOK_SMTP_PORT", 587),
        security=read.choice("PATTERNBOOK_SMTP_SECURITY", "starttls"),
        user=read.text("PATTERNBOOK_SMTP_USER"),
        password=read.text("PATTERNBOOK_SMTP_PASSWORD"),
    )
    if way == "smtp":
        for name in ("PATTERNBOOK_SMTP_HOST", "PATTERNBOOK_EMAIL_FROM"):
            if not read.text(name):
                read.wrong("patternbook.E007", f"Emails leave by SMTP, but {name} is not set.", f"Set {name}, or set PATTERNBOOK_EMAIL=file.")  # fmt: skip
    return email


def _database(read: _Reader, mode: Mode, folder: Path) -> dict[str, Any]:
    address = read.text("DATABASE_URL", f"sqlite:///{folder / 'patternbook.sqlite3'}")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path[1:])), mode)
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(address, read.number("PATTERNBOOK_DATABASE_POOL", 0))
    read.wrong(
        "patternbook.E006",
        f"DATABASE_URL begins with {parts.scheme!r}.",
        "Set it to sqlite:///path/to/file or postgresql://user:password@host:5432/name.",
    )
    return _sqlite(folder / "patternbook.sqlite3", mode)


def _sqlite(path: Path, mode: Mode) -> dict[str, Any]:
    # FULL: a case that was acknowledged survives a power cut. Tests have nothing to survive.
    synchronous = "OFF" if mode == "test" else "FULL"
    return {
        # Django's own back end and a write lock in the process, which keeps the slowest write short.
        "ENGINE": "patternbook.web.sqlite",
        "NAME": str(path),
        "OPTIONS": {
            "init_command": f"PRAGMA journal_mode=WAL;PRAGMA synchronous={synchronous};PRAGMA foreign_keys=ON",
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
        },
        # A file, not memory: threads of one test then meet the same locks as in real life.
        "TEST": {"NAME": str(path.with_name("test.sqlite3"))},
    }


def _postgresql(address: str, pool: int) -> dict[str, Any]:
    parts = urlsplit(address)
    options: dict[str, Any] = {}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        # A pool keeps connections itself, and Django refuses to keep them twice.
        "CONN_MAX_AGE": 0 if pool else None,
        "CONN_HEALTH_CHECKS": not pool,
    }


def _misspelt(read: _Reader) -> None:
    for name in read.variables:
        if (
            name.startswith("PATTERNBOOK_")
            and name not in read.known
            and not name.startswith("PATTERNBOOK_TEST_")
        ):
            read.wrong(
                "patternbook.E008",
                f"There is no setting called {name}.",
                did_you_mean(name, read.known) or "docs/reference/settings.md lists the settings.",
            )
