"""As our own pages write them: ISO days, 24 hours."""

DATE_FORMAT = SHORT_DATE_FORMAT = "Y-m-d"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "Y-m-d H:i"
YEAR_MONTH_FORMAT = "Y-m"
MONTH_DAY_FORMAT = "m-d"

# Amounts in threes, as our finance writes them and contracts do; Django's own for Chinese is in fours, without a sign.
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
