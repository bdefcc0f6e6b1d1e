// The secretary's year: members, sessions, decisions that get done, what is shown to the world, what was pledged and what arrived.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ended } from "./checks.mjs";
import { consults, turnsIntoActions } from "./panel_decisions.mjs";
import { applies, balances, decides, leavesByItself, looksInto, parts } from "./panel_entry.mjs";
import { arrives } from "./panel_kit.mjs";
import { holdsClosed, holdsForum } from "./panel_meetings.mjs";
import { membersDay } from "./panel_member.mjs";
import { honours, plansWork, runsProject } from "./panel_promises.mjs";
import { plansBest, showsPractice } from "./panel_sharing.mjs";
import { visits } from "./panel_visitor.mjs";
import { wordsOf } from "./panel_words.mjs";

// A company is vetted by a non-governmental organisation, and such an organisation by a company.
async function admits(browser, people, options, words, office) {
  const vets = { company: { name: "Paths", email: "panel@paths.example" }, ngo: { name: "Hansae", email: "panel@hansae.example" } };
  const members = {};
  for (const kind of ["company", "ngo"]) {
    const own = words[kind];
    const member = await applies(browser, people, options, words, own, kind === "company" ? listedName() : undefined);
    await looksInto(browser, people, options, words, { office, member, vets: vets[kind], hits: kind === "company" });
    await decides(browser, people, options, words, { office, member, own, shown: kind === "company" });
    members[kind] = member;
  }
  return members;
}

// The name of a person on a watch list of the coalition: an owner of that name must be a hit.
function listedName() {
  const list = readFileSync(join(dirname(process.env.MANUMIT_PEOPLE), "world-3/lists/un-consolidated.xml"), "utf8");
  const person = list.match(/<INDIVIDUAL>[\s\S]*?<\/INDIVIDUAL>/)[0];
  return ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME"].flatMap((part) => person.match(new RegExp(`<${part}>([^<]+)`))?.[1] ?? []).join(" ");
}

async function year(browser, people, options) {
  const words = wordsOf[options.language];
  const office = await arrives(browser, people("office@ministry.example"), options);
  await office.see("home of the secretariat in January");
  const members = await admits(browser, people, options, words, office);
  await balances(options, { office });
  const path = await holdsForum(browser, people, options, words, { office });
  await holdsClosed(browser, people, options, words, { office });
  await turnsIntoActions(browser, people, options, words, { office, path });
  await consults(browser, people, options, words, { office });
  const reviewers = ["panel@paths.example", `panel@${words.ngo.slug}.example`];
  const practice = await showsPractice(browser, people, options, words, { office, reviewers });
  await runsProject(browser, people, options, words, { office });
  await honours(browser, people, options, words, { office });
  await membersDay(browser, people, options, words, { office, practice });
  await plansBest(options, { office });
  await plansWork(options, words, { office });
  await visits(browser, options, words, { practice });
  await parts(browser, people, options, words, { office, member: members.company, own: words.company });
  await leavesByItself(browser, people, options, words, { office, member: members.ngo, own: words.ngo });
  await office.leaves();
}

// One year after another in the same coalition: in English, then in Korean.
export async function panelWalks(browser, everybody, options) {
  const people = (email) => everybody.find((one) => one.email === email);
  for (const language of options.languages ?? ["en", "ko"]) {
    console.log(`the panel's year in ${language}`);
    try {
      await year(browser, people, { ...options, language });
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
    }
  }
}
