"""Fields that administrators add to record types while the system runs.

`definitions` knows them, `kinds` what each kind of value is; `columns`, `filters`, `forms`, `importing` and `history`
turn a definition into what lists, pages, imports and the API already understand. Values lie in the rows' `ext`.
"""
