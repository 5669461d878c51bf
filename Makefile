# `make site` builds the site, `make test` tests everything. Both install what they need, once.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help site serve test lint unit-test selftest conformance audit lscp clean build-packages test-packages

LSCP := .build/release/lscp
# Tests use `package` access. With testable imports, building and testing would undo each other's work.
SWIFT_TEST := swift test -c release --disable-testable-imports --disable-xctest
AUDITED := .build/audited-site

help:
	@echo 'make site    builds the site from content/ into public/'
	@echo 'make serve   shows the site in a browser, and again after every change'
	@echo 'make test    checks the code, and the site in a real browser'
	@echo 'make audit   only audits the site; ONLY="links browser" chooses audits'
	@echo 'make clean   removes what was built, but not public/'

site: lscp
	$(LSCP) build

serve: lscp
	$(LSCP) serve

test: lint unit-test selftest conformance audit

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

unit-test: build-packages
	$(SWIFT_TEST)

# The audits find every fault of a faulty site, and only those.
selftest: .venv/installed
	.venv/bin/python Tests/Audits/selftest.py

# Our charts say what Vega-Lite's say; ONLY=line compares some.
conformance: lscp .venv/installed
	.venv/bin/python Tests/Conformance/run.py $(LSCP) $(ONLY)

# The real site, built away from public/.
audit: lscp .venv/installed
	rm -rf $(AUDITED)
	$(LSCP) build --output $(AUDITED)
	.venv/bin/python Tests/Audits/run.py $(AUDITED) $(if $(ONLY),--only $(ONLY))

lscp: build-packages
	swift build -c release --product lscp

build-packages:
	@command -v swift >/dev/null || { echo 'Swift is missing: https://www.swift.org/install/' >&2; exit 1; }
	@scripts/install-packages build

test-packages:
	@scripts/install-packages test

.venv/installed: requirements.txt | test-packages
	python3 -m venv --clear .venv
	.venv/bin/pip install --quiet --no-deps --requirement requirements.txt
	.venv/bin/pip check
	touch $@

clean:
	rm -rf .build .venv
