#!/bin/sh
# Tries the pre-commit hook for real: pre-commit clones this repository's last commit, builds it there and runs it
# over a throw-away GitOps repository.
set -u
. "$(dirname "$0")/checks.sh"

PRE_COMMIT_HOME=$scratch/cache
GIT_CONFIG_GLOBAL=/dev/null
GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
export PRE_COMMIT_HOME GIT_CONFIG_GLOBAL \
  GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

git clone -q --bare "$project" "$scratch/esslint.git"
gitops=$scratch/gitops
git init -q "$gitops"
cd "$gitops" || exit 1
cat >.pre-commit-config.yaml <<CONFIG
repos:
  - repo: file://$scratch/esslint.git
    rev: $(git -C "$project" rev-parse HEAD)
    hooks:
      - id: esslint
CONFIG
mkdir -p "clusters/one with blanks"
cp "$project/testdata/training/clean.yaml" "clusters/one with blanks/values.yaml"
echo 'not: {values' >other.yaml
git add -A
check "pre-commit installs itself" pre-commit install

committed() {
  git commit -qm "$1"
}
check "a commit with clean values passes; the hook leaves other YAML alone" committed clean

cp "$project/testdata/training/mistakes.yaml" ess-values.yml
git add -A
mistakes_are_refused() {
  ! git commit -qm mistakes >"$scratch/out" 2>&1 || return 1
  cat "$scratch/out"
  grep -q 'hook id: esslint' "$scratch/out" && grep -q 'exit code: 1' "$scratch/out"
}
check "a commit with mistakes is refused" mistakes_are_refused
second_run_is_quiet() {
  ! grep -q 'building' "$scratch/out"
}
check "the second run builds nothing" second_run_is_quiet
printf 'fail-on: never\n' >.esslint.yaml
git add -A
check "a .esslint.yaml at the root holds" committed configured
git rm -qf .esslint.yaml ess-values.yml

check "pre-commit run --all-files passes again" pre-commit run --all-files
finish
