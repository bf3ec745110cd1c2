"""Any azure-native graph as ARM: resource types, placing of inputs, names and scopes, templates and their manifest."""
