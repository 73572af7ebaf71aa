#!/bin/sh
# Makes .venv with the locked dependencies; does nothing when they are in place. Every verb of the Makefile begins here.
#
#   running/bootstrap.sh requirements.txt        what `make run` needs
#   running/bootstrap.sh requirements-dev.txt    that, and what `make test` needs
#
# In this order: uv, if it is there; python3 -m venv; as root on Debian or Ubuntu, python3-venv from the package manager;
# else one sentence that says what to install.
set -eu
lock=${1:?the lock file to install}
cd "$(dirname "$0")/.."
venv=.venv
stamp=$venv/.locked

say() { echo "setup: $*" >&2; }
die() { say "$*"; exit 1; }
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }
sum() { cksum <"$1" | cut -d' ' -f1,2; }
in_place() { fits "$venv/bin/python" && grep -qxF "$lock $(sum "$lock")" "$stamp" 2>/dev/null; }

find_python() {
    for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then echo "$candidate"; return; fi
    done
}

install_venv_module() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    say "installing python3-venv with apt-get"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv; } >/dev/null
}

make_environment() {
    rm -rf "$venv" # what an interrupted set-up, or an older Python, has left
    python=$(find_python)
    if command -v uv >/dev/null 2>&1; then
        uv venv -q --python "${python:-3.12}" "$venv"
    elif [ -z "$python" ]; then
        die "Python 3.11, 3.12 or 3.13 is needed. Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python@3.13"
    elif "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$python" -m venv "$venv"
    elif "$python" -m virtualenv --version >/dev/null 2>&1; then
        "$python" -m virtualenv -q "$venv"
    elif install_venv_module; then
        "$python" -m venv "$venv"
    else
        die "this Python cannot make virtual environments. Run: sudo apt-get install python3-venv   (or install uv), then try again."
    fi
}

# Nothing is uninstalled: `make run` leaves the developer's packages where they are.
install() {
    say "installing the locked packages of $lock (the first time takes about a minute)"
    if command -v uv >/dev/null 2>&1; then
        VIRTUAL_ENV=$PWD/$venv uv pip install -q --require-hashes -r "$lock"
    else
        "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-input --root-user-action=ignore \
            --require-hashes -r "$lock"
    fi
}

[ -f "$lock" ] || die "there is no $lock"
if in_place; then exit 0; fi
if command -v flock >/dev/null 2>&1; then # two verbs at once: the second waits and finds it done
    mkdir -p var
    exec 9>var/setup.lock
    flock 9
    if in_place; then exit 0; fi
fi
if ! fits "$venv/bin/python" || ! { command -v uv >/dev/null 2>&1 || "$venv/bin/python" -c 'import pip' 2>/dev/null; }; then
    make_environment
fi
rm -f "$stamp"
install || die "the packages could not be installed; what pip or uv said is above."
{
    echo "$lock $(sum "$lock")"
    # the developer's lock holds everything of the other one, in the same versions
    if [ "$lock" = requirements-dev.txt ]; then echo "requirements.txt $(sum requirements.txt)"; fi
} >"$stamp.new"
mv "$stamp.new" "$stamp"
