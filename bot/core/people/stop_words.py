"""Words that stand where names stand and are none.

Generic English and the trade's; a community's own words belong in its config. People's own names always win: a word that
the attendee block, the config or a tag of the note gives to a person is a name, whatever stands here.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLACEHOLDERS = frozenset(
    {"", "needs owner", "need owner", "no owner", "owner needed", "unassigned", "unclaimed", "unowned"}
    | {"nobody", "no one", "volunteer needed", "volunteers needed", "tbd", "tba", "n/a", "xxx"}
)
"""What an empty owner's place says, without its question marks."""

PLACE_NAMES = frozenset({"owner", "who", "name"})
"""What a template writes into the parentheses where the owner is to stand."""

COLLECTIVES = _words("""
all any anyone i anybody everyone everybody someone somebody none nobody we us team group core community committee board others
people folks users maintainers maintainer members participants attendees volunteer volunteers many several various
""")
"""Nobody in particular: beside a name they add nothing, alone they name no owner."""

# `(optional)`, `(later)`, `(high priority)`: how the work stands, how much it matters, when it is due.
_STATES = _words("""
todo fixme done wip fyi asap eod eta open closed new old draft maybe later next last again soon blocked waiting stalled paused
pending postponed optional deferred ongoing recurring continued cont carried in-progress duplicate obsolete invalid tentative
low medium high urgent critical minor major small large big quick short long easy hard important warning
monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday week month
january february march april june july september october november december
""")

FUNCTION_WORDS = _words("""
a an the this that these those it its he she they you i my our your their here there
and or but so if in on at by to for of with via from as is are was were be been has have not no yes only also then than
how what when where when why which who whom whose because until once since after before while see cc re vs etc eg ie aka
""")

# A subject, a component or a document and not a person: `Docs: …`, `(website)`, `Windows to …`.
_SUBJECTS = _words("""
agenda announcement announcements note notes info reminder update updates status summary context background motivation
question questions discussion discussions idea ideas proposal proposals topic topics example examples tip hint goal goals
decision decisions result results action actions item items issue issues pr prs task tasks step steps work access thanks
pronounced link links readme changelog faq rfc doc docs documentation blog website newsletter tutorial tutorials survey roadmap
bug bugs feedback fix fixes feature features patch patches test tests build builds package packages project projects code repo
release releases migration migrations compiler compilers tooling bot infra infrastructure security governance outreach legal
license licensing budget funding finance finances marketing events sprint sprints workshop conference meeting meetings
owner onboarding mentoring moderation translation general misc chair facilitator scribe
github gitlab gitter slack discord zulip zoom google twitter mastodon azure travis circleci appveyor jenkins docker heroku quay
aws gcp python conda pip pypi numpy rust windows linux ubuntu debian macos osx mac arm arm64 aarch64 amd64 x86 ppc64le s390x
cuda gpu cpu api abi cli ui ux ci cd os url http https ipv4 ipv6 ssl tls json yaml sql html css
""")

# What a sentence starts with that goes on with `to`: "Need to …", "Push to …", "Invite Ann to …".
_OPENERS = _words("""
need needs want wants try trying remember continue plan plans start begin decide agree aim intend hope learn prepare going
go come get look like happy ready able likely unlikely supposed due make keep let leave have
reach talk speak write reply respond listen refer point contribute subscribe present report propose submit send give hand
move migrate switch upgrade downgrade update port change convert rename revert return redirect forward transfer add bump push
publish upload post deploy export import sync connect attach apply assign extend expand reduce limit restrict back link set
ask tell invite email mail ping poke nudge remind contact convince encourage message call help allow enable request train
hire thank follow join meet find pay appoint elect nominate
rest steps time way ways thing things stuff part parts option options method methods reason reasons tool tools
changes pointer pointers purpose possible first second third something everything nothing
""")

# In capitals these are the trade's; other short words in capitals are somebody's initials (IF, AS, IT).
TRADE_INITIALS = frozenset(
    word.upper()
    for word in _words("""
    todo done wip tbd tba na fyi asap eod eta new all any low high main open note info pr prs
    api abi cli ui ux ci gpu cpu os url http json yaml sql html css ssl tls faq doc docs aws gcp arm cuda
    """)
)

NOT_NAMES = COLLECTIVES | _STATES | FUNCTION_WORDS | _SUBJECTS
"""No tag names a person by these."""

NOT_SUBJECTS = NOT_NAMES | _OPENERS
"""No sentence names an owner by these."""
