"""Words that look like names and are none. Generic English and trade words; people's own names always win over them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLACEHOLDERS = frozenset(
    (
        "",
        "needs owner",
        "need owner",
        "no owner",
        "owner",
        "owner needed",
        "unassigned",
        "nobody",
        "tbd",
        "tba",
        "who",
        "name",
        "n/a",
        "xxx",
    )
)

_REMARKS = _words("""
all anyone anybody everyone everybody someone somebody none team core community others many several various volunteer volunteers
todo fixme done wip tbd tba fyi asap eod eta na nb ps tldr aka etc eg ie re vs wrt
postponed optional deferred ongoing blocked waiting stalled paused pending open closed new old draft maybe later next last this that
low high medium urgent critical minor major small large big quick short long easy hard again recurring continued cont carried see
from link links pronounced also not no yes or if in on at for with via by to the a an and as is are was be it its we you i they he she
maintainer maintainers chair
monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday week month
january february march april june july september october november december jan feb mar apr jun jul aug sep sept oct nov dec
question questions discussion idea proposal announcement announcements update updates note notes info reminder agenda action actions item
issue issues pr prs rfc cfep cep pep ci cd api abi cli ui ux gpu cpu os aws gcp url faq docs doc documentation bug fix fixes feature
github gitlab gitter slack zoom google twitter azure travis appveyor docker quay conda python windows linux macos osx arm cuda mkl numpy
website infra infrastructure release releases governance security outreach packaging build builds test tests testing tooling budget
funding finance finances marketing blog events sprint sprints roadmap migration migrations compiler compilers tutorial workshop
conference survey newsletter licensing license legal onboarding mentoring moderation translation staged-recipes bot general misc
work background context motivation status summary example examples warning important optionally tip hint goal goals result results
ipv4 ipv6 http https ssl tls json yaml sql html css
""")

_SENTENCE_STARTS = _words("""
need needs want wants try trying remember going continue continuing plan plans reach talk speak write reply respond move migrate switch
upgrade downgrade add link listen refer point port change changes convert submit send present report propose contribute subscribe come
get go look looking start begin decide agree happy ready able likely unlikely supposed due how what where when why which who whom whose
there here it this that these those we i you he she they nobody nothing something everything somebody someone anyone people users folks
meeting meetings group committee board project projects release releases work access permission updates thanks ping ask make be
rest result results next steps step first second third then also but so because until once after before while
goal goals aim purpose intent intention option options method methods way ways idea ideas time part parts need-to possible
""")

# In capitals these are the trade's, other short words in capitals are somebody's initials (IF, AS, IT).
TRADE_INITIALS = _words(
    "TODO WIP TBD TBA FYI PR PRS RFC CEP PEP CI API ABI CLI UI UX GPU CPU OS AWS GCP URL FAQ ETA EOD ASAP NA HTTP JSON YAML SQL "
    "HTML CSS SSL TLS ARM CUDA MKL CFEP NEP DOC DOCS DONE NEW ALL ANY LOW HIGH NOTE INFO MAIN OPEN"
)
NOT_NAMES = _REMARKS
SUBJECTS_THAT_ARE_NOBODY = _REMARKS | _SENTENCE_STARTS
