#!/usr/bin/env bash
# Install the browser that the page is tested in, where Debian's packages can be had; its tests skip where it cannot.
set -uo pipefail
for name in chromium chromium-browser google-chrome; do
    command -v "$name" > /dev/null && exit 0
done
[ "$(id -u)" = 0 ] && command -v apt-get > /dev/null || { echo "no browser, and none can be installed here" >&2; exit 1; }
apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core > /dev/null
