// A good practice from its draft to the world, its copies; offers and needs that find each other.
import { step } from "./checks.mjs";
import { arrives, localTime } from "./panel_kit.mjs";

const criteria = { recommendation: "publish" };

export async function writesPractice(guest, words) {
  await guest.go("/practices");
  await guest.follow(/\/practices\/new$/);
  await guest.see("practice new");
  await guest.send("/practices/new", { title: "" }, { refused: true });
  await guest.send("/practices/new", {
    language: guest.language, title: words.practice, summary: words.summary, body: `## ${words.practice}\n\n${words.what}\n\n- ${words.summary}`,
    evidence: words.result, limits: words.interest, topics: ["prevention", "protection"], stages: ["work"], groups: ["workers", "women"],
    countries: "VN, KH", industries: ["14"], money_side: ["cost", "benefit"], money_label: [words.what, words.result],
    money_amount: ["1200.50", "4000"], money_currency: ["USD", "USD"], money_often: ["once", "yearly"], money_whose: ["company", "workers"],
  });
  return new URL(guest.page.url()).pathname;
}

async function reviews(browser, people, options, words, email) {
  const reviewer = await arrives(browser, people(email), options);
  await reviewer.follow(/^\/practices\/reviews\//);
  await reviewer.see("practice review asked");
  await reviewer.send(/\/reviews\//, { conflict: "no" }, { button: { act: "agree" } });
  return reviewer;
}

async function finishes(reviewer, words) {
  await reviewer.page.reload();
  const names = await reviewer.page.locator("main input[type=radio][name^=answer-]").evaluateAll(
    (all) => [...new Set(all.map((one) => one.name.slice("answer-".length)))]);
  const given = Object.fromEntries(names.flatMap((name, place) =>
    [[`answer-${name}`, place < names.length - 1 ? "met" : "not-met"], [`reason-${name}`, words.seen]]));
  await reviewer.see("practice review questions");
  await reviewer.send(/\/reviews\//, { ...given, ...criteria, to_owner: words.review }, { button: { act: "finish" } });
  await reviewer.see("practice review done");
  await reviewer.leaves();
}

// Answers the address of the published practice.
export async function showsPractice(browser, people, options, words, { office, reviewers }) {
  let path;
  await step(`${options.language}: a member writes down a practice and sends it`, async () => {
    const mill = await arrives(browser, people("panel@hansae.example"), options);
    path = await writesPractice(mill, words);
    await mill.see("practice draft", { all: true });
    await mill.send(/\/act$/, {}, { button: { act: "submit" } });
    await mill.leaves();
  });
  await step(`${options.language}: two members review it, it gets its grade, and the owner shows it to the world`, async () => {
    await office.go("/");
    await office.follow(/^\/practices/);
    await office.go("/practices/secretariat");
    await office.see("practices sent");
    await office.follow(new RegExp(`${path}$`));
    const agreed = [];
    for (const email of reviewers) {
      await office.go(`${path}/reviewers`);
      const member = await office.page.locator("select[name=member] option").evaluateAll(
        (all, name) => all.find((one) => one.textContent.toLowerCase().includes(name)).value, email.split(/[@.]/)[1]);
      await office.see("practice ask a reviewer");
      await office.send(/\/reviewers$/, { member });
      agreed.push(await reviews(browser, people, options, words, email));
    }
    await office.go(path);
    await office.send(/\/act$/, {}, { button: { act: "begin-review" } });
    for (const reviewer of agreed) await finishes(reviewer, words);
    await office.go(path);
    await office.send(/\/act$/, { note: words.remarks }, { button: { act: "accept" } });
    await office.see("practice accepted", { all: true });
    const mill = await arrives(browser, people("panel@hansae.example"), options);
    await mill.go(path);
    await mill.send(/\/act$/, { audience: "world" }, { button: { act: "publish" } });
    await mill.see("practice published");
    await mill.leaves();
  });
  return path;
}

export async function copiesPractice(browser, people, options, words, { path }) {
  await step(`${options.language}: another member says "we copied this"; the owner confirms it, and it counts`, async () => {
    const home = await arrives(browser, people("panel@paths.example"), options);
    await home.go("/practices");
    await home.send("/practices", { q: words.practice.split(" ")[0] }, { quiet: true });
    await home.see("practices found", { all: true });
    await home.follow(new RegExp(`${path}$`));
    await home.follow(/\/replicate$/);
    await home.see("practice replicate");
    await home.send(/\/replicate$/, {
      country: "KH", industry: "88", began: "2026-03", sites: "2", outcome: "worked", text: words.copied, measure: [words.result], before: ["4"], after: ["0"],
      unit: ["1"], may_show: "yes",
    });
    const mill = await arrives(browser, people("panel@hansae.example"), options);
    await mill.see("home of the owner");
    await mill.follow(/\/practices\/replications\//);
    await mill.see("practice replication");
    await mill.send(/\/replications\//, { note: words.seen }, { button: { act: "confirm" } });
    await mill.go(path);
    await mill.reads(words.copied);
    await mill.leaves();
    await home.leaves();
  });
}

// More is offered than one need takes, so that something is left for the plan.
const quantities = { offer: "100", need: "40" };
const listing = { kind: "skills", unit: "hours", places: "KH", languages: "en, ko", targets: "8.7", sectors: "14" };

async function publishes(guest, side, title, words) {
  await guest.go(`/${side}s`);
  await guest.follow(new RegExp(`/${side}s/new$`));
  await guest.see(`${side} new`);
  await guest.send(`/${side}s/new`, { ...listing, quantity: "many", title }, { refused: true });
  await guest.send(`/${side}s/new`, { ...listing, quantity: quantities[side], title, details: words.summary, until: localTime(200) });
  await guest.send(/\/act$/, {}, { button: { act: "publish" } });
  return new URL(guest.page.url()).pathname;
}

export async function exchanges(browser, people, options, words) {
  await step(`${options.language}: an offer and a need meet: the ranking says why, both sides agree, what arrived is confirmed`, async () => {
    const mill = await arrives(browser, people("panel@hansae.example"), options);
    await publishes(mill, "offer", words.offer, words);
    const home = await arrives(browser, people("panel@paths.example"), options);
    await publishes(home, "need", words.need, words);
    await home.reads(words.offer);
    await home.see("need with ranking", { all: true });
    await home.send("/introductions", {});
    const path = new URL(home.page.url()).pathname;
    await mill.go("/");
    await mill.see("home with an introduction");
    await mill.go("/introductions");
    await mill.see("introductions");
    await mill.follow(new RegExp(`${path}$`));
    await mill.send(/\/act$/, {}, { button: { act: "offer-accepts" } });
    await mill.send(/\/act$/, {}, { button: { act: "begin" } });
    await mill.send(/\/act$/, { arrived: "40", "words-report": words.result }, { button: { act: "report" } });
    await home.go(path);
    await home.see("introduction reported", { all: true });
    await home.send(/\/act$/, {}, { button: { act: "confirm" } });
    await home.see("introduction confirmed");
    await mill.go("/offers");
    await mill.see("offers");
    await publishes(home, "need", words.needNext, words);
    await mill.leaves();
    await home.leaves();
  });
}

export async function plansBest(options, { office }) {
  await step(`${options.language}: the secretariat looks at coverage, the best plan and a pitch paper`, async () => {
    await office.go("/needs/coverage");
    await office.see("coverage");
    await office.go("/offers/plans");
    await office.page.locator("form[action='/offers/plans'] button").click();
    await office.page.waitForURL(/\/offers\/plans\/[a-z0-9]{26}/);
    await office.page.locator("main table").first().waitFor();  // the page goes on by itself when the plan is made
    await office.see("best plan");
    await office.go("/offers/pitch");
    await office.see("pitch papers");
    await office.follow(/\/offers\/pitch\/[a-z0-9]{26}$/);
    await office.see("pitch paper");
    await office.takes(/paper\.pdf$/, "%PDF");
  });
}

export async function asksForHelp(browser, people, options, words, { office }) {
  await step(`${options.language}: the help board and a barrier with its owner`, async () => {
    const home = await arrives(browser, people("panel@paths.example"), options);
    await home.go("/help-board");
    await home.follow(/\/help-board\/new$/);
    await home.send("/help-board/new", await filled(home, "/help-board/new", words));
    await home.see("help asked");
    const help = new URL(home.page.url()).pathname;
    await home.go("/barriers");
    await home.follow(/\/barriers\/new$/);
    await home.send("/barriers/new", await filled(home, "/barriers/new", words));
    await home.see("barrier reported");
    await office.go("/help-board");
    await office.follow(new RegExp(`${help}$`));
    await office.send(/\/act$/, {}, { button: { act: "take" } });
    await office.send(/\/act$/, { "words-answer": words.answer }, { button: { act: "answer" } });
    await office.see("help answered");
    await office.go("/help-board");
    await office.see("help board");
    await office.go("/barriers");
    await office.see("barriers");
    await home.leaves();
  });
}

// Every field of words gets words; choices keep what they are.
async function filled(guest, action, words) {
  const names = await guest.page.locator(`form[action="${action}"] :is(textarea, input[type=text])`).evaluateAll(
    (all) => all.map((one) => one.name));
  return Object.fromEntries(names.map((name) => [name, /countr|place/.test(name) ? "KH" : /sector/.test(name) ? "14" : words.need]));
}
