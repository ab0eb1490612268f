"""Settings from the environment, and the messages for wrong ones."""

import re
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import CommandBudget, Role, Settings, SettingsError
from bot.settings.credentials import AppCredentials, store

PEM = "-----BEGIN RSA PRIVATE KEY-----\nbm90IGEga2V5\n-----END RSA PRIVATE KEY-----"
OTHER_PEM = PEM.replace("bm90", "bm91")
ALL = {
    "APP_ID": "12",
    "PRIVATE_KEY": PEM,
    "WEBHOOK_SECRET": "sesame, open yourself",
    "GITHUB_TOKEN": "ghp_x",
    "GITHUB_API_URL": "https://github.example/api/v3/",
    "DATABASE_URL": "sqlite:///work.db",
    "PUBLIC_URL": "https://duly.example/",
    "HOST": "0.0.0.0",
    "PORT": "80",
    "LOG_LEVEL": "DEBUG",
    "DULY_WRITE_INTERVAL": "0",
    "DULY_DEBOUNCE": "0.5",
}
READ = Settings(
    app_id="12",
    private_key=PEM,
    webhook_secret="sesame, open yourself",
    github_token="ghp_x",
    github_api_url="https://github.example/api/v3",
    database_url="sqlite:///work.db",
    public_url="https://duly.example",
    host="0.0.0.0",
    port=80,
    log_level="debug",
    write_interval=0.0,
    debounce=0.5,
)

ENVIRONMENTS: list[object] = [
    pytest.param({}, Settings(), id="nothing"),
    pytest.param({"PATH": "/bin", "LANG": "C"}, Settings(), id="no variable of Duly's"),
    pytest.param(dict.fromkeys(ALL, ""), Settings(), id="all empty"),
    pytest.param(ALL, READ, id="all"),
    pytest.param({"PRIVATE_KEY": PEM.replace("\n", "\\n")}, Settings(private_key=PEM), id="a key on one line"),
    pytest.param(
        {"COMMANDS": "5", "STRANGERS_COMMANDS": "2", "COMMANDS_WITHIN": "60"},
        Settings(commands=CommandBudget(commands=5, strangers=2, seconds=60.0)),
        id="budget of commands",
    ),
    pytest.param({"PORT": " 8081 \n"}, Settings(port=8081), id="white space around"),
    pytest.param({"LOG_LEVEL": "warn"}, Settings(log_level="warning"), id="a level by its short name"),
]


@pytest.mark.parametrize(("environ", "settings"), ENVIRONMENTS)
def test_the_environment_is_read(environ: dict[str, str], settings: Settings) -> None:
    assert Settings.from_environment(environ) == settings


FILES = [
    pytest.param("PORT=8081\n", {}, Settings(port=8081), id="a value"),
    pytest.param("# ports\n\nPORT = 8081\n", {}, Settings(port=8081), id="a comment"),
    pytest.param("PORT='8081'\n", {}, Settings(port=8081), id="quotes"),
    pytest.param("PORT=8081\n", {"PORT": "8082"}, Settings(port=8082), id="the environment wins"),
    pytest.param("PORT=8081\n", {"PORT": ""}, Settings(port=8081), id="an empty variable does not"),
    pytest.param(
        f"PRIVATE_KEY={shlex.quote(PEM.strip().replace(chr(10), chr(92) + 'n'))}\n",
        {},
        Settings(private_key=PEM.strip()),
        id="a key as the set-up page prints it",
    ),
]


@pytest.mark.parametrize(("text", "environ", "settings"), FILES)
def test_settings_may_stand_in_a_file(tmp_path: Path, text: str, environ: dict[str, str], settings: Settings) -> None:
    (tmp_path / "duly.env").write_text(text, encoding="utf-8")
    found = Settings.from_environment(environ | {"DULY_SETTINGS": str(tmp_path / "duly.env")})
    assert found == settings


BROKEN = [
    pytest.param("PORT\n", "duly.env:1: write NAME=value", id="no sign"),
    pytest.param("\nPORT='8081\n", "duly.env:2: a quote has no end", id="an open quote"),
    pytest.param(None, "cannot be read: No such file", id="no file"),
]


@pytest.mark.parametrize(("text", "message"), BROKEN)
def test_a_file_of_settings_with_a_mistake(tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "duly.env").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(message)):
        Settings.from_environment({"DULY_SETTINGS": str(tmp_path / "duly.env")})


def test_the_key_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key.pem").write_text(PEM, encoding="utf-8")
    assert Settings.from_environment({"PRIVATE_KEY_PATH": str(tmp_path / "key.pem")}).private_key == PEM


WRONG = [
    pytest.param({"PORT": "http"}, "PORT='http' is not a number", id="port a word"),
    pytest.param({"PORT": "70000"}, "PORT='70000' is not between 0 and 65535", id="port too high"),
    pytest.param({"PORT": "-1"}, "PORT='-1' is not between", id="port negative"),
    pytest.param({"DULY_WRITE_INTERVAL": "nan"}, "DULY_WRITE_INTERVAL='nan' is not between", id="interval no number"),
    pytest.param({"DULY_WRITE_INTERVAL": "-1"}, "DULY_WRITE_INTERVAL='-1' is not between", id="interval negative"),
    pytest.param({"DULY_DEBOUNCE": "-1"}, "DULY_DEBOUNCE='-1' is not between", id="debounce negative"),
    pytest.param({"LOG_LEVEL": "loud"}, "LOG_LEVEL='loud' is none of debug, info", id="log level"),
    pytest.param(
        {"GITHUB_API_URL": "api.github.com"}, "GITHUB_API_URL must begin with https://", id="URL without scheme"
    ),
    pytest.param({"PUBLIC_URL": "https://"}, "PUBLIC_URL must begin with", id="URL without host"),
    pytest.param({"GITHUB_API_URL": "http://[::1"}, "GITHUB_API_URL is not a URL", id="URL broken"),
    pytest.param(
        {"PRIVATE_KEY": "MIIEpAIBAAKCAQEA"},
        "PRIVATE_KEY holds no PEM text: it should begin with -----BEGIN",
        id="key without its frame",
    ),
    pytest.param(
        {"PRIVATE_KEY_PATH": "/absent.pem"}, "PRIVATE_KEY_PATH='/absent.pem' cannot be read: No such", id="no key file"
    ),
    pytest.param(
        {"PRIVATE_KEY_PATH": "/"}, "PRIVATE_KEY_PATH='/' cannot be read: Is a directory", id="a folder as key file"
    ),
]


@pytest.mark.parametrize(("environ", "message"), WRONG)
def test_what_is_wrong_is_named(environ: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError) as error:
        Settings.from_environment(environ)
    assert str(error.value).startswith(message)


def test_a_key_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "key.der").write_bytes(b"\x30\x82\xff\xfe")
    with pytest.raises(SettingsError, match="it is no text"):
        Settings.from_environment({"PRIVATE_KEY_PATH": str(tmp_path / "key.der")})


UNENCRYPTED = [
    pytest.param("http://github.example/api/v3", True, id="another machine"),
    pytest.param("http://10.0.0.7:3000", True, id="a private address"),
    pytest.param("http://127.0.0.1.example.org", True, id="a name that looks like loopback"),
    pytest.param("https://github.example/api/v3", False, id="encrypted"),
    pytest.param("http://127.0.0.1:3000", False, id="loopback"),
    pytest.param("http://[::1]:3000", False, id="loopback of IPv6"),
    pytest.param("http://localhost:3000", False, id="localhost"),
]
CREDENTIALS = [
    pytest.param({}, False, id="none"),
    pytest.param({"GITHUB_TOKEN": "ghp_x"}, True, id="a token"),
    pytest.param({"APP_ID": "1", "PRIVATE_KEY": PEM}, True, id="an App"),
]


@pytest.mark.parametrize(("url", "unencrypted"), UNENCRYPTED)
@pytest.mark.parametrize(("credentials", "given"), CREDENTIALS)
def test_credentials_are_not_sent_unencrypted(
    url: str, unencrypted: bool, credentials: dict[str, str], given: bool
) -> None:
    environ = {"GITHUB_API_URL": url, **credentials}
    if not (unencrypted and given):
        assert Settings.from_environment(environ).github_api_url == url
        return
    with pytest.raises(SettingsError, match=r"sent unencrypted to .*: write https://"):
        Settings.from_environment(environ)


SECRETS = [
    pytest.param("x" * 15, False, id="15 characters"),
    pytest.param("x" * 16, True, id="16 characters"),
]


@pytest.mark.parametrize(("secret", "taken"), SECRETS)
def test_a_short_webhook_secret_is_refused_by_the_server(secret: str, taken: bool) -> None:
    settings = replace(READ, webhook_secret=secret)
    if taken:
        settings.check_server()
        return
    with pytest.raises(SettingsError, match="fewer than 16 characters") as error:
        settings.check_server()
    assert secret not in str(error.value)


@pytest.mark.parametrize("secret", ["webhook_secret", "webhook_secret_before"])
def test_the_short_secret_is_named(secret: str) -> None:
    settings = replace(READ, webhook_secret="x" * 16)
    with pytest.raises(SettingsError, match=rf"^{secret.upper()} has fewer"):
        replace(settings, **{secret: "short"}).check_server()  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [",", ", ,"])
def test_a_list_of_no_accounts_does_not_mean_all(given: str) -> None:
    with pytest.raises(SettingsError, match="ACCOUNTS names no account"):
        Settings.from_environment({"ACCOUNTS": given})


PATHS = [
    pytest.param("", "duly.db", id="nothing"),
    pytest.param("work.db", "work.db", id="a name"),
    pytest.param("./data/work.db", "data/work.db", id="a relative path"),
    pytest.param("/var/lib/duly.db", "/var/lib/duly.db", id="an absolute path"),
    pytest.param("C:work.db", "C:work.db", id="a name with a colon"),
    pytest.param("sqlite:///data/work.db", "data/work.db", id="three slashes"),
    pytest.param("sqlite:////var/lib/duly.db", "/var/lib/duly.db", id="four slashes"),
    pytest.param("sqlite://work.db", "work.db", id="two slashes"),
    pytest.param("sqlite:work.db", "work.db", id="no slash"),
]


@pytest.mark.parametrize(("url", "path"), PATHS)
def test_the_file_of_the_queue(url: str, path: str) -> None:
    assert Settings(database_url=url).queue_path() == Path(path)


NO_PATHS = [
    pytest.param("sqlite://", "names no file", id="nothing after the scheme"),
    pytest.param("sqlite:///", "names no file", id="only slashes"),
    pytest.param("sqlite:///:memory:", "names no file", id="memory"),
    pytest.param("sqlite:///a.db?mode=ro", "names no file", id="a query"),
    pytest.param("postgresql://u:hunter2@h/d", "begins with postgresql://", id="Postgres"),
    pytest.param("mysql://u:hunter2@h/d", "begins with mysql://", id="another database"),
]


@pytest.mark.parametrize(("url", "message"), NO_PATHS)
def test_what_names_no_file(url: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as error:
        Settings(database_url=url).queue_path()
    assert "hunter2" not in str(error.value)


POSTGRES = [
    pytest.param("postgresql://u:p@h/d", True, id="postgresql"),
    pytest.param("postgres://h", True, id="postgres"),
    pytest.param("", False, id="nothing"),
    pytest.param("sqlite:///duly.db", False, id="SQLite"),
    pytest.param("postgresql.db", False, id="a file's name"),
]


@pytest.mark.parametrize(("url", "postgres"), POSTGRES)
def test_the_database_of_the_queue(url: str, postgres: bool) -> None:
    assert Settings(database_url=url).postgres_url == (url if postgres else "")


def test_the_password_of_the_database_is_a_secret() -> None:
    assert {"a%20b", "a b"} <= set(Settings(database_url="postgresql://u:a%20b@h/d").secrets)


MADE = AppCredentials(
    app_id="42",
    slug="duly",
    html_url="https://github.com/apps/duly",
    private_key=PEM,
    webhook_secret="made by the page",
)
BESIDE_THE_FILE = [
    pytest.param({}, ("42", PEM, "made by the page"), id="nothing"),
    pytest.param(
        {"WEBHOOK_SECRET": "newer than the page's"}, ("42", PEM, "newer than the page's"), id="a newer secret"
    ),
    pytest.param({"PRIVATE_KEY": OTHER_PEM}, ("42", OTHER_PEM, "made by the page"), id="a newer key"),
    pytest.param({"APP_ID": "7"}, ("7", "", ""), id="another App"),
    pytest.param({"GITHUB_TOKEN": "ghp_x"}, ("", "", ""), id="a token"),
]


@pytest.mark.parametrize(("environ", "credentials"), BESIDE_THE_FILE)
def test_what_is_given_wins_over_what_the_page_made(
    tmp_path: Path, environ: dict[str, str], credentials: tuple[str, str, str]
) -> None:
    store(tmp_path, MADE)
    read = Settings.from_environment({"DULY_HOME": str(tmp_path), **environ})
    assert (read.app_id, read.private_key, read.webhook_secret) == credentials


DIVIDED = replace(READ, database_url="postgresql://h/d")
ROLES = [
    pytest.param(replace(DIVIDED, app_id="", private_key="", github_token=""), Role(works=False), "", id="receive"),
    pytest.param(replace(DIVIDED, webhook_secret=""), Role(receives=False), "", id="work"),
    pytest.param(replace(DIVIDED, webhook_secret=""), Role(works=False), "WEBHOOK_SECRET", id="receive, no secret"),
    pytest.param(replace(DIVIDED, app_id=""), Role(receives=False), "APP_ID", id="work, no App"),
    pytest.param(READ, Role(works=False), "needs Postgres", id="receive beside a file"),
    pytest.param(READ, Role(receives=False), "needs Postgres", id="work beside a file"),
]


@pytest.mark.parametrize(("settings", "role", "missing"), ROLES)
def test_what_a_process_needs_for_its_role(settings: Settings, role: Role, missing: str) -> None:
    if not missing:
        settings.check_server(role)
        return
    with pytest.raises(SettingsError, match=missing):
        settings.check_server(role)


SERVERS = [
    pytest.param(READ, "", id="all"),
    pytest.param(replace(READ, app_id="", private_key=""), "", id="with a token"),
    pytest.param(replace(READ, github_token=""), "", id="without a token"),
    pytest.param(replace(READ, webhook_secret=""), "WEBHOOK_SECRET", id="no secret"),
    pytest.param(replace(READ, private_key=""), "PRIVATE_KEY", id="no key"),
    pytest.param(replace(READ, app_id=""), "APP_ID", id="no App"),
    pytest.param(Settings(), "WEBHOOK_SECRET APP_ID", id="nothing"),
]


@pytest.mark.parametrize(("settings", "missing"), SERVERS)
def test_what_a_server_needs(settings: Settings, missing: str) -> None:
    if not missing:
        settings.check_server()
        return
    with pytest.raises(SettingsError) as error:
        settings.check_server()
    assert all(name in str(error.value) for name in missing.split())


def test_no_secret_is_shown() -> None:
    assert READ.secrets == ("sesame, open yourself", PEM, "ghp_x")
    assert not any(secret in repr(READ) for secret in READ.secrets)
