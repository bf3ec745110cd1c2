"""Rules on the values of single resources, by Azure service, and `graph`, those on several together."""
