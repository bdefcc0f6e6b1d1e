// A worker's steps through her pages, by plain forms.
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// All sixteen, unless MANUMIT_WORKER_LANGUAGES names some, as the build server's lane does.
export const languages = (process.env.MANUMIT_WORKER_LANGUAGES ?? "en ko vi km ne my id th zh ru uk ar bn tl uz mn").split(" ");

// A grey picture of 8 × 8 points, with hidden details.
function jpeg() {
  const segment = (mark, content) => Buffer.concat([Buffer.from([0xff, mark, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.from("Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0a camera of somebody", "latin1")),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.from([0, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])),
    segment(0xc4, Buffer.from([0x10, 1, ...Array(15).fill(0), 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 0x3f, 0])),
    Buffer.from([0x1f, 0xff, 0xd9]),
  ]);
}

const folder = mkdtempSync(join(tmpdir(), "manumit-worker-"));
export const files = { photo: join(folder, "photo.jpg"), film: join(folder, "film.mp4") };
writeFileSync(files.photo, jpeg());
writeFileSync(files.film, Buffer.alloc(21 << 20, 0x61));  // larger than the largest form

// Fills the fields of the page's form that has all of them, and presses the button that stands last in it.
export async function fill(page, fields) {
  const names = Object.keys(fields);
  const selector = names.map((name) => `:has([name="${name}"]:not([type=hidden]))`).join("");
  const form = page.locator(`main form${selector}`).first();
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]:not([type=hidden])`);
    const kind = await field.first().getAttribute("type");
    if (kind === "file") await field.setInputFiles(value);
    else if (kind === "checkbox" || kind === "radio")
      for (const one of [value].flat()) await form.locator(`[name="${name}"][value="${one}"]`).check();
    else await field.fill(value);
  }
  return presses(page, form);
}

export async function presses(page, form) {
  const [response] = await Promise.all([page.waitForNavigation(), form.locator("button").last().click()]);
  return response;
}

export async function codeOn(page) {
  const groups = await page.locator("#return-code li span").allInnerTexts();
  if (groups.length !== 6 || groups.some((group) => !/^\d{5}$/.test(group))) throw new Error(`the code is ${groups.join(" ")}`);
  return groups.join(" ");
}

export async function returns(page, language, code) {
  await page.goto(`/help/${language}/return`);
  return fill(page, { code });
}
