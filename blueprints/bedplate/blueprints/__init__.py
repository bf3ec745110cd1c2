"""Landing zones assembled from components, one module a blueprint.

`settings` holds what a user may say about a landing zone; `catalogue.BLUEPRINTS` maps each
blueprint's name to the function that declares it. Importing this package loads neither Pulumi nor the Azure SDK.
"""
