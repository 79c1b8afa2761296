#!/bin/sh
# Runs the shell steps of action.yml one after another, as a GitHub runner would: with the inputs in the step's environment, a fresh
# GITHUB_OUTPUT and `bash --noprofile --norc -e -o pipefail`. Needs python3 with yaml (comes with yamllint).
set -u
. "$(dirname "$0")/checks.sh"

cat >"$scratch/step.py" <<'PYTHON'
"""step.py ACTION RESULT [INPUT=VALUE...]: runs the action's shell steps; the last one's outputs go to the file RESULT."""
import os, re, subprocess, sys, yaml

action = yaml.safe_load(open(sys.argv[1]))
values = {name: str(declared.get("default", "")) for name, declared in action["inputs"].items()}
for assignment in sys.argv[3:]:
    name, value = assignment.split("=", 1)
    assert name in values, name
    values[name] = value

steps = {}

def expand(text):
    def one(match):
        expression = match.group(1).strip()
        step = re.fullmatch(r"steps\.(\w+)\.outputs\.([\w-]+)", expression)
        if step:
            return steps[step.group(1)].get(step.group(2), "")
        if expression == "github.action_path":
            return os.path.dirname(os.path.abspath(sys.argv[1]))
        if expression == "github.event.pull_request.base.sha":
            return os.environ.get("PULL_REQUEST_BASE", "")
        if expression in ("runner.temp", "runner.tool_cache"):
            return os.environ["RUNNER_TEMP"]
        if expression == "github.workspace":
            return os.getcwd()
        return values[expression.removeprefix("inputs.")]
    return re.sub(r"\$\{\{(.*?)\}\}", one, text)

runs = [step for step in action["runs"]["steps"] if "run" in step]
outputs = {name: output["value"] for name, output in action["outputs"].items()}
assert all(f"steps.{runs[-1]['id']}.outputs.{name}" in value for name, value in outputs.items())
for step in runs:
    assert step["shell"] == "bash"
    assert "${{" not in step["run"], "an expression inside a script can be injected into"
    open(sys.argv[2], "w").close()
    environment = dict(os.environ, GITHUB_OUTPUT=sys.argv[2], GITHUB_STEP_SUMMARY=sys.argv[2] + ".md")
    environment.update((name, expand(value)) for name, value in step["env"].items())
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
    status = subprocess.run(shell, env=environment).returncode
    steps[step["id"]] = dict(line.rstrip("\n").split("=", 1) for line in open(sys.argv[2]))
    if status:
        sys.exit(status)
for step in action["runs"]["steps"]:
    assert "run" in step or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"]), "not pinned by a commit"
PYTHON

RUNNER_TEMP="$scratch/runner temp"
export RUNNER_TEMP
workspace="$scratch/work space"
mkdir "$RUNNER_TEMP"
mkdir -p "$workspace/clusters/a" "$workspace/clusters/b c"
cp "$project/testdata/training/clean.yaml" "$workspace/clusters/a/values.yaml"
cp "$project/testdata/training/clean.yaml" "$workspace/clusters/b c/values.yaml"
cp "$project/testdata/training/mistakes.yaml" "$workspace/mistakes[1].yaml"
cd "$workspace" || exit 1
"$project/esslint" --version >/dev/null

# action STATUS INPUT=VALUE...
action() {
  expected=$1
  shift
  rm -f ./*.sarif
  exits "$expected" python3 "$scratch/step.py" "$project/action.yml" "$scratch/result" "$@" &&
    grep -qx "exit-status=$expected" "$scratch/result"
}
is_sarif() {
  python3 -c 'import json,sys; assert json.load(open(sys.argv[1]))["version"] == "2.1.0"' "$1"
}
leaves() {
  grep -qx "sarif-file=$1" "$scratch/result" && is_sarif "$1"
}

clean() {
  rm -f "$scratch/result.md"
  action 0 "files=clusters/a/values.yaml" && leaves esslint.sarif && [ -s "$scratch/out" ]
}
check "clean values: 0, and a report" clean
mistakes() {
  rm -f "$scratch/result.md"
  action 1 "files=mistakes[1].yaml" "sarif-file=a report.sarif" && leaves "a report.sarif"
}
shown() {
  grep -q '^::error file=mistakes' "$scratch/out" && grep -q 'SCH001' "$scratch/result.md" && rm "$scratch/result.md" &&
    action 1 "files=mistakes[1].yaml" annotations=false && ! grep -q '^::error' "$scratch/out" && [ ! -e "$scratch/result.md" ]
}
check "mistakes: 1, and the report is there all the same; a name with brackets is a name" mistakes
check "findings are shown as annotations and in the summary of the step, unless they are switched off" shown
configured() {
  printf 'fail-on: never\nselect: [SCH]\n' >.esslint.yaml
  action 0 "files=mistakes[1].yaml" && action 1 "files=mistakes[1].yaml" "fail-on=error"
  status=$?
  rm .esslint.yaml
  return "$status"
}
check "a .esslint.yaml in the workspace holds, and inputs win over it" configured
missing() {
  action 3 "files=clusters/none*.yaml" && ! grep -q '^sarif-file=' "$scratch/result" && grep -q 'none\*.yaml' "$scratch/err"
}
check "a pattern without a match: 3, no report, and its name" missing
injection() {
  # shellcheck disable=SC2016 # nobody may expand it, that is the point
  action 3 'files=$(touch injected)`touch injected`;touch injected' &&
    action 3 "files=-nothing.yaml" && [ -z "$(find . -name 'injected')" ]
}
check "inputs are data, not code or options" injection

# What exactly reaches esslint: the action beside an esslint that writes its arguments down, one a line.
mkdir -p "$scratch/recorder/src/build"
cp "$project/action.yml" "$scratch/recorder"
cp "$project/src/build/released.sh" "$scratch/recorder/src/build"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"%s/arguments"\n' "$scratch" >"$scratch/recorder/esslint"
chmod +x "$scratch/recorder/esslint"
receives() {
  grep -v -e '^--output=github=' -e '^--output=markdown=' "$scratch/arguments" >"$scratch/received"
  printf '%s\n' "$@" | diff - "$scratch/received"
}
recorded() {
  python3 "$scratch/step.py" "$scratch/recorder/action.yml" "$scratch/result" "$@"
}
patterns() {
  recorded "files=
    clusters/**/values.yaml
    mistakes[1].yaml

    -not an option.yaml
  " && receives "--output=sarif=esslint.sarif" "clusters/a/values.yaml" "clusters/b c/values.yaml" "mistakes[1].yaml" "./-not an option.yaml"
}
check "one file or pattern a line, blanks are part of it" patterns
options() {
  recorded "files=clusters" "chart-version=26.8.1" "cluster=my cluster.yaml" "fail-on=warning" &&
    receives "--chart-version=26.8.1" "--cluster=my cluster.yaml" "--fail-on=warning" "--output=sarif=esslint.sarif" clusters
}
check "chart version, cluster and threshold are passed on" options

# A pull request: the base is a commit of the checkout.
git init -q . && git add clusters && git -c user.name=try -c user.email=try@example.org commit -qm base
base=$(git rev-parse HEAD)
reviewed() {
  export PULL_REQUEST_BASE="$base"
  recorded "files=clusters" "only-new=true" &&
    receives "--before=git:$base" "--only-new" "--output=sarif=esslint.sarif" clusters &&
    recorded "files=clusters" "before=none" && receives "--output=sarif=esslint.sarif" clusters || return 1
  PULL_REQUEST_BASE=0000000000000000000000000000000000000001
  recorded "files=clusters" && receives "--output=sarif=esslint.sarif" clusters
}
check "in a pull request the base is what is deployed, if it is there" reviewed

# The release that release.lock names, from a folder in the place of GitHub.
mkdir -p "$scratch/made/esslint-9.9.9/bin" "$scratch/releases/download/v9.9.9"
cp "$scratch/recorder/esslint" "$scratch/made/esslint-9.9.9/bin"
name=esslint-9.9.9-linux-amd64.tar.gz
tar -czf "$scratch/releases/download/v9.9.9/$name" -C "$scratch/made" esslint-9.9.9
rm "$scratch/recorder/esslint"
ESSLINT_DOWNLOADS=file://$scratch/releases
export ESSLINT_DOWNLOADS
locked() {
  printf 'version 9.9.9\n%s  %s\n' "$1" "$name" >"$scratch/recorder/release.lock"
}
released() {
  locked "$(sha256sum "$scratch/releases/download/v9.9.9/$name" | cut -d ' ' -f 1)"
  rm -f "$scratch/arguments" && recorded "files=clusters" before=none && receives "--output=sarif=esslint.sarif" clusters &&
    mv "$scratch/releases" "$scratch/gone" && recorded "files=clusters" before=none && mv "$scratch/gone" "$scratch/releases"
}
check "the release of release.lock is downloaded once, and runs" released
changed() {
  rm -rf "$RUNNER_TEMP/esslint" && locked 0000000000000000000000000000000000000000000000000000000000000000
  exits 70 python3 "$scratch/step.py" "$scratch/recorder/action.yml" "$scratch/result" "files=clusters" &&
    grep -q 'the checksum of .* is not the one in release.lock' "$scratch/err" && [ -z "$(ls -A "$RUNNER_TEMP/esslint")" ]
}
check "one with another checksum does not run" changed
finish
