#!/bin/sh
# The command `roadstead` of an installed Roadstead. With a command it works without a window and without a display, for
# root too: no page is shown, so there is nothing to put into a sandbox. Else it opens the window.
self=$(readlink -f -- "$0")
program=$(dirname -- "$(dirname -- "$self")")/roadstead
[ -x "$program" ] || program=/opt/Roadstead/roadstead
case "${1-}" in
  --help | --version) ;;
  '' | -* | *.gpkg | *.GPKG)
    if [ "$(id -u)" = 0 ]; then
      echo 'roadstead: the window does not run as root, because its sandbox cannot: start it as a user.' >&2
      exit 1
    fi
    exec "$program" "$@"
    ;;
esac
exec "$program" --no-sandbox --log-level=3 --roadstead-command "$@"
