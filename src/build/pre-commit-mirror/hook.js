#!/usr/bin/env node
// Also judges what the change brings, against what pre-commit compares with, or else the last commit.
"use strict";
const { spawnSync } = require("child_process");

const base = process.env.PRE_COMMIT_FROM_REF || "HEAD";
const known = spawnSync("git", ["rev-parse", "--quiet", "--verify", `${base}^{commit}`]).status === 0;
process.argv.splice(2, 0, ...(known ? ["--before", `git:${base}`] : []), "--allow-empty");
require("esslint/esslint.js");
