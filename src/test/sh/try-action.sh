#!/bin/sh
# Runs the shell steps of action.yml as a GitHub runner would: with the inputs in the step's environment, a fresh
# GITHUB_OUTPUT and `bash --noprofile --norc -e -o pipefail`. Needs python3 with yaml (comes with yamllint).
set -u
. "$(dirname "$0")/checks.sh"

cat >"$scratch/step.py" <<'PYTHON'
"""step.py ACTION RESULT [INPUT=VALUE...]: runs the action's one shell step; its outputs go to the file RESULT."""
import os, re, subprocess, sys, yaml

action = yaml.safe_load(open(sys.argv[1]))
values = {name: str(declared.get("default", "")) for name, declared in action["inputs"].items()}
for assignment in sys.argv[3:]:
    name, value = assignment.split("=", 1)
    assert name in values, name
    values[name] = value

def expand(text):
    def one(match):
        expression = match.group(1).strip()
        if expression == "github.action_path":
            return os.path.dirname(os.path.abspath(sys.argv[1]))
        if expression == "github.event.pull_request.base.sha":
            return os.environ.get("PULL_REQUEST_BASE", "")
        return values[expression.removeprefix("inputs.")]
    return re.sub(r"\$\{\{(.*?)\}\}", one, text)

[step] = [step for step in action["runs"]["steps"] if "run" in step]
assert step["shell"] == "bash"
assert "${{" not in step["run"], "an expression inside a script can be injected into"
outputs = {name: output["value"] for name, output in action["outputs"].items()}
assert all(f"steps.{step['id']}.outputs.{name}" in value for name, value in outputs.items())
open(sys.argv[2], "w").close()
environment = dict(os.environ, GITHUB_OUTPUT=sys.argv[2])
environment.update((name, expand(value)) for name, value in step["env"].items())
shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
sys.exit(subprocess.run(shell, env=environment).returncode)
PYTHON

workspace="$scratch/work space"
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
  action 0 "files=clusters/a/values.yaml" && leaves esslint.sarif && [ -s "$scratch/out" ]
}
check "clean values: 0, and a report" clean
mistakes() {
  action 1 "files=mistakes[1].yaml" "sarif-file=a report.sarif" && leaves "a report.sarif"
}
check "mistakes: 1, and the report is there all the same; a name with brackets is a name" mistakes
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
mkdir "$scratch/recorder"
cp "$project/action.yml" "$scratch/recorder"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"%s/arguments"\n' "$scratch" >"$scratch/recorder/esslint"
chmod +x "$scratch/recorder/esslint"
receives() {
  printf '%s\n' "$@" | diff - "$scratch/arguments"
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
finish
