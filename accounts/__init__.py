"""Who people are and how far their roles reach."""
