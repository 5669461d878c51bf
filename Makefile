# `make site` builds the site, `make test` tests everything. Both install what they need, once.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help site serve test lint unit-test selftest conformance audit lscp clean build-packages site-packages \
	test-packages

LSCP := .build/release/lscp
# Tests use `package` access. With testable imports, building and testing would undo each other's work.
SWIFT_TEST := swift test -c release --disable-testable-imports --disable-xctest
AUDITED := .build/audited-site

help:
	@echo 'make site    builds the site from content/ into public/'
	@echo 'make serve   shows the site in a browser, and again after every change'
	@echo 'make test    checks the code, and the site in a real browser'
	@echo 'make audit   only audits the site; ONLY="links browser" chooses audits'
	@echo 'make conformance  compares our charts with what Vega-Lite draws'
	@echo 'make clean   removes what was built, but not public/'

site: lscp .venv-site/installed
	$(LSCP) build

serve: lscp
	$(LSCP) serve

test: lint unit-test selftest conformance audit

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

# A preview answers while people wait, so its tests do not share the processors with all others.
unit-test: build-packages test-packages .venv-site/installed
	$(SWIFT_TEST) --skip PreviewTests
	$(SWIFT_TEST) --filter PreviewTests

# The audits find every fault of a faulty site, and only those.
selftest: .venv/installed
	.venv/bin/python Tests/Audits/selftest.py

# Our charts say what Vega-Lite's say; ONLY=line compares some.
conformance: lscp .venv/installed
	.venv/bin/python Tests/Conformance/run.py $(LSCP) $(ONLY)

# The real site, built away from public/.
audit: lscp .venv-site/installed .venv/installed
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

site-packages:
	@scripts/install-packages site

# What `make site` needs is apart from the tools of the tests, which are many.
.venv-site/installed: requirements-site.txt | site-packages
.venv/installed: requirements.txt requirements-site.txt | site-packages test-packages
.venv-site/installed .venv/installed:
	python3 -m venv --clear $(@D)
	$(@D)/bin/pip install --quiet --no-deps $(addprefix --requirement=,$(filter %.txt,$^))
	$(@D)/bin/pip check
	touch $@

clean:
	rm -rf .build .venv .venv-site .lscp-cache
