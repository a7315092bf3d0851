#!/bin/sh
# Creates the virtual environment in the first argument. Before that, installs what the system lacks: a Python that can
# create one, and Pango, which WeasyPrint needs. Without permission to install (root, sudo without a password, or
# Homebrew), prints the command to type and exits with status 2.
set -eu
venv=$1

say() { printf '%s\n' "$*"; }
stop() { printf 'error: %s\n' "$1" >&2; [ -z "${2-}" ] || printf '  hint: %s\n' "$2" >&2; exit 2; }
have() { command -v "$1" >/dev/null 2>&1; }

python=
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if have "$candidate" && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done

# The names are those that WeasyPrint looks for (weasyprint/text/ffi.py).
pango_is_there() {
    "$python" - <<'PY'
import ctypes, ctypes.util, sys

def there(*names):
    for name in names:
        for found in (ctypes.util.find_library(name), name):
            try:
                if found and ctypes.CDLL(found):
                    return True
            except OSError:
                pass
    return False

def library(base, version):
    names = [base, f"lib{base}.so.{version}", f"lib{base}-{version}.dll"]
    folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if sys.platform == "darwin" else ("",)
    return there(*names, *(f"{folder}lib{base}.{end}" for folder in folders for end in (f"{version}.dylib", "dylib")))

needed = [("pango-1.0", 0), ("pangoft2-1.0", 0), ("harfbuzz", 0), ("harfbuzz-subset", 0), ("fontconfig", 1)]
sys.exit(not all(library(*one) for one in needed))
PY
}

if have apt-get; then
    venv_package=python3-venv
    [ -z "$python" ] || venv_package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    pango_packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    install="apt-get install -y"
elif have dnf; then
    venv_package=python3
    pango_packages=pango
    install="dnf install -y"
elif have brew; then
    venv_package=python@3.13
    pango_packages=pango
    install="brew install"
else
    venv_package=python3
    pango_packages=pango
    install=
fi

missing=
if [ -z "$python" ]; then
    missing="python3 $venv_package $pango_packages"
else
    "$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$venv_package"
    pango_is_there 2>/dev/null || missing="$missing $pango_packages"
fi
missing=${missing# }

run_as_allowed() {
    case $install in
    brew*) "$@" ;;
    *) if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi ;;
    esac
}
may_install() {
    case $install in
    '') return 1 ;;
    brew*) return 0 ;;
    *) [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; } ;;
    esac
}

if [ -n "$missing" ]; then
    command="$install $missing"
    case $install in brew* | '') ;; *) [ "$(id -u)" = 0 ] || command="sudo $command" ;; esac
    [ -n "$install" ] || stop "the system lacks: $missing" "see https://doc.courtbouillon.org/weasyprint/stable/first_steps.html"
    may_install || stop "the system lacks: $missing" "type: $command"
    say "Installing $missing (once)"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    case $install in apt-get*) run_as_allowed apt-get update >"$log" 2>&1 || true ;; esac
    # shellcheck disable=SC2086 # the list is meant to be split
    DEBIAN_FRONTEND=noninteractive run_as_allowed $install $missing >>"$log" 2>&1 </dev/null || {
        tail -n 15 "$log" >&2
        stop "this command failed: $command" "fix the error above, and type make again"
    }
    python=${python:-python3}
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 or later is needed; $("$python" --version 2>&1) is installed" "install a newer one and type: make PYTHON=python3.12"
say "Creating $venv with $("$python" --version 2>&1)"
"$python" -m venv --clear "$venv"
