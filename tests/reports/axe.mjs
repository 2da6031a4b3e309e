// Looks at pages with axe-core in headless Chromium; prints every violation and exits with 1.
// node axe.mjs MODULES PAGE…, where MODULES is where axe-core and puppeteer-core are installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, ...pages] = process.argv.slice(2);
const puppeteer = createRequire(join(modules, "/"))("puppeteer-core");
const axe = readFileSync(join(modules, "node_modules/axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
let found = 0;
for (const path of pages) {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.goto(`file://${path}`);
  await page.addScriptTag({ content: axe });
  const { violations } = await page.evaluate(() => window.axe.run(document));
  for (const { id, help, nodes } of violations) {
    found += 1;
    console.log(`${path}: ${id}: ${help}: ${nodes[0].html}`);
  }
}
await browser.close();
process.exit(found ? 1 : 0);
