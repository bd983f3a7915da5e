# make test works from a fresh clone on Debian 12 or later: what is missing is
# installed, Debian packages for the machine and Python packages into $(VENV).

VENV ?= .venv
PYTHON3 ?= python3
PYTHON := $(VENV)/bin/python
JOBS ?= 2

# llvm-mca and the assembler come from llvm-22; clang 21 is PyPI's ziglang.
DEBIAN_PACKAGES := binutils-aarch64-linux-gnu bubblewrap clang-22 gcc-aarch64-linux-gnu \
	libc6-dev-arm64-cross lld-22 llvm-22 python3-venv qemu-user
SOURCES := $(shell find armcc passes cache -type f ! -name '*.pyc') setup.cfg pyproject.toml
TREE := build/tree

.PHONY: all bench-driver calibrate demo realworld test test-all bench lint install packages clean engine

all: install

install: packages $(VENV)/.installed

# Names only what is missing, so that a machine without apt-get but with the tools works.
packages:
	@missing=; for p in $(DEBIAN_PACKAGES); do \
	    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q ' installed$$' || missing="$$missing $$p"; \
	done; \
	if [ -n "$$missing" ]; then \
	    if ! command -v apt-get >/dev/null; then \
	        echo "not Debian: see that these are there:$$missing"; exit 0; fi; \
	    sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	    echo "installing$$missing"; \
	    $$sudo apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qq -y --no-install-recommends $$missing; \
	fi

# python3 may be a shim that starts slowly; the environment names the real one.
$(PYTHON):
	$(PYTHON3) -c 'import os, sys; os.execv(sys.executable, [sys.executable, "-m", "venv", "$(VENV)"])'

# Not editable: an installed package lets the launchers do without `site`.  pip builds in
# build/lib and never removes from it what the sources no longer have.
$(VENV)/.installed: $(PYTHON) $(SOURCES)
	rm -rf build/lib build/bdist.* build/scripts-*
	$(PYTHON) -m pip install --quiet --disable-pip-version-check '.[dev,clang21]'
	$(PYTHON) -I -c 'from armcc.control.launchers import repair; repair()'
	touch $@

# setup.cfg maps passes/ and cache/ into the package; mypy needs to see that mapping.
$(TREE): $(SOURCES)
	mkdir -p $@/armcc
	for f in $(filter-out %/__pycache__,$(wildcard armcc/*)) passes cache; do ln -sfn ../../../$$f $@/armcc/; done
	find $@/armcc -xtype l -delete
	touch $@

lint: install $(TREE)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	cd $(TREE) && $(abspath $(VENV))/bin/mypy --config-file $(CURDIR)/pyproject.toml -p armcc

test: lint
	$(VENV)/bin/pytest -q -n $(JOBS) -m 'not slow' tests

test-all: lint
	$(VENV)/bin/pytest -q -n $(JOBS) tests

# The cost model's method against time on this host's core: some six quiet minutes.
calibrate: install
	$(VENV)/bin/armccctl bench calibrate

bench: install
	$(VENV)/bin/armccctl bench

# Real projects, fetched as Debian source packages, built with clang and with armcc and tested
# with both.  REALWORLD='--project lz4 --flags debian' and other words choose.
REALWORLD_PACKAGES := autoconf automake cmake dpkg-dev g++-aarch64-linux-gnu libtool meson ninja-build
realworld: install
	$(MAKE) packages DEBIAN_PACKAGES='$(DEBIAN_PACKAGES) $(REALWORLD_PACKAGES)'
	$(VENV)/bin/armccctl bench realworld --keep build/realworld $(REALWORLD)

# What armcc adds to a call of clang; a machine without other work tells it best.
bench-driver: install
	$(MAKE) packages DEBIAN_PACKAGES='$(DEBIAN_PACKAGES) hyperfine'
	$(VENV)/bin/armccctl bench driver

demo: install
	$(VENV)/bin/armccctl demo examples/imagekit

# The native part of micro-execution as LLVM IR: what is the same on every 64-bit host.
engine:
	clang-22 -std=c11 -Os -ffreestanding -Wall -Wextra -Werror -fno-strict-aliasing \
	    -fno-inline-functions -fno-vectorize -fno-slp-vectorize -fno-unroll-loops \
	    -fno-ident -S -emit-llvm -o - armcc/gates/engine.c \
	    | sed -E -e '/^(source_filename|target |; ModuleID|!|attributes )/d' -e 's/,? ![a-z.]+ ![0-9]+//g' -e 's/ #[0-9]+//g' > armcc/gates/engine.ll

clean:
	rm -rf build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
