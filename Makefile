# Every target calls crm.py, which needs nothing but Python 3.11.
PYTHON ?= python3

.PHONY: run setup test pg-test check format lock

run setup test pg-test check format:
	$(PYTHON) crm.py $@

# The only target for maintainers: pin the newest allowed versions, with the hash of every file.
lock:
	for name in requirements requirements-dev requirements-bootstrap requirements-node; do \
		.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header $$name.in -o $$name.txt || exit 1; \
	done

# Loads scale S or L into a throw-away PostgreSQL and measures pages against floors of the same run.
SCALE ?= S
.PHONY: bench
bench:
	.venv/bin/python bench/run.py --scale $(SCALE)

# The generated and racing tests of the suite, many more of each, on both databases; an hour or two.
.PHONY: soak
soak:
	.venv/bin/python tests/soak/run.py
