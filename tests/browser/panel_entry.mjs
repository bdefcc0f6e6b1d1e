// From the first visit of an organisation to its letter of admission, and from its suspension to its end.
import { step } from "./checks.mjs";
import { arrives } from "./panel_kit.mjs";

const answers = { registration: "yes", mandate: "yes", safeguards: "yes", "other-risk": "no", observations: "no" };

// The nine questions as the page asks them, answered so that they pass.
async function verifies(guest, remarks) {
  const names = await guest.page.locator("main input[type=radio][name^=answer-]").evaluateAll(
    (all) => [...new Set(all.map((one) => one.name))]);
  if (names.length !== 9) throw new Error(`${names.length} questions`);
  const given = Object.fromEntries(names.map((name) => [name, answers[name.slice("answer-".length)] ?? "yes"]));
  await guest.send(/\/verify$/, { ...given, remarks });
}

async function fillsIn(guest, own, words, owner) {
  await guest.go("/members");
  await guest.see("members outside");
  await guest.send("/members/apply");
  const member = new URL(guest.page.url()).pathname.split("/")[2];
  await guest.see("application identity");
  await guest.send(/\/identity$/, { country: "Atlantis" }, { refused: true });
  await guest.send(/\/identity$/, {
    country: own.country, registration: `${own.slug.toUpperCase()} 110-22`, website: `https://${own.slug}.example/`,
    sector: [own.sector], purpose: words.purpose, safeguards: words.safeguards,
  });
  await guest.send(/\/people$/, { name: words.head, kind: "head", title: words.title, gender: "woman" });
  await guest.send(/\/people$/, { name: words.representative, kind: "representative", gender: "woman" });
  await guest.see("application people");
  await guest.follow(/\/owners$/);
  if (owner) await guest.send(/\/owners$/, { name: owner, interest: "shareholding", share: "60", country: own.country });
  else await guest.send(/\/owners\/none$/, { reason: "noBeneficialOwners" });
  await guest.see("application owners");
  await guest.follow(/\/contacts$/);
  await guest.send(/\/contacts$/, { name: words.representative, email: `office@${own.slug}.example`, visibility: "panel", consents: "yes" });
  await guest.see("application contacts");
  await guest.follow(/\/declaration$/);
  await guest.see("application declaration");
  await guest.send(/\/declaration$/, { accept: true, signatory: words.head, title: words.title });
  await guest.reads(await guest.page.locator("h1").innerText());
  await guest.see("application ready");
  await guest.send(/\/send$/);
  await guest.see("application sent");
  return `/members/${member}`;
}

// An organisation applies; somebody on a watch list is named as its owner, so that a hit must be judged.
export async function applies(browser, people, options, words, own, owner) {
  let member;
  await step(`${options.language}: ${own.name} applies, from the first page to the declaration`, async () => {
    const guest = await arrives(browser, people(`panel@${own.slug}.example`), options);
    member = await fillsIn(guest, own, words, owner);
    await guest.leaves();
  });
  return member;
}

// Hits of the watch lists are judged, a flag is raised and settled, a member of another constituency is asked, the secretariat answers too.
export async function looksInto(browser, people, options, words, { office, member, vets, hits }) {
  await step(`${options.language}: the secretariat begins the due diligence`, async () => {
    await office.go("/");
    await office.see("home of the secretariat");
    await office.follow(/view=applications/);
    await office.see("members applications");
    await office.follow(new RegExp(member));
    await office.send(/\/act$/, {}, { button: { act: "begin" } });
    await office.follow(/\/diligence$/);
    await office.send(/\/screen$/);
    if (hits && (await office.page.locator("main button[name=act][value=clear]").count()) === 0)
      throw new Error("an owner who stands on a list is no hit");
    if (hits) await office.see("diligence with a hit");
    while ((await office.page.locator("main button[name=act][value=clear]").count()) > 0)
      await office.send(/\/hits$/, { reason: words.cleared }, { button: { act: "clear" } });
    await office.send(/\/flags$/, { kind: "yellow", risk: "reputational", flag_words: words.flag });
    await office.send(/\/flags\/act$/, { words: words.cleared }, { button: { act: "resolve" } });
    await office.see("diligence", { all: true });
    const reviewer = await office.page.locator("select[name=reviewer] option").evaluateAll(
      (all, name) => all.find((one) => one.textContent.includes(name)).value, vets.name);
    await office.send(/\/vettings\/ask$/, { reviewer });
  });
  await step(`${options.language}: ${vets.name} is asked, looks into the file and answers the nine questions`, async () => {
    const other = await arrives(browser, people(vets.email), options);
    await other.follow(new RegExp(member));
    await other.see("diligence of a member that vets");
    await verifies(other, words.remarks);
    await other.leaves();
  });
}

export async function decides(browser, people, options, words, { office, member, own, shown }) {
  await step(`${options.language}: the secretariat verifies and admits ${own.name}`, async () => {
    await office.go(`${member}/diligence`);
    await verifies(office, words.remarks);
    await office.go(member);
    await office.see("member before the decision");
    await office.send(/\/act$/, {}, { button: { act: "decline" }, refused: true });
    await office.send(/\/act$/, { words: words.admitted }, { button: { act: "admit" } });
    await office.see("member admitted", { all: true });
    await office.takes(/letter\.pdf$/, "%PDF");
  });
  await step(`${options.language}: ${own.name} takes its letter and says what everybody may see`, async () => {
    const guest = await arrives(browser, people(`panel@${own.slug}.example`), options);
    await guest.go(member);
    await guest.reads(words.admitted);
    await guest.takes(/letter\.pdf$/, "%PDF");
    await guest.follow(/\/application$/);
    await guest.follow(/\/public$/);
    await guest.send(/\/public$/, { show: shown ? ["name", "country", "sectors", "since"] : [] });
    await guest.see("member what everybody sees");
    await guest.go(`${member}/interests`);
    await guest.send(/\/interests$/, { about_text: "Hansae", kind: "trade", text: words.interest });
    await guest.send(/\/interests\/confirm$/);
    await guest.see("member interests");
    await guest.leaves();
  });
}

// Suspended with a reason, heard, and ended.
export async function parts(browser, people, options, words, { office, member, own }) {
  await step(`${options.language}: ${own.name} is suspended with a reason, replies, and its membership is ended`, async () => {
    await office.go(member);
    await office.send(/\/act$/, {}, { button: { act: "suspend" }, refused: true });
    await office.send(/\/act$/, { words: words.suspended }, { button: { act: "suspend" } });
    const guest = await arrives(browser, people(`panel@${own.slug}.example`), options);
    await guest.see("home of a suspended member");
    await guest.go(member);
    await guest.reads(words.suspended);
    await guest.send(/\/act$/, { words: words.reply }, { button: { act: "reply" } });
    await guest.see("member suspended");
    await office.go(member);
    await office.reads(words.reply);
    await office.send(/\/act$/, { words: words.ended }, { button: { act: "end" } });
    await office.see("member ended");
    await guest.go(member);
    await guest.reads(words.ended);
    await guest.leaves();
  });
}

export async function leavesByItself(browser, people, options, words, { office, member, own }) {
  await step(`${options.language}: ${own.name} leaves of its own will`, async () => {
    const guest = await arrives(browser, people(`panel@${own.slug}.example`), options);
    await guest.go(member);
    await guest.send(/\/act$/, {}, { button: { act: "leave" } });
    await guest.leaves();
    await office.go("/members?view=former");
    await office.reads(own.name);
    await office.see("members former");
  });
}

export async function balances(options, { office }) {
  await step(`${options.language}: who is at the table, who is missing, and goals`, async () => {
    await office.go("/members/balance");
    await office.follow(/\/goals$/);
    await office.see("balance goals");
    await office.send(/\/goals/, {
      "constituency.company.least": "2", "constituency.ngo.least": "2", "constituency.workers-organisation.least": "1",
      "region.142.least": "3", "region.002.least": "1",
    });
    await office.go("/members/balance");
    await office.see("balance", { all: true });
    await office.go("/members/interests");
    await office.see("interests register");
  });
}
