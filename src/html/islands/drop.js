// A file may be dropped on [data-drop]; it goes into the file field inside, and the words beside it say the name of the file.

function words(area) {
  return area.querySelector('[data-drop="words"]');
}

function showName(area, field) {
  const file = field.files?.[0];
  if (file !== undefined) words(area).textContent = file.name;
}

function accepts(area) {
  const field = area.querySelector("input[type=file]");
  area.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    area.classList.add("over");
  });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  field.addEventListener("change", () => showName(area, field));
}

for (const area of document.querySelectorAll("div[data-drop]")) accepts(area);
