"""The demo's page: notes, issues and Duly's log in a browser, with its HTML, CSS and JavaScript.

Routes are added to the stand-in's server; changes go through its state as a person's would.
"""
