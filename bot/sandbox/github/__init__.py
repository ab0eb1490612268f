"""A stand-in for GitHub: accounts, repositories, issues and webhooks in memory, behind GitHub's REST API.

It imports nothing of Duly, so that it cannot agree with Duly's mistakes. The demo adds its page through `Sandbox.extensions`.
"""
