// Opens pages of the site in headless Chromium, from the disk, at the widths of a phone, a tablet and a desktop, light and dark, and
// holds them against axe. It also searches, filters and reads without scripts.
// usage: node try-site.js SITE FOLDER_FOR_PICTURES CHROMIUM
"use strict";
const { readFileSync } = require("node:fs");
const { join, resolve } = require("node:path");
const { pathToFileURL } = require("node:url");
const puppeteer = require("puppeteer-core");

const [site, pictures, executablePath] = process.argv.slice(2);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pages = [
  "index.html", "guides/index.html", "guides/calls.html", "guides/map.html", "rules/index.html", "rules/RTC003.html", "rules/MAS031.html",
  "rules/UPG011.html", "keys/index.html", "keys/matrixRTC.html", "json-v1.html", "own-rules.html", "contributing.html", "reference.html",
];
// maps of five deployments, from the smallest to everything, as the tests hold them
const maps = ["default", "external", "calls", "old", "everything"].map((name) => `../../testdata/map/${name}.html`);
const widths = [390, 768, 1400];
let passed = 0;
let failed = 0;

function check(what, problems) {
  if (problems.length === 0) {
    passed++;
    console.log(`ok    ${what}`);
  } else {
    failed++;
    console.log(`FAIL  ${what}\n      ${problems.join("\n      ")}`);
  }
}

async function main() {
  const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox", "--allow-file-access-from-files=false"] });
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) errors.push(`asks for ${request.url()}`);
  });
  const open = async (path) => page.goto(pathToFileURL(resolve(site)).href + "/" + path);

  for (const path of [...pages, ...maps]) {
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      for (const width of widths) {
        await page.setViewport({ width, height: 900 });
        errors.length = 0;
        await open(path);
        const problems = [...errors];
        if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
          problems.push("is wider than the window");
        }
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run(document));
        for (const { id, impact, nodes } of violations.filter((one) => ["serious", "critical"].includes(one.impact))) {
          problems.push(`${impact}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
        }
        const name = `${path.replace(/\W/g, "-")}-${scheme}-${width}.png`;
        await page.screenshot({ path: join(pictures, name) });
        check(`${path}, ${scheme}, ${width} px`, problems);
      }
    }
  }

  await open("index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("manualip");
  await page.waitForSelector(".results li");
  const first = await page.$eval(".results a", (link) => link.textContent);
  check("the search finds a key from a part of its name", first.includes("matrixRTC.sfu.manualIP") ? [] : [first]);
  await page.screenshot({ path: join(pictures, "search.png") });
  await page.evaluate(axe);
  const open_ = await page.evaluate(() => axe.run(document));
  check("the results have no serious violation",
    open_.violations.filter((one) => ["serious", "critical"].includes(one.impact)).map((one) => one.id));
  await page.$eval(".search input", (input) => { input.value = ""; });
  await page.focus(".search input");
  await page.keyboard.type("RTC003");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  check("Enter opens the first result", page.url().endsWith("rules/RTC003.html") ? [] : [page.url()]);

  const shown = () => page.$$eval(".rules tbody tr", (rows) => rows.filter((row) => row.checkVisibility()).length);
  await open("rules/index.html");
  const all = await shown();
  await page.select("select[name=level]", "error");
  await page.select("select[name=family]", "RTC");
  const some = await shown();
  check("the filters leave some of the rules", some > 0 && some < all ? [] : [`${some} of ${all}`]);
  const address = page.url();
  await open("index.html");
  await page.goto(address);
  const again = await shown();
  check("a link to a filtered list shows the same rules", again === some ? [] : [`${again}, not ${some}`]);
  await page.screenshot({ path: join(pictures, "filtered.png") });

  await page.setJavaScriptEnabled(false);
  for (const path of ["rules/index.html", "rules/RTC003.html", "keys/matrixRTC.html"]) {
    await open(path);
    await page.screenshot({ path: join(pictures, `without-scripts-${path.replace(/\W/g, "-")}.png`) });
  }
  check("without scripts all rules are listed", (await (await open("rules/index.html"), shown())) === all ? [] : ["not all"]);
  await open("rules/RTC003.html");
  await page.pdf({ path: join(pictures, "printed.pdf"), format: "A4" });
  for (const path of maps) {
    await open(path);
    await page.emulateMediaType("print");
    await page.setViewport({ width: 720, height: 1000 }); // what a sheet of A4 has between its margins
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    check(`${path}, printed`, wide ? ["is wider than the paper"] : []);
    await page.emulateMediaType(null);
    await page.pdf({ path: join(pictures, `${path.replace(/\W/g, "-")}.pdf`), format: "A4" });
  }
  await browser.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main();
