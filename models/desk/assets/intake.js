// 收件: files by drag and drop, one after the other, each with its progress; the list of what came in.
import { upload } from "./upload.js";

const drop = document.getElementById("drop");
const files = document.getElementById("files");
const uploads = document.getElementById("uploads");
const list = document.getElementById("list");
const words = drop.dataset;
const waiting = [];
let busy = false;

function result(news) {
  const parts = [];
  const fresh = news.pages - news.known;
  const counted = news.pages + news.failed > 1;
  const count = (number) => (counted ? " " + words.pages.replace("%1", number) : "");
  if (fresh > 0) parts.push(words.done + count(fresh));
  if (news.known > 0) parts.push(words.known + count(news.known));
  if (news.failed > 0) parts.push(words.failed + count(news.failed) + ": " + news.failures.join(" "));
  return parts.join(" · ");
}

async function send(item) {
  const tell = (news) => {
    if (news.part !== undefined) item.progress.value = news.part;
    if (news.isBroken) item.say(words.broken);
    else if (news.isResumed) item.say(words.resumed);
    else item.say(news.stage === "taking" ? words.taking : words.sending);
  };
  try {
    const news = await upload(item.file, tell, () => item.isWanted);
    item.say(news ? result(news) : words.cancelled, Boolean(news && news.failed > 0));
    item.progress.hidden = !news || news.pages === 0;
  } catch (error) {
    // Choosing the file again after signing in goes on where it ended.
    if (error.expired) { busy = false; location.href = "/login?back=%2Fintake"; return; }
    item.say(words.failed + ": " + error.message, true);
    item.progress.hidden = true;
  }
  item.progress.value = 1;
  item.cancel.remove();
}

async function work() {
  if (busy) return;
  busy = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    await send(next);
    refresh();
  }
  busy = false;
}

function take(chosen) {
  for (const file of chosen) {
    const row = document.createElement("li");
    const name = document.createElement("span");
    const progress = document.createElement("progress");
    const said = document.createElement("span");
    const cancel = document.createElement("button");
    name.className = "name";
    name.textContent = file.name;
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", file.name);
    said.textContent = words.waits;
    cancel.className = "second";
    cancel.textContent = words.cancel;
    row.append(name, progress, said, cancel);
    uploads.append(row);
    const item = { file, progress, cancel, isWanted: true, say: (text, isBad) => { said.textContent = text; said.className = isBad ? "bad" : ""; } };
    cancel.addEventListener("click", () => { item.isWanted = false; cancel.disabled = true; });
    waiting.push(item);
  }
  work();
}

let shown = list.innerHTML;
async function refresh() {
  const response = await fetch("/intake/list", { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
  if (!response || !response.ok) return;
  const text = await response.text();
  // A list that has not changed keeps its focus.
  if (text !== shown) { shown = text; list.innerHTML = text; }
}

files.addEventListener("change", () => { take([...files.files]); files.value = ""; });
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  take([...event.dataTransfer.files]);
});
for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
setInterval(refresh, 3000);
