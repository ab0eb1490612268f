"""GitHub's JSON of files, trees and branches, as far as Duly reads it."""

from pydantic import BaseModel


class Object(BaseModel):
    """What a ref points at."""

    sha: str


class Ref(BaseModel):
    """A branch's tip."""

    object: Object


class ListedRef(BaseModel):
    """A branch in a list. `ref` is its whole name, `refs/heads/main`."""

    ref: str


class Leaf(BaseModel):
    """One path of a tree. Only blobs have a size."""

    path: str
    mode: str
    type: str
    sha: str
    size: int | None = None


class Tree(BaseModel):
    """All paths of a commit; `truncated` where GitHub left some out."""

    tree: list[Leaf]
    truncated: bool = False


class Blob(BaseModel):
    """A file's content."""

    content: str
    encoding: str


class Content(BaseModel):
    """A file at a ref; `content` is base64 where `encoding` says so, and empty above 1 MB."""

    type: str
    sha: str
    size: int = 0
    content: str = ""
    encoding: str = ""


class ListedFile(BaseModel):
    """A file in the list of a folder."""

    path: str


class ContentWritten(BaseModel):
    """What writing a file came to."""

    commit: Object


class GitCommit(BaseModel):
    """A commit of the git database."""

    tree: Object


class Message(BaseModel):
    """What a commit says."""

    message: str = ""


class Author(BaseModel):
    """The account of a commit's author."""

    login: str = ""


class ListedCommit(BaseModel):
    """A commit in a history. `author` is None where its address belongs to no account."""

    sha: str
    commit: Message
    author: Author | None = None
    parents: list[Object] = []

    @property
    def parent(self) -> str:
        """The first commit before it; empty for the first of all."""
        return self.parents[0].sha if self.parents else ""

    def is_by(self, login: str) -> bool:
        """Whether it is of the account `login`."""
        return self.author is not None and self.author.login.casefold() == login.casefold()


class Compared(BaseModel):
    """What one branch has and another does not: the first 250 commits."""

    commits: list[ListedCommit]
