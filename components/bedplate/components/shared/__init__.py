"""What components are made with: known values, options, locks, diagnostics, common arguments."""
