"""The benchmark: scale S or L in PostgreSQL, pages driven over HTTP, figures as ratios to floors of the same run."""
