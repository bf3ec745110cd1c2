"""What runs in checkov's interpreter, where there is nothing of bedplate: imported by itself, as `worker`."""
