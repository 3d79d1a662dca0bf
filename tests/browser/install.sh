#!/usr/bin/env bash
# Install the browser that the page is tested in, where Debian's packages can be had; its tests skip where it cannot.
# Without its own windows, as a shell for other programs, chromium asks half the processor time for the same pages.
set -uo pipefail
shell=chromium-headless-shell
command -v "$shell" > /dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null && apt-get update -qq; then
    for name in "$shell" chromium; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" fonts-dejavu-core > /dev/null && exit 0
    done
fi
for name in chromium chromium-browser google-chrome; do
    command -v "$name" > /dev/null && exit 0
done
echo "no browser, and none can be installed here" >&2
exit 1
