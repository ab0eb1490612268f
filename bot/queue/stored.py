"""Jobs as JSON, in the form in which both engines keep them."""

from pydantic import TypeAdapter, ValidationError

from bot.queue.job import Job

_JOB: TypeAdapter[Job] = TypeAdapter(Job)


class Unreadable(ValueError):
    """What is stored is no job that this version can read; the text says why."""


def dumped(job: Job) -> str:
    """The JSON of a job."""
    return _JOB.dump_json(job).decode()


def loaded(text: str) -> Job:
    """The job in a JSON text; raises Unreadable. Unknown fields are ignored."""
    try:
        return _JOB.validate_json(text)
    except ValidationError as error:
        raise Unreadable(error.errors(include_input=False)[0]["msg"]) from None
