"""Networks as rules see them: subnets, security rules, private endpoints."""
