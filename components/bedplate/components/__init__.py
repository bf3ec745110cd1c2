"""Azure building blocks for AI and ML landing zones, secure by default.

Each module holds one component; `catalogue.COMPONENTS` lists them all. Importing this package
costs nothing: facts and planners under it are used where neither Pulumi nor the Azure SDK is loaded.
"""
