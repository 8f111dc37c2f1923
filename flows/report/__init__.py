"""What people read: the run's summary, the quality report, the explanation of a fact."""
