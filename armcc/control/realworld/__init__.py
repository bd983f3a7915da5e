"""`armccctl bench realworld`: real projects, built with clang and with armcc, tested with both."""
