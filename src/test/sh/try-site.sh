#!/bin/sh
# The documentation as its readers meet it: its pages are valid HTML and Markdown, for readers from npm; headless Chromium opens it from the disk, at three widths, light and dark, and axe, from
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
npm install --silent --no-fund --no-audit --ignore-scripts --prefix "$scratch" \
  puppeteer-core@24.43.1 axe-core@4.14.1 html-validate@8.29.0 markdownlint-cli2@0.13.0 || exit 1
valid() {
  echo '{"root": true, "extends": ["html-validate:standard"]}' >"$scratch/.htmlvalidate.json"
  find "$project/target/site" -name '*.html' -exec node "$scratch/node_modules/.bin/html-validate" \
    --config "$scratch/.htmlvalidate.json" --formatter text {} + &&
    # long lines, bare addresses, and the blanks and tabs that examples are about
    echo '{"MD010": false, "MD013": false, "MD034": false, "MD038": false}' >"$scratch/.markdownlint.json" &&
    cp -R "$project/docs/rules" "$scratch/rules" &&
    (cd "$scratch" && node node_modules/.bin/markdownlint-cli2 "rules/*.md")
}
check "the pages are valid HTML and Markdown" valid
NODE_PATH=$scratch/node_modules node "$(dirname "$0")/try-site.js" "$project/target/site" "$pictures" "$browser"
check "a browser shows them well" [ $? -eq 0 ]
finish
