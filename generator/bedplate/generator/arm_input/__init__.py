"""ARM templates of anybody, also those that Bicep compiles, as the resources that a scan judges."""
