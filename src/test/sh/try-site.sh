#!/bin/sh
# The documentation site as its readers meet it: headless Chromium opens it from the disk, at three widths, light and dark, and axe, from
# npm, looks for what keeps people out. Pictures of the pages are left in target/site-pictures.
set -u
. "$(dirname "$0")/checks.sh"

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
  echo "no Chromium: install the package chromium" >&2
  rm -rf "$scratch"
  exit 1
}
pictures=$project/target/site-pictures
mkdir -p "$pictures"
mvn -q -f "$project/pom.xml" -Pdocs process-test-classes || exit 1
npm install --silent --no-fund --no-audit --ignore-scripts --prefix "$scratch" puppeteer-core@24.43.1 axe-core@4.14.1 || exit 1
NODE_PATH=$scratch/node_modules node "$(dirname "$0")/try-site.js" "$project/target/site" "$pictures" "$browser"
status=$?
rm -rf "$scratch"
exit $status
