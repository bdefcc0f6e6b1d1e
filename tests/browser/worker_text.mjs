// A worker's pages in text browsers: w3m shows every label and field in the page's order; lynx fills in the forms, key by key.
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { site } from "./browser.mjs";
import { check, step } from "./checks.mjs";

const run = promisify(execFile);
const pages = ["", "/danger", "/report", "/return", "/offer", "/advice", "/services", "/proof"];

const entities = { amp: "&", lt: "<", gt: ">", quot: "\"", "#39": "'" };
const plain = (text) => text.replace(/<[^>]+>/g, "").replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all);
// A text browser breaks lines where it likes; of letters it keeps the order.
const bare = (text) => text.normalize("NFC").replace(/[\s\u200b-\u200f\u2066-\u2069]/g, "");

// Headings, labels, hints of choices, buttons and links, in the order of the page's source.
function wordsOf(html) {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"));
  return [...main.matchAll(/<(h1|h2|label|legend|button|a)\b[^>]*>([\s\S]*?)<\/\1>/g)].map((found) => plain(found[2]).trim()).filter(Boolean);
}

function missing(dump, words) {
  let at = 0;
  const text = bare(dump);
  for (const one of words) {
    const found = text.indexOf(bare(one), at);
    if (found < 0) return one;
    at = found + bare(one).length;
  }
  return undefined;
}

async function shows(language, rest) {
  const url = `${site}/help/${language}${rest}`;
  const html = await (await fetch(url)).text();
  const { stdout } = await run("w3m", ["-dump", "-cols", "60", "-O", "UTF-8", "-o", "display_charset=UTF-8", url]);
  const name = `w3m: /help/${language}${rest}`;
  const words = wordsOf(html);
  const lost = missing(stdout, words);
  check(`${name} shows its words in order`, words.length > 2 && lost === undefined, `not there, or not in its place: ${lost}`);
  const fields = (html.match(/<(textarea|select)\b|<input type="(?!hidden)/g) ?? []).length;
  const drawn = (stdout.match(/\[[^\]\n]*\]|\( \)/g) ?? []).length;
  check(`${name} has each choice on a line of its own`, !/(\( \)|\[ \]).*(\( \)|\[ \])/.test(stdout));
  check(`${name} has its fields`, drawn >= fields, `${fields} fields, ${drawn} drawn`);
}

// What lynx stops at on its way down a page: links, fields, each line of a text area, buttons.
function stops(html) {
  return [...html.slice(html.indexOf("<body")).matchAll(/<(a|input|textarea|button|select)\b([^>]*)>/g)].flatMap(([, tag, rest]) => {
    if (/type="hidden"/.test(rest)) return [];
    const rows = tag === "textarea" ? Number(rest.match(/rows="(\d+)"/)[1]) : 1;
    return Array(rows).fill(tag === "button" ? "button" : rest.match(/name="([^"]*)"/)?.[1] ?? tag);
  });
}

// The keys that write into the fields of a page and press its first button.
function keysFor(html, fields) {
  const keys = [];
  for (const [place, stop] of stops(html).entries()) {
    if (place > 0) keys.push("Down Arrow");
    if (fields[stop] !== undefined) {
      keys.push(...fields[stop]);
      delete fields[stop];
    }
    if (stop === "button") return [...keys, "^J"];
  }
  throw new Error("the page has no button");
}

async function post(path, fields) {
  return (await fetch(site + path, { method: "POST", body: new URLSearchParams(fields) })).text();
}

// What the code opens.
async function talkOf(code) {
  const back = await fetch(`${site}/help/en/return`, { method: "POST", body: new URLSearchParams({ code }), redirect: "manual" });
  const cookie = back.headers.get("set-cookie").split(";")[0];
  return (await fetch(`${site}/help/en/talk`, { headers: { cookie } })).text();
}

const typed = { what: "I paid money for this job", where: "Ansan", who: "Sky Path", contact: "Zalo" };

// The three screens of a report in lynx, up to the page with the code; the same forms are fetched beside it to know where its fields stand.
async function writesWithLynx(folder) {
  const first = await (await fetch(`${site}/help/en/report`)).text();
  const once = first.match(/name="once" value="([0-9a-z]{26})"/)[1];
  const second = await post("/help/en/report/where", { once, what: "x" });
  const third = await post("/help/en/report/contact", { once, what: "x" });
  const keys = [
    ...keysFor(first, { what: [...typed.what] }),
    ...keysFor(second, { where: [...typed.where], who: [...typed.who] }),
    ...keysFor(third, { contact: [...typed.contact] }),
    "q", "y",
  ];
  writeFileSync(join(folder, "keys"), keys.map((key) => `key ${key === " " ? "<space>" : key}\n`).join(""));
  const command = `stty rows 200 cols 78; lynx -accept_all_cookies -cmd_script=${join(folder, "keys")} ${site}/help/en/report`;
  await run("script", ["-qec", command, join(folder, "screen")],
    { env: { ...process.env, TERM: "vt100", LC_ALL: "C.UTF-8" }, timeout: 60_000 });
  return readFileSync(join(folder, "screen"), "latin1").replace(/\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]/g, " ");
}

export async function inTextBrowsers() {
  for (const language of ["en", "ko", "ar", "km", "ru"])
    for (const rest of pages) await step(`w3m: /help/${language}${rest}`, () => shows(language, rest));
  await step("lynx: a report, key by key, to its code", async () => {
    const folder = mkdtempSync(join(tmpdir(), "manumit-lynx-"));
    try {
      const screen = await writesWithLynx(folder);
      const groups = screen.slice(screen.lastIndexOf("Your code")).match(/\b\d{5}\b/g) ?? [];
      if (groups.length < 6) throw new Error(`the last screen is ${screen.slice(-1500)}`);
      const talk = await talkOf(groups.slice(0, 6).join(" "));
      for (const words of Object.values(typed)) if (!talk.includes(words)) throw new Error(`the report does not say ${words}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
