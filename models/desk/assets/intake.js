// 收件: each file is one raw PUT, one after the other, with its progress shown.
import { csrf } from "./desk.js";

const drop = document.getElementById("drop");
const files = document.getElementById("files");
const uploads = document.getElementById("uploads");
const list = document.getElementById("list");
const waiting = [];
let busy = false;

function send(file, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("PUT", "/intake/files");
    request.setRequestHeader("X-CSRF-Token", csrf);
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => { if (event.lengthComputable) progress.value = event.loaded / event.total; };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* an answer without words */ }
      if (request.status === 401) location.href = "/login";
      resolve(request.status === 201
        ? (answer.isNew ? drop.dataset.done : drop.dataset.known)
        : drop.dataset.failed + ": " + (answer.message || request.status));
    };
    request.onerror = () => resolve(drop.dataset.failed + ": " + drop.dataset.network);
    request.send(file);
  });
}

async function work() {
  if (busy) return;
  busy = true;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    next.said.textContent = await send(next.file, next.progress);
    next.progress.value = 1;
    refresh();
  }
  busy = false;
}

function take(chosen) {
  for (const file of chosen) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const progress = document.createElement("progress");
    const said = document.createElement("span");
    name.textContent = file.name;
    progress.max = 1;
    progress.value = 0;
    item.append(name, progress, said);
    uploads.append(item);
    waiting.push({ file, progress, said });
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
