// What was said becomes minutes, actions that get done, a report before the next session; and a consultation with reasoned answers.
import { step } from "./checks.mjs";
import { makesSession, movesTo } from "./panel_meetings.mjs";
import { arrives, localTime } from "./panel_kit.mjs";

async function writesMinutes(office, path, words) {
  await office.go(path);
  await office.follow(/\/minutes$/);
  await office.see("minutes none yet");
  await office.follow(/\/minutes\/edit$/);
  const text = words.minutes("panel@hansae.example", localTime(10), "Dara K.");
  await office.send(/\/edit$/, { text: `${text}!action @nobody 2026: x` }, { button: { do: "check" }, refused: true });
  await office.see("minutes with a fault");
  await office.page.fill("main textarea[name=text]", text);
  await Promise.all([office.page.waitForNavigation(), office.page.locator("main button[name=do][value=check]").click()]);
  await office.reads("Dara K.");
  if ((await office.page.locator("main .notice.care").count()) === 0) throw new Error("no warning of the name");
  await office.see("minutes name warning");
  await office.send(/\/edit$/, { text: words.minutes("panel@hansae.example", localTime(10)) }, { button: { do: "save" } });
  await office.send(/\/step$/, { comments_until: localTime(7) }, { button: { act: "circulate" } });
}

async function actsOn(browser, people, options, path, words) {
  const mill = await arrives(browser, people("panel@hansae.example"), options);
  await mill.see("home with an action");
  await mill.go(path);
  await mill.follow(/\/minutes$/);
  await mill.send(/\/minutes\/comments$/, { text: words.comment });
  await mill.see("minutes comment");
  await mill.follow(/^\/actions\//);
  await mill.send(/\/do$/, {}, { button: { act: "start" } });
  await mill.send(/\/do$/, { note: words.evidence }, { button: { act: "finish" } });
  await mill.see("action done");
  await mill.go("/actions");
  await mill.see("actions of mine", { all: true });
  await mill.leaves();
}

// Minutes of the forum, up to their approval by the board's meeting, whose progress report shows the action.
export async function turnsIntoActions(browser, people, options, words, { office, path }) {
  let board;
  await step(`${options.language}: minutes are written with tags, a name is pointed out, and they are circulated`, async () => {
    await writesMinutes(office, path, words);
    await office.see("minutes circulated", { all: true });
  });
  await step(`${options.language}: who owns the action comments on the minutes and does it; the secretariat confirms`, async () => {
    await actsOn(browser, people, options, path, words);
    await office.go(`${path}/minutes`);
    await office.send(/\/comments\/[a-z0-9]+$/, { answer: words.answer }, { button: { act: "accept" } });
    await office.follow(/^\/actions\//);
    await office.send(/\/do$/, { note: words.seen }, { button: { act: "confirm" } });
    await office.see("action confirmed");
    await office.go("/actions?view=all");
    await office.see("actions all");
  });
  await step(`${options.language}: the next session is planned; it has a progress report and approves the minutes`, async () => {
    board = await makesSession(office, "board-meeting", {
      title: words.board2, summary: words.forumAbout, quorum: "2", decision_rule: words.rule, zone: "Asia/Seoul",
      starts: localTime(14, "10:00"), ends: localTime(14, "12:00"), in_room: true, place: words.place, audience: "members", admission: "open",
    });
    await office.send(/\/state$/, {}, { button: { act: "announce" } });
    await office.follow(/\/progress$/);
    await office.see("progress report", { all: true });
    await office.go(`${path}/minutes`);
    await office.send(/\/step$/, {}, { button: { act: "submit" } });
    await approvesSeat(browser, people, options, path);
    await office.go(`${path}/minutes`);
    await office.see("minutes on the agenda");
    await movesTo(office, board, -1, 1);
    await office.send(/\/state$/, {}, { button: { act: "begin" } });
    await office.go(`${path}/minutes`);
    await office.send(/\/step$/, {}, { button: { act: "approve" } });
    await office.see("minutes final");
    await office.go("/minutes");
    await office.see("minutes list");
    await office.follow(/\/minutes\/book/);
    await office.see("minutes book");
    await office.takes(/book\.pdf/, "%PDF");
  });
  return board;
}

async function approvesSeat(browser, people, options, path) {
  for (const email of ["panel@hansae.example", "panel@paths.example"]) {
    const seat = await arrives(browser, people(email), options);
    await seat.go(`${path}/minutes`);
    await seat.send(/\/minutes\/approve$/);
    await seat.leaves();
  }
}

async function sendsInput(browser, people, options, words, email) {
  const member = await arrives(browser, people(email), options);
  await member.go("/consultations");
  await member.follow(/^\/consultations\/[a-z0-9]{26}$/, { text: words.question });
  await member.send(/\/input$/, { body: words.input });
  await member.see("consultation own input");
  await member.leaves();
}

export async function consults(browser, people, options, words, { office }) {
  await step(`${options.language}: a consultation: a question, two inputs, a reasoned answer to each, published together`, async () => {
    await office.go("/consultations");
    await office.follow(/\/consultations\/new$/);
    await office.see("consultation new");
    await office.send("/consultations/new", { title: words.question, question: words.questionAbout, closes: localTime(20) });
    const path = new URL(office.page.url()).pathname;
    await office.follow(/\/edit$/);
    await office.send(/\/edit$/, { question: `${words.questionAbout}\n${words.forumAbout}` });
    await office.send(/\/do$/, {}, { button: { act: "open" } });
    for (const email of ["panel@hansae.example", "panel@paths.example"]) await sendsInput(browser, people, options, words, email);
    await office.go(path);
    await office.send(/\/do$/, {}, { button: { act: "close" } });
    for (let left = 2; left > 0; --left)
      await office.send(/\/answer$/, { answer: left === 2 ? "taken-up" : "taken-up-in-part", reason: words.reasoned }, { holding: { reason: "" } });
    await office.see("consultation answering");
    await office.send(/\/do$/, {}, { button: { act: "publish" } });
    await office.see("consultation published", { all: true });
  });
}
