"""Projects of people's own: what `bedplate new` writes, from the templates beside this module.

A blueprint joins by a folder under `templates/`: `blueprint.toml` says what is asked, every `*.jinja` below it is a
file of the project. `templates/project` holds the files that the projects of all blueprints share.
"""
