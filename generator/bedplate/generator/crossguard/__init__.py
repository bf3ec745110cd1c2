"""CrossGuard: the rules as a policy pack of Pulumi's own engine."""
