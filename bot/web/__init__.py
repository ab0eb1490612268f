"""The doors: webhooks, health, pages."""
