"""A page as cmark-gfm renders it, the library that GitHub's renderer is made of: a second opinion beside markdown-it."""

from html.parser import HTMLParser

import cmarkgfm  # type: ignore[import-untyped]
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]

from tests.support import rendered

VISIBLE = frozenset(
    {"a", "em", "strong", "del", "p", "li", "td", "th", "blockquote", "h1", "h2", "h3", "table", "thead", "tbody", "tr"}
)
LISTS = frozenset({"ul", "ol", "hr", "br", "code", "pre", "input"})


class _Page(HTMLParser):
    """Collects the runs of text outside code, the targets of links, images, and tags that Markdown does not make."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.urls: list[str] = []
        self.images: list[str] = []
        self.tags: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in ("code", "pre")
        if tag == "img":
            self.images.append(str(dict(attrs).get("src")))
        elif tag == "a":
            self.urls.append(str(dict(attrs).get("href")))
        elif tag not in VISIBLE | LISTS:
            self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre")

    def handle_comment(self, data: str) -> None:
        self.tags.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.texts.append(data)


def live(markdown: str, repository: str, host: str = "github.com") -> list[str]:
    """What in `markdown` would act on GitHub at `host`, in the tracker `repository`, or load something."""
    page = _Page()
    page.feed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
    page.close()
    links = rendered.links(repository, host)
    found = [*page.images, *page.tags, *(url for url in page.urls if links.search(url))]
    found += [
        text for text in page.texts if rendered.acts(text, repository) or (text[:4] == "http" and links.search(text))
    ]
    return found + [text for text in page.texts if rendered.refers(text, repository)]
