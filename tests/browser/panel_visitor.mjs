// The visitor: the public face without signing in, without scripts, on paper, in the other language; and nothing that was not published.
import { check, step } from "./checks.mjs";
import { comesBy } from "./panel_kit.mjs";
import { narrow } from "./browser.mjs";

const faces = ["/panel", "/panel/members", "/panel/practices", "/panel/practices/business-cases", "/panel/practices/evidence", "/panel/commitments",
  "/panel/resources", "/panel/opinions", "/panel/network", "/panel/honours"];

async function noCookie(guest) {
  const cookies = await guest.context.cookies();
  if (cookies.length > 0) throw new Error(`a visitor got the cookie ${cookies[0].name}`);
}

async function readsPractice(guest, words, path) {
  await guest.go("/panel/practices");
  await guest.send("/panel/practices", { q: words.practice.split(" ").at(-1) }, { quiet: true });
  await guest.reads(words.practice);
  await guest.see("public practices found", { all: true });
  await guest.follow(new RegExp(`/panel${path}`));
  await guest.reads(words.practice, words.result, words.copied);
  await guest.see("public practice", { all: true });
  for (const [file, mark] of [["txt", words.practice], ["bib", "@"], ["ris", "TY  -"], ["json", "{"]]) {
    const text = (await guest.takes(new RegExp(`citation\\.${file}`))).toString("utf8");
    if (!text.includes(mark)) throw new Error(`citation.${file} lacks ${mark}`);
  }
  const feed = await guest.page.request.get("/panel/practices/feed.atom");
  const atom = await feed.text();
  if (!atom.includes("<feed") || !atom.includes(words.practice)) throw new Error("the feed does not have the practice");
}

async function onPaper(guest, path) {
  await guest.go(path);
  await guest.page.emulateMedia({ media: "print" });
  if (await guest.page.locator(".ptop nav").isVisible()) throw new Error("the navigation is printed");
  if (guest.shots) await guest.page.screenshot({ path: `${guest.shots}/public.print.${guest.language}.png`, fullPage: true });
  await guest.page.emulateMedia({ media: "screen" });
}

// What members, sessions and the exchange know and did not publish.
async function nothingElse(guest, words, path) {
  const unwanted = [words.closed, words.closedAbout, `${words.practice} 2`, words.offer, words.need, words.board2, words.ngo.name, words.remarks, words.flag];
  for (const face of [...faces, `/panel${path}`, "/panel/practices?q=2", "/panel/practices/feed.atom", "/panel/members?text=Harbour"]) {
    const text = await (await guest.page.request.get(face)).text();
    for (const secret of unwanted) if (text.includes(secret)) throw new Error(`${face} says ${secret}`);
  }
}

export async function visits(browser, options, words, { practice }) {
  await step(`${options.language}: a visitor reads every page of the public face`, async () => {
    const guest = await comesBy(browser, options);
    for (const face of faces) {
      await guest.go(face);
      await guest.see(`public ${face.slice(1).replaceAll("/", "-")}`, { all: true });
    }
    await noCookie(guest);
    await guest.leaves();
  });
  await step(`${options.language}: without scripts, on a telephone: from the panel to a member, a promise and back`, async () => {
    const guest = await comesBy(browser, { ...options, scripts: false, viewport: narrow });
    await guest.go("/panel");
    await guest.follow(/^\/panel\/members$/);
    await guest.follow(/^\/panel\/members\/[a-z0-9]{26}$/);
    await guest.go("/panel/commitments");
    await guest.reads(words.commitment);
    await guest.leaves();
  });
  await step(`${options.language}: a visitor finds a practice, reads, cites and prints it`, async () => {
    const guest = await comesBy(browser, options);
    await readsPractice(guest, words, practice);
    await onPaper(guest, `/panel${practice}`);
    await guest.go("/panel/commitments");
    await guest.reads(words.commitment, words.verdict);
    await guest.leaves();
  });
  await step(`${options.language}: the other language is one link away`, async () => {
    const guest = await comesBy(browser, options);
    const other = options.language === "en" ? "ko" : "en";
    await guest.go("/panel");
    await Promise.all([guest.page.waitForNavigation(), guest.page.locator(`a[lang=${other}]`).first().click()]);
    check(`the panel in ${other}`, (await guest.page.locator("html").getAttribute("lang")) === other);
    await guest.leaves();
  });
  await step(`${options.language}: nothing that its owner has not published`, async () => {
    const guest = await comesBy(browser, options);
    await nothingElse(guest, words, practice);
    await noCookie(guest);
    await guest.leaves();
  });
}
