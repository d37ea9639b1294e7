"""Running the site: workers and their heartbeats, health, metrics, back-up."""
