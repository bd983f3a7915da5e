"""armccctl: everything a person or another tool asks of armcc outside a build."""
