"""GitHub's JSON: values of `state` in, dictionaries in the form of GitHub's API description out.

Every function takes the address of the API as its first argument: links in the answers lead back to the sandbox.
"""

Json = dict[str, object]
