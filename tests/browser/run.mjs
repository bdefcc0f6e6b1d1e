// node run.mjs [--walks | --sweep | --panel | --worker] [--only REGEX] [--shots DIR] [--pictures DIR]
// Against the server at $MANUMIT_URL, with the people of $MANUMIT_PEOPLE (e-mail, organisation, role, password on a line).
import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { launch } from "./browser.mjs";
import { tally } from "./checks.mjs";
import { panelWalks } from "./panel_secretary.mjs";
import { sweep } from "./sweep.mjs";
import { clearsTheQueue, walks } from "./walks.mjs";
import { workerWalks } from "./worker.mjs";
import { sealedReport } from "./worker_sealed.mjs";

const { values: options } = parseArgs({
  options: {
    walks: { type: "boolean" }, sweep: { type: "boolean" }, panel: { type: "boolean" }, worker: { type: "boolean" }, only: { type: "string" }, shots: { type: "string" },
    pictures: { type: "string" },
  },
});

function people(text) {
  return text.trim().split("\n").map((line) => {
    const [email, organisation, role, password] = line.split(/\s+/);
    return { email, organisation, role, password };
  });
}

const everybody = people(readFileSync(process.env.MANUMIT_PEOPLE, "utf8"));
for (const dir of [options.shots, options.pictures]) if (dir) mkdirSync(dir, { recursive: true });
const browser = await launch();
try {
  const all = !options.walks && !options.sweep && !options.panel && !options.worker;
  if (all || options.walks) await walks(browser, everybody, options.pictures);
  if (all || options.walks) await sealedReport(browser, everybody, { shots: options.shots });
  if (all || options.panel) await panelWalks(browser, everybody, { shots: options.shots });
  if (all || options.worker)
    await workerWalks(browser, everybody, { shots: options.shots, only: options.only ? new RegExp(options.only) : undefined });
  if (all || options.sweep)
    await sweep(browser, everybody.find((one) => one.role === "admin"),
      { shots: options.shots, only: options.only ? new RegExp(options.only) : undefined });
  if (all || options.walks) await clearsTheQueue(browser, everybody);  // last: it leaves no alert for the pages
} finally {
  await browser.close();
}
const { passed, failed } = tally();
if (process.env.MANUMIT_TALLY) appendFileSync(process.env.MANUMIT_TALLY, `browser\t${passed}\t${failed}\n`);
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
