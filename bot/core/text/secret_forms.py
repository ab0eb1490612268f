"""The forms of private text, as patterns. Each is as narrow as its false friends need: versions, dates, commits, issue numbers.

A group named `a`, `b`, … is a label that stays in front of the secret.
"""

import re

# --- Tokens: known by their form alone.

_TOKENS = (
    # GitHub, GitLab
    r"gh[pousr]_[A-Za-z0-9._-]{20,}|github_pat_\w{20,}|gl(?:pat|dt|rt|ptt|ft|cbt|agent|soat)-[\w-]{20,}",
    # Slack, Discord, Telegram
    r"xox[abeprs]-[\w-]{10,}|xapp-\d-[\w-]{10,}|[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.[\w-]{27,}|\d{8,10}:AA[\w-]{33}",
    # Amazon, Google, DigitalOcean, Cloudflare's and Hashicorp's vaults
    r"A(?:KIA|SIA|BIA|CCA)[0-9A-Z]{16}|AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}|do[opr]_v1_[a-f0-9]{40,}|hvs\.[\w-]{20,}",
    # OpenAI, Anthropic, Groq, Hugging Face, Replicate
    r"sk-(?=[\w-]{0,200}\d)(?:[a-z0-9]{2,8}-){0,3}\w{20,}[\w-]*|gsk_\w{20,}|hf_[A-Za-z0-9]{30,}|r8_[A-Za-z0-9]{30,}",
    # Stripe, SendGrid, Shopify, Square
    r"(?:[spr]k_(?:live|test)|whsec)_\w{16,}|SG\.[\w-]{16,}\.[\w-]{16,}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|sq0(?:atp|csp)-[\w-]{20,}",
    # npm, PyPI, RubyGems, crates.io, Docker
    r"npm_[A-Za-z0-9]{30,}|pypi-AgE[\w-]{16,}|rubygems_[a-f0-9]{40,}|cio[A-Za-z0-9]{32}|dckr_pat_[\w-]{20,}",
    # Atlassian, Linear, Figma, Postman
    r"ATATT3[\w=-]{20,}|lin_api_\w{20,}|figd_[\w-]{20,}|PMAK-[\w-]{20,}",
    # Notion, Databricks, Grafana, Sentry, Doppler, Heroku
    r"(?:secret_|ntn_)[A-Za-z0-9]{40,}|dapi[a-f0-9]{32}|gl(?:sa|c)_[\w=+/-]{32,}|sntry[su]_[\w=+/-]{30,}"
    r"|dp\.(?:pt|st|ct|sa|scim|audit)\.\w{36,}|HRKU-[\w-]{32,}",
    # Mailgun, Twilio, Firebase
    r"key-[0-9a-z]{32}(?![\w-])|SK[0-9a-f]{32}(?!\w)|AAAA[\w-]{7}:APA91b[\w-]{30,}",
    # age; base64 of {": JWTs, and the edit links in the fragments of HackMD addresses
    r"AGE-SECRET-KEY-1[0-9A-Z]{20,}|eyJ[A-Za-z0-9_+/-]{16,}(?:\.[A-Za-z0-9_-]+)*=*",
)
TOKEN = re.compile(rf"(?<!\w)(?:{'|'.join(_TOKENS)})", re.ASCII)
SHORTEST_TOKEN = 15
"""Characters of the shortest token; none has a blank in it."""

# A truncated key extends to the end of the text.
PEM = re.compile(
    r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----(?:.*?-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|.*)",
    re.DOTALL,
)

# --- Addresses that give access.

SECRET_URL = re.compile(
    r"://[^/?#\s:@]*+:[^/?#\s@]*+@"  # user:password@
    r"|[?&;#](?:pwd|pw|passwd|password|passcode|pass|pin|tk|(?:access_|refresh_|id_|auth_|share_)?token|auth|(?:client_)?secret"
    r"|api_?key|auth_?key|admin_?key|roomkey|mtid|jwt|rlkey|x-(?:amz|goog|oss)-(?:signature|security-token)|subscription-key)="
    # These are words of ordinary addresses too, so what follows has to look like a signature or a key.
    r"|[?&](?:sig|signature|key|invite|invite_?code|p)=(?=[A-Za-z%_+/=-]*\d)[\w%+/=.-]{16,}"
    # HackMD, CodiMD, HedgeDoc. The /edit of Google's editors stays: every page of theirs has it, it needs a login, and
    # items are about such pages ("review https://docs.google.com/…/edit").
    r"|[?&](?:edit|both)(?![\w-])"
    r"|/private-[0-9a-f]{16,}"  # a calendar's secret address
    r"|/hooks/[a-z0-9]{26}(?![\w-])|zulip[\w.-]*/join/\w{16,}"  # Mattermost's webhooks, Zulip's invitations
    r"|(?<![A-Za-z0-9])(?-i:ey[JA]|aHR0c)[A-Za-z0-9_+/-]{8}",  # base64 of {" or { or http
    re.IGNORECASE,
)

_PLACES = (
    # webhooks
    r"hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/\w",
    r"(?:\w+\.)?discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d",
    r"(?:[\w-]+\.webhook|outlook)\.office(?:365)?\.com/webhook",
    r"hooks\.zapier\.com/hooks/\w|maker\.ifttt\.com/[\w/-]*/key/|api\.telegram\.org/bot\d|chat\.googleapis\.com/v1/spaces/\w",
    # invitations
    r"join\.slack\.com/t/|[\w-]+\.slack\.com/(?:join/)?shared_invite/|discord\.gg/\w|discord(?:app)?\.com/invite/\w",
    r"teams\.microsoft\.com/l/(?:team|channel|meetup-join)/|chat\.whatsapp\.com/\w|t\.me/(?:\+|joinchat/)\w|signal\.group/#",
    # meetings whose address is the key
    r"meet\.google\.com/(?:lookup/\w|[a-z]{3}-[a-z]{4}-[a-z]{3}\b)",
    r"teams\.(?:microsoft|live)\.com/meet/\d+\?p=|meet\.jit\.si/\w|8x8\.vc/\w",
    r"[\w-]+\.webex\.com/[\w/.-]*(?:j|g)\.php\?|[\w-]+\.webex\.com/(?:wbxmjs|webappng)/",
    r"bluejeans\.com/\d{3,}/\d",
    # documents that whoever has the address may open, and a phone number
    r"[\w-]+\.sharepoint\.com/:[a-z]:/\w|1drv\.ms/\w|wa\.me/\d{8}",
)
PLACE = re.compile(rf"(?:(?<=://)|(?<=://www\.)|(?<![\w./@-]))(?:{'|'.join(_PLACES)})", re.IGNORECASE)
"""Hosts and paths of such addresses, with or without a scheme."""

CREDENTIALS = re.compile(
    r"(?<![\w.+-])[a-z][a-z0-9+.-]{1,20}://[^\s/@:<>()\[\]]*:[^\s/@<>()\[\]]+@[^\s<>()\[\]`\"']+", re.IGNORECASE
)
"""An address of any scheme with a user and a password: a database's, for one."""

# --- Values behind a label.

_LETTERS_WORD = r"(?<!\w)(?:pass[ -]?code|pass[ -]?word|passwort|passwd|pwd|kenncode|access[ -]code|(?:meeting|conference|participant)[ -]code)"
# In other languages: the value has to stand alone or to look like a code, since these words head sentences too.
_FOREIGN_WORD = (
    r"(?:(?<!\w)(?:pw|kennwort|zugangs(?:code|kennwort)|passphrase|mot de passe|code d['’]acc[eè]s|code secret"
    r"|contraseña|clave de acceso|código de acceso|senha|código de acesso|codice di accesso|wachtwoord|toegangscode"
    r"|lösenord|adgangskode|passord|salasana|hasło|heslo|jelszó|parola|şifre|пароль|код доступа)(?!\w)"
    r"|密码|密碼|口令|パスワード|パスコード|비밀번호|암호|كلمة المرور|רمز المرور|סיסמה)"
)
# Words with other meanings too, so only digits may follow them.
_PIN = (
    r"(?<!\w)(?:(?:(?:meeting|participant|host|numeric|conference)[ -])?pin(?:[ -]code)?"
    r"|(?:host|security|entry)[ -](?:code|key))"
)
_ID = r"(?<!\w)(?:meeting|webinar|conference|event)[ -](?:id|number)(?: \(access code\))?"
# Names of variables start with other words too: AWS_SECRET_ACCESS_KEY.
_KEY = (
    r"(?<![^\W_])(?:(?:access|auth|api|bot|bearer|personal[ -]access|refresh|secret|deploy|webhook)[ _-]){0,4}"
    r"(?:token|secret|api[ _-]?key|(?:shared[ _-]?)?access[ _-]?key(?:[ _-]id)?|secret[ _-]key|private[ _-]key|account[ _-]?key"
    r"|webhook[ _-]secret)"
)
_COLON = r"[*_`\"']{0,3}+\s?[:=|：]\s{0,3}+[*_\"'|]{0,3}+ ?+"
_DIGITS = r"\d{1,14}(?:[ -]\d{2,6}){0,4}\b#?"
_MIXED = r"(?=[A-Za-z]*\d)[A-Za-z0-9]{6,64}(?![\w#])"
_VALUE = r"[^\s()\[\]|*`\"',;]+"
# Letters and digits without a space; no version, no `EIP-1559`, no name of a variable, no path, no date.
_RANDOM = (
    r"`?(?![A-Za-z]*[-_#]?v?\d[\d.]{0,7}(?![\w+/=.-]))(?!(?-i:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b)(?=[\w+/=.~-]{0,200}[A-Za-z])(?=[\w+/=.~-]{0,200}\d)"
    r"(?!\d{4}-\d\d)[A-Za-z0-9+=.~_-]{8,200}+[\w+/=.~-]{0,200}+`?(?![\w/:@#])"
)

LABELLED = re.compile(
    "|".join(
        (
            rf"(?P<a>{_LETTERS_WORD}{_COLON})(?:{_DIGITS}(?![\w.])|`[^`\n]{{1,64}}`|(?![-+]\s){_VALUE})",
            rf"(?P<b>(?:{_LETTERS_WORD}|{_FOREIGN_WORD})\s(?:is\s|ist\s|est\s|es\s)?)"
            r"(?:\d{4,14}(?![\w-]|\.\d)|\d{3}(?:[ -]\d{3,4}){1,3}(?![\w-])#?)",
            rf"(?P<c>{_LETTERS_WORD}\sis\s|(?<!\w)(?:pass[ -]?code|access[ -]code)\s){_MIXED}",
            rf"(?P<d>{_PIN}(?:{_COLON}|\sis\s)){_DIGITS}(?!\w|\.\d)",
            # Without a colon only in capitals: "pin 1139" is about packages.
            rf"(?P<e>(?-i:(?<!\w)PIN\s)){_DIGITS}(?!\w|\.\d)",
            rf"(?P<f>{_ID}(?:{_COLON}|\s))\d{{3,4}}[ -]?\d{{3,4}}[ -]?\d{{3,5}}\b#?",
            rf"(?P<g>{_FOREIGN_WORD}\s?{_COLON})(?:`[^`\n]{{1,64}}`|(?=\S*[\d!$%&?#@])(?![-+]\s){_VALUE}|{_VALUE}(?=\s*(?:$|[.,;|)\n])))",
            rf"(?P<h>{_KEY}{_COLON}){_RANDOM}",
            r"(?P<i>(?<!\w)bearer\s)(?=[\w.~+/=-]*\d)[\w.~+/=-]{16,}",
            r"(?P<j>(?<!\w)authorization[\"']?\s?[:=]\s?[\"']?(?:basic|token|bearer)\s)[^\s\"',;]{8,}",
        )
    ),
    re.IGNORECASE | re.MULTILINE,
)

LABEL_HINTS = (
    "pass", "pwd", "pw", "code", "key", "pin", "meeting", "webinar", "conference", "event", "token", "secret", "bearer", "auth",
    "kennwort", "contrase", "clave", "código", "codice", "senha", "wachtwoord", "lösenord", "salasana", "hasło", "heslo", "jelszó",
    "parola", "şifre", "парол", "код", "密", "口令", "パス", "비밀", "암호", "المرور", "סיסמה",
)  # fmt: skip
"""Every label contains one of these; searching them first avoids the slow search for most lines."""

# --- Phone numbers and mail addresses.

_GAP = "[ \t\u00a0\u2009\u202f.()/\u2010-\u2014-]{0,3}"
_DIGIT = rf"{_GAP}(?!\d{{4}}-\d\d-\d\d)\d"  # the next digit of a number, unless a date starts there
_TAP = r"(?:,{2,4}[*#]?\d{3,14}#?|,[*#]?\d{3,14}#)*+#?"
_PHONE_WORD = (
    r"(?:(?<!\w)(?:(?:tele)?(?:phone|fon|foon)(?:nummer|[ -]number)?|tel|dial[- ]?in|call[- ]?in|toll[- ]free|fax|mobile|mobil|handy|cell|whatsapp"
    r"|t[eé]l[eé]phone|tel[eé]fono|telefone|celular|телефон)\b|电话|電話|手机|手機|전화)"
)
PHONE = re.compile(
    "|".join(
        (
            rf"(?<![\w+./=#&-])(?:\+\s?(?!\d{{4}}-\d\d-\d\d)[1-9](?:{_DIGIT}){{7,14}}(?!\w){_TAP})+",
            rf"(?<![\w.+#/=-])(?:1[- ])?(?:\(\d{{3}}\)[ -]?|\d{{3}}-)\d{{3}}[- ]\d{{4}}(?![\w-])(?!\.\d){_TAP}",
            # 669.900.6833, 00 49 30 1234567, 01 23 45 67 89, 020 7946 0958
            r"(?<![\w.+#/=:-])(?:\d{3}\.\d{3}\.\d{4}|00[ -]?[1-9]\d?[ -]\d{1,4}(?:[ -]\d{2,8}){1,4}|0\d(?:[ .]\d\d){4}"
            r"|0\d{2,4} \d{3,4} \d{3,4})(?![\w/:-]|\.\d)",
            rf"(?P<a>{_PHONE_WORD}[^\d\n+\[]{{0,20}})(?!\d{{4}}-\d\d-\d\d)\d(?:{_DIGIT}){{8,14}}(?!\w){_TAP}",
            r"(?P<b>(?<!\w)(?:tel|telefon|phone|telephone|t[eé]l[eé]phone|tel[eé]fono)\.?\s?:\s?)\d{3}(?:[ -]?\d){3,6}(?![\w/]|[.-]\d)",
            r"(?<![\w,]),,\*?\d{4,14}#",
        )
    ),
    re.IGNORECASE,
)

_NO_DOMAIN = r"(?:png|jpe?g|gif|svg|webp|json|ya?ml|toml|txt|html?|css|[jt]sx?|whl|zip|gz|lock|next|latest)"
_LIST = r"(?:[\w-]+\.)?(?:googlegroups\.com|groups\.io|freelists\.org)\b|lists?\."
_LABELS = r"(?!v?\d+[.\w-]*\.\d)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)"
EMAIL = re.compile(
    "|".join(
        (
            # A mailing list is public, `git@github.com` is an address of repositories, `@ada@example.social` a public account.
            rf"(?<![\w@.+/%-])(?!git@)[A-Za-z0-9](?:[\w.+'-]{{0,62}}\w)?[@＠](?!v?\d+\.\d)(?!\dx\.)(?!{_LIST}){_LABELS}{{1,6}}(?!{_NO_DOMAIN}\b)[A-Za-z]{{2,24}}(?![\w@]|-\w|\.\w)",
            r"(?<![\w@.+/-])[A-Za-z0-9][\w.+-]{0,62} ?[\[({] ?(?:at|@) ?[\])}] ?[A-Za-z0-9-]{2,62} ?(?:\.|[\[({] ?(?:dot|\.) ?[\])}]) ?"
            r"[A-Za-z]{2,24}(?:(?:\.|[\[({] ?dot ?[\])}])[A-Za-z]{2,24})?(?!\w)",
            r"(?<![\w@.+/-])[A-Za-z0-9][\w.+-]{0,62} at [A-Za-z0-9-]{2,62} dot (?:com|org|net|edu|io|dev|de|fr|uk|eu|info)(?!\w)",
        )
    ),
    re.IGNORECASE,
)

EMAIL_HINTS = ("@", "＠", " at ", "(at", "[at", "{at", "( at", "[ at", "{ at")
"""Every mail address has one of these, in small letters."""
