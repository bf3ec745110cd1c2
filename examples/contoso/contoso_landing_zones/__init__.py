"""What Contoso's platform team adds to bedplate."""
