from celery import shared_task

from . import jobs, schedule


@shared_task(name="core.run_job")
def run_job_task(job_id: int) -> None:
    jobs.run(job_id)


@shared_task(name="core.sweep_jobs")
def sweep_jobs_task() -> None:
    jobs.sweep()


@shared_task(name="core.run_scheduled")
def run_scheduled_task(name: str) -> None:
    schedule.run(name)
