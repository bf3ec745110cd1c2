"""Parts of virtual machines."""
