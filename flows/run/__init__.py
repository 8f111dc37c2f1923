"""What a run does apart from Prefect, stage by stage; flows/news.py orders it."""
