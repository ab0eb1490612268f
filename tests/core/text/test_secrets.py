"""Private text by its kind: a table of forms, and of their false friends, which stay."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.text.redact import REDACTED, redact
from tests.support.paths import CORPUS, need

R = REDACTED
A36 = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
A20 = A36[:20]
HEX = "3fa9c1d2e4b5061728394a5b6c7d8e9f00112233"
PEM = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nAAAA==\n-----END OPENSSH PRIVATE KEY-----"

TOKENS = {
    "GitHub": f"ghs_{A36}",
    "GitHub, fine-grained": f"github_pat_11ABC_{A36}",
    "GitLab": f"glpat-{A20}",
    "Slack, a bot's": "xoxb-" + "12345678901-abcdefGHIJKL",
    "Slack, an app's": "xapp-" + "1-A012BCDEF-123456-abcdef0123",
    "Amazon": "AKIA" + "IOSFODNN7EXAMPLE",
    "Amazon, of a session": "ASIA" + "IOSFODNN7EXAMPLE",
    "Google": "AIza" + "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q",
    "OpenAI": f"sk-{A36}",
    "OpenAI, of a project": f"sk-proj-{A36}",
    "Anthropic": f"sk-ant-api03-{A36}",
    "npm": f"npm_{A36}",
    "PyPI": f"pypi-AgEIcHlwaS5vcmc{A20}",
    "Hugging Face": f"hf_{A36}",
    "Stripe": "sk_" + f"live_{A20}",
    "SendGrid": f"SG.{A20}.{A36}",
    "DigitalOcean": f"dop_v1_{HEX}{HEX[:24]}",
    "Docker": f"dckr_pat_{A20}x",
    "Notion": f"ntn_{A36}abcdefg",
    "Databricks": f"dapi{HEX[:32]}",
    "Grafana": f"glsa_{A36}_abcdef12",
    "Sentry": f"sntrys_eyJpYXQiOjE2{A36}",
    "Doppler": f"dp.pt.{A36}abcdefg",
    "Heroku": "HRKU-" + "01234567-89ab-cdef-0123-456789abcdef",
    "Mailgun": "key-" + "3ax6xnjp29jd6fds4gc373sgvjxteol0",
    "Twilio": f"SK{HEX[:32]}",
    "Firebase": f"AAAA1234567:APA91b{A36}",
    "a JWT": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    "a private key": PEM,
    "a private key without its end": PEM[:60],
}

LABELLED = {
    "token": (f"token: {A20}", f"token: {R}"),
    "API key in code": (f"API key = `{A20}`", f"API key = {R}"),
    "API key without a blank": ("api_key=abcdef1234567890", f"api_key={R}"),
    "API key in a header": ("x-api-key: abcdef1234567890", f"x-api-key: {R}"),
    "a variable": (f"AWS_SECRET_ACCESS_KEY={A20}/K7MDENG/{A20}", f"AWS_SECRET_ACCESS_KEY={R}"),
    "a setting": (f"aws_secret_access_key = {A20}", f"aws_secret_access_key = {R}"),
    "a connection": (f"AccountName=octo;AccountKey={A36}==", f"AccountName=octo;AccountKey={R}"),
    "a commit id that is called a token": (f"token: {HEX}", f"token: {R}"),
    "client secret": (f"client secret: {A20}", f"client secret: {R}"),
    "bearer": (f"curl -H 'Authorization: Bearer {A20}'", f"curl -H 'Authorization: Bearer {R}'"),
    "basic": ("Authorization: Basic dXNlcjpwYXNz", f"Authorization: Basic {R}"),
    "PW": ("PW: sailboat7", f"PW: {R}"),
    "PW of digits": ("PW 123456", f"PW {R}"),
    "German": ("Kennwort: Segelboot", f"Kennwort: {R}"),
    "French": ("mot de passe : voilier7", f"mot de passe : {R}"),
    "Spanish": ("Contraseña: velero!", f"Contraseña: {R}"),
    "Portuguese": ("Senha: 48213", f"Senha: {R}"),
    "Polish": ("Hasło: żagle7", f"Hasło: {R}"),
    "Russian": ("Пароль: 48213", f"Пароль: {R}"),
    "Chinese": ("会议密码：48213", f"会议密码：{R}"),
    "Chinese without a colon": ("密码 48213", f"密码 {R}"),
    "Japanese": ("パスコード: 48213", f"パスコード: {R}"),
    "Korean": ("비밀번호: 48213", f"비밀번호: {R}"),
}

ADDRESSES = {
    "Slack's webhook": "https://hooks.slack.com/services/T00/B00/XXXX",
    "Slack's webhook without a scheme": "hooks.slack.com/services/T00/B00/XXXX",
    "Discord's webhook": "https://discord.com/api/webhooks/123/abc",
    "Office's webhook": "https://octo.webhook.office.com/webhookb2/abc@def/IncomingWebhook/x",
    "Telegram's bot": "https://api.telegram.org/bot123:abc/sendMessage",
    "Slack's invitation": "https://join.slack.com/t/octo/shared_invite/zt-1-abc",
    "Discord's invitation": "https://discord.gg/abcDEF",
    "Discord's invitation, long": "https://discord.com/invite/abcDEF",
    "Teams' invitation": "https://teams.microsoft.com/l/team/19%3aabc/conversations?groupId=1",
    "WhatsApp's invitation": "https://chat.whatsapp.com/abcDEF",
    "Google Meet": "https://meet.google.com/abc-defg-hij",
    "Google Meet without a scheme": "meet.google.com/abc-defg-hij",
    "Teams": "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?context=x",
    "Teams with a code": "https://teams.microsoft.com/meet/123456789?p=AbCdEf",
    "Jitsi": "https://meet.jit.si/OctoWeekly",
    "Webex": "https://octo.webex.com/octo/j.php?MTID=m123abc",
    "BlueJeans with a code": "https://bluejeans.com/123456789/4321",
    "RingCentral": "https://v.ringcentral.com/join/123456789?pw=abc",
    "Mattermost's webhook": "https://chat.example.org/hooks/abcdefghijklmnopqrstuvwxyz",
    "Zulip's invitation": "https://octo.zulipchat.com/join/abcdefghijklmnopqrstuvwx/",
    "a document of SharePoint": "https://octo.sharepoint.com/:w:/s/x/EabcDEF?e=AbC123",
    "a document of OneDrive": "https://1drv.ms/w/s!Abc?e=x",
    "a poll's organizer": "https://doodle.com/poll/abc?adminKey=xyz",
    "a phone number of WhatsApp": "https://wa.me/491701234567",
    "signed by Azure": "https://x.blob.core.windows.net/c/b?sv=2020-08-04&sig=abc123DEF456ghi789%3D",
    "signed by Amazon": "https://b.s3.amazonaws.com/k?X-Amz-Date=20240305T000000Z&X-Amz-Signature=abc123",
    "Dropbox": "https://www.dropbox.com/scl/fi/x/notes.md?rlkey=abc123&dl=0",
    "OAuth": "https://e.org/cb?client_secret=abc",
    "user and password": "https://ada:pw@example.org/x",
    "a database": "postgres://duly:hunter2@db.example.org/duly",
}

PEOPLE = {
    "mail": ("ask ada.l+x@example.co.uk, please", f"ask {R}, please"),
    "mail in angle brackets": ("Ada <ada@example.org>", f"Ada <{R}>"),
    "mail link": ("[Ada](mailto:ada@example.org)", "Ada"),
    "mail with brackets": ("ada [at] example [dot] org", R),
    "mail in words": ("ada at example dot org", R),
    "mail with a wide sign": ("ada＠example.org", R),
    "mail as references": ("ada&#64;example&#46;org", R),
    "phone as a link": ("[call](tel:+4930123456)", "call"),
    "phone with dots": ("669.900.6833", R),
    "phone with 00": ("0049 30 1234567", R),
    "phone in pairs": ("01 23 45 67 89", R),
    "phone from London": ("020 7946 0958", R),
    "phone with its label in German": ("Handy: 0171 2345678", f"Handy: {R}"),
    "phone with its label in Chinese": ("电话：13812345678", f"电话：{R}"),
    "short phone with a label": ("Tel: 555-0199", f"Tel: {R}"),
}

HIDDEN = {
    "a passcode as references": ("Pass&#99;ode: 48213", f"Passcode: {R}"),
    "a token behind a backslash": (f"ghp\\_{A36}", R),
    "a password with a reference for its colon": ("Password&colon; hunter2", f"Password: {R}"),
}

SECRETS = [
    *((name, f"use {token}", f"use {R}") for name, token in TOKENS.items()),
    *((name, *pair) for name, pair in LABELLED.items()),
    *(
        (name, f"see {url} there" if not url.endswith("--") else url, f"see {R} there")
        for name, url in ADDRESSES.items()
    ),
    *((name, *pair) for name, pair in (PEOPLE | HIDDEN).items()),
]


@pytest.mark.parametrize(("text", "left"), [row[1:] for row in SECRETS], ids=[row[0] for row in SECRETS])
def test_private_text_is_taken_out(text: str, left: str) -> None:
    assert redact(text) == left
    assert redact(left) == left


def test_the_table_is_long_enough() -> None:
    assert len(SECRETS) >= 60


FRIENDS = {
    "a commit": f"since {HEX}, or {HEX[:7]}",
    "an issue": "#1139, o/r#12, PR 1139, GH-12",
    "versions": "v1.2.3, 3.11.0rc1, 2024.03.05, numpy>=1.19,<2, python@3.11, react@18.2.0",
    "a pinned action": "actions/checkout@v4 and actions/checkout@b4ffde65f46336ab88eb53be808477a3936bae11",
    "dates": "2024-03-05, 05.03.2024, 03/05/2024 17:00 UTC, 2024-03-05T17:00:00Z",
    "an image's name": "logo@2x.png",
    "an ssh address": "git@github.com:o/r.git",
    "a mention": "@ada and @org/team and @ada@example.social",
    "a mailing list": "write to conda-forge@googlegroups.com and core@lists.example.org",
    "a decorator": "@pytest.mark.parametrize",
    "an address with an account": "https://hackmd.io/@conda/x and https://medium.com/@user/a-b-c.html",
    "an image by its digest": "ghcr.io/o/r@sha256:0123456789abcdef0123456789abcdef",
    "talk about tokens": "token: expire it after 30 days; secret: rotate; the bearer of bad news; tokens expire",
    "names of variables": "secret: GH_TOKEN_2, token: NPM_TOKEN",
    "proposals": "token: EIP-1559 and ERC-20; key: PEP-703",
    "numbers of proposals": "token: ERC-20, key: PEP-703, secret: EIP-1559.",
    "settings": "api_key: api_key_from_env, AccountKey: see the vault, SharedAccessKey=<key>",
    "a pull request of hooks": "https://github.com/o/r/tree/main/hooks/pre-commit-and-post-merge-of-2024",
    "SharePoint by name": "https://octo.sharepoint.com/sites/docs and https://wa.me/",
    "a key of a map": "key-value-store-with-a-very-long-name-of-2024",
    "a token's version": "token: v2.10.1",
    "sk-learn": "sk-learn-contrib and scikit-learn-extra-tests-2024",
    "a function": "hf_hub_download and npm_config_registry",
    "a package": "pypi-publish-workflow-2024",
    "words of a password policy": "Kennwort ändern, mot de passe à changer, contraseña nueva",
    "a sentence behind the label": "Kennwort: ändern wir bis Freitag",
    "PW in a word": "pwd and PWA: offline first",
    "Discord by name": "move to Discord (discord.com)",
    "Meet by name": "see https://meet.google.com/ and meet.google.com",
    "a Zoom room without its password": "https://zoom.us/j/9138593505",
    "a personal room": "https://octo.webex.com/meet/ada",
    "a room without its code": "https://bluejeans.com/123456789",
    "a special interest group": "https://e.org/?sig=docs&key=weekly",
    "a port": "http://127.0.0.1:8080 and localhost:3000, redis://localhost:6379/0",
    "addresses of machines": "10.14.200.1, 192.168.100.200, ::1",
    "counts": "1139 of 12000000 and 100 000 000 users",
    "a range": "2020-2024, pages 100-200 and 1000-3000",
    "times": "17:00 UTC+02:00, GMT +0530, 09 10 11",
    "a DOI": "10.5281/zenodo.1234567 and arXiv 2403.12345",
    "a version of Windows": "10.0.19041",
    "a hash": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "at in a sentence": "meet at example dot notes, look at docs.python.org",
    "a public key": "-----BEGIN PUBLIC KEY----- is fine",
    "references that hide nothing": "a &lt; b &amp; c \\* d \\_e\\_",
}


@pytest.mark.parametrize("text", FRIENDS.values(), ids=FRIENDS.keys())
def test_false_friends_stay(text: str) -> None:
    assert redact(text) == text


def test_items_of_real_notes_keep_their_words() -> None:
    need(CORPUS)
    changed = []
    for path in sorted(CORPUS.rglob("*.md")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if re.match(r"\s*(?:[-*+]|\d+[.)]) .*\[[ xX]\]", line) and redact(line) != line:
                changed.append(line)
    assert changed == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([row[1] for row in SECRETS] + list(FRIENDS.values()) + ["`", "&#64;", "\\", "(", "|", "\n"]),
        max_size=5,
    )
)
def test_twice_is_once(pieces: list[str]) -> None:
    once = redact(" ".join(pieces))
    assert redact(once) == once
