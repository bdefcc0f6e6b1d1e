// One browser for all suites, and contexts that watch what a page must never do.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const modules = createRequire(fileURLToPath(new URL("../../build/browser/package.json", import.meta.url)));
const { chromium } = modules("playwright-core");
export const axePath = modules.resolve("axe-core/axe.min.js");

export const site = process.env.MANUMIT_URL;
export const wide = { width: 1280, height: 900 };
export const narrow = { width: 360, height: 740 };

const switches = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export function launch() {
  return chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, chromiumSandbox: false, args: switches });
}

// What a page did that it must not do: a request elsewhere, a refused script or style, an error of a script.
function watch(context, faults) {
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== site) faults.push(`request to ${url.origin}`);
  });
  context.on("weberror", (error) => faults.push(`script: ${error.error().message}`));
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) faults.push(`${message.page()?.url()}: ${message.text()}`);
  });
}

// A new visitor. `faults` of the answer stays empty as long as her pages behave.
export async function visitor(browser, { language = "en", scripts = true, viewport = wide, scheme = "light" } = {}) {
  const context = await browser.newContext({
    baseURL: site, locale: language, javaScriptEnabled: scripts, viewport, colorScheme: scheme, acceptDownloads: true,
    extraHTTPHeaders: { "Accept-Language": language },
  });
  context.setDefaultTimeout(15_000);
  const faults = [];
  watch(context, faults);
  return { context, page: await context.newPage(), faults };
}

export async function signIn(page, person) {
  await page.goto("/sign-in");
  await page.fill("input[name=email]", person.email);
  await page.fill("input[name=password]", person.password);
  await page.locator("form[action='/sign-in'] button").click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}
