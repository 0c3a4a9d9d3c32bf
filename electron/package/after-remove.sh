#!/bin/sh
# Runs when the Debian package was removed.
set -e
rm -f '/etc/apparmor.d/${executable}'
if command -v update-mime-database >/dev/null; then update-mime-database /usr/share/mime || true; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database /usr/share/applications || true; fi
