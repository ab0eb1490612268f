"""What subcommands print: tables on a terminal (with rich), and rows of JSON for programs.

Views get finished values. Reading notes and deciding is done before.
"""
