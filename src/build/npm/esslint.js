#!/usr/bin/env node
// Starts the esslint of this platform, which npm has installed as an optional dependency.
"use strict";
const { spawn } = require("child_process");
const path = require("path");
const os = require("os");

const platform = `${process.platform}-${process.arch}`;
let image;
try {
  image = path.join(path.dirname(require.resolve(`@esslint/${platform}/package.json`)), "image");
} catch {
  console.error(
    `esslint: the package @esslint/${platform} is not installed. Either there is no esslint for ${platform}, or npm left ` +
      "optional dependencies out; install esslint again with `npm install --include=optional esslint`.");
  process.exit(70);
}
const windows = process.platform === "win32";
const program = path.join(image, "bin", windows ? "esslint.cmd" : "esslint");
const child = windows
  ? spawn(path.join(image, "bin", "java.exe"),
      [`-XX:AOTCache=${path.join(image, "lib", "esslint.aot")}`, "-m", "dev.esslint/dev.esslint.cli.Main",
        ...process.argv.slice(2)], { stdio: "inherit" })
  : spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => {
  console.error(`esslint: ${program} cannot be started: ${error.message}`);
  process.exit(70);
});
child.on("exit", (status, signal) => process.exit(signal ? 128 + os.constants.signals[signal] : status));
