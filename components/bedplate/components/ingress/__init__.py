"""Parts of what lets the Internet in: web application firewalls, listeners and routes."""
