"""Parts of a Cosmos DB account."""
