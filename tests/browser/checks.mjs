// Counts what held and what did not, and says the second.
let passed = 0;
let failed = 0;

export function check(name, held, detail = "") {
  if (held) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED ${name}${detail ? `\n       ${detail}` : ""}`);
}

// A step of a walk: an exception fails it, and the walk ends there because the next step begins where this one ends.
export async function step(name, work) {
  try {
    await work();
    check(name, true);
  } catch (error) {
    check(name, false, String(error.message).split("\n").slice(0, 12).join("\n       "));
    throw new Ended(name);
  }
}

export class Ended extends Error {}

export function tally() {
  return { passed, failed };
}
