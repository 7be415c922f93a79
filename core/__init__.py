"""Page mechanics, clock, errors, history, action log, calendar, jobs and text tools; imports no app of ours."""
