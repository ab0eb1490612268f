"""Calls to GitHub as one identity: credentials, pace, retries, redirects, kept answers.

What is asked for and what an answer means belongs one package up.
"""
