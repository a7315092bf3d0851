#!/bin/sh
# Opens the desk of the publication in this folder, in the browser. To start it, double-click this file.

say() { printf '%s\n' "$@"; }
end() {
    say "" "Press Enter to close this window."
    read -r answer
    exit "$1"
}

cd -- "$(dirname -- "$0")" || end 2
if [ ! -d data ]; then
    say "There is no publication beside this file: the folder data is missing." \
        "Move this file back into the folder of the publication, and double-click it there."
    end 2
fi

# A window that was opened by a double-click may not know the folders into which uv and pipx install.
program=
for found in \
    "$(command -v factpress)" \
    "${UV_TOOL_BIN_DIR:+$UV_TOOL_BIN_DIR/factpress}" \
    "${XDG_BIN_HOME:+$XDG_BIN_HOME/factpress}" \
    "${PIPX_BIN_DIR:+$PIPX_BIN_DIR/factpress}" \
    "${HOME:+$HOME/.local/bin/factpress}" \
    /opt/homebrew/bin/factpress \
    /usr/local/bin/factpress
do
    if [ -n "$found" ] && [ -f "$found" ] && [ -x "$found" ]; then
        program=$found
        break
    fi
done
if [ -z "$program" ]; then
    say "factpress is not installed on this computer." \
        "The person who gave you this publication can send you the file factpress-….whl. Install it with" \
        "" \
        "    uv tool install PATH-OF-THAT-FILE" \
        "" \
        "and double-click this file again. The page \"Install factpress\" of the guide has each step."
    end 2
fi

# A Python that is not from Homebrew, such as that of uv, does not look where Homebrew puts Pango.
if [ "$(uname)" = Darwin ]; then
    export DYLD_FALLBACK_LIBRARY_PATH="${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib:/usr/lib}"
fi

say "The desk opens in your browser. Leave this window open while you work."
"$program" desk .
status=$?
case $status in
0 | 130) exit 0 ;; # closed in the browser, or ended with Ctrl-C
esac
say "" "The desk could not go on. The lines above say why, and what to do."
end "$status"
