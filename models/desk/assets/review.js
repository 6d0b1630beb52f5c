// 复核: everything by keyboard; nothing typed is lost.
import { csrf, post } from "./desk.js";
import { toggleRed, toggleWhole, zoomTo } from "./review-view.js";

const root = document.getElementById("review");
const id = root.dataset.document;
const said = document.getElementById("said");
const items = [...document.querySelectorAll(".field")];
const reject = document.getElementById("reject");
const reason = document.getElementById("reason");
const draftKey = "xueji-draft-" + id;
const decided = [];
let current = null;
let done = root.dataset.done || "";
let sending = false;

const input = (item) => item.querySelector(".typed");
const isOpen = (item) => item.classList.contains("open");
const drafts = () => { try { return JSON.parse(localStorage.getItem(draftKey)) || {}; } catch { return {}; } };

function keepDraft(key, value) {
  const all = drafts();
  if (value === null) delete all[key]; else all[key] = value;
  if (Object.keys(all).length) localStorage.setItem(draftKey, JSON.stringify(all)); else localStorage.removeItem(draftKey);
}

function say(text, isBad) {
  said.textContent = text;
  said.classList.toggle("bad", Boolean(isBad));
}

function select(item) {
  if (!item) return;
  if (current) { current.classList.remove("current"); current.removeAttribute("aria-current"); }
  current = item;
  item.classList.add("current");
  item.setAttribute("aria-current", "true");
  zoomTo(item.dataset.place);
  item.scrollIntoView({ block: "nearest" });
}

/** The next open field in a direction, going round; any field when none is open. */
function step(by) {
  const from = items.indexOf(current);
  for (let n = 1; n <= items.length; n += 1) {
    const item = items[(from + by * n + items.length * 2) % items.length];
    if (isOpen(item) || !items.some(isOpen)) return select(item);
  }
}

function finish(status) {
  done = status;
  localStorage.removeItem(draftKey);
  if (document.activeElement) document.activeElement.blur();
  say(status === "rejected" ? root.dataset.rejected : root.dataset.verified);
}

async function decide(item, action, value, why) {
  if (sending) return;
  sending = true;
  const key = item ? item.dataset.key : "document";
  try {
    const fields = { field: key, action };
    if (value !== undefined) fields.value = value;
    if (why) fields.reason = why;
    const answer = await post(`/review/${id}/decide`, fields);
    say("");
    if (item) {
      item.classList.remove("open");
      item.querySelector(".decision").textContent = answer.decision;
      item.dataset.value = answer.value;
      if (action === "unreadable") item.dataset.unread = "1"; else delete item.dataset.unread;
      if (input(item)) { input(item).value = answer.value; input(item).blur(); }
      keepDraft(key, null);
      decided.push(item);
    }
    if (answer.status !== "pending") finish(answer.status); else step(1);
  } catch (error) {
    if (error.expired) { location.href = "/login"; return; }
    say((action === "correct" ? root.dataset.notStored : "") + error.message, true);
  } finally {
    sending = false;
  }
}

/** Enter: what stands in the box, accepted as it was read or kept as it was typed. */
function enter() {
  if (done) return next();
  if (!current) return;
  const box = input(current);
  if (!box) return decide(current, "accept");
  if (box.value === current.dataset.value && !current.dataset.unread) return decide(current, "accept");
  if (box.value === "" && current.dataset.unread) return box.focus();
  return decide(current, "correct", box.value);
}

function next() { document.getElementById("next").submit(); }

function undo() {
  const item = decided.pop();
  if (!item) return;
  done = "";
  say("");
  item.classList.add("open");
  select(item);
}

function type() {
  const box = current && input(current);
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

function pick(number) {
  const button = current && current.querySelector(`.alternative[data-number="${number}"]`);
  if (button) decide(current, "correct", button.querySelector("span").textContent);
}

function act(key) {
  if (key === "Enter") enter();
  else if (key === "ArrowDown") step(1);
  else if (key === "ArrowUp") step(-1);
  else if (key === "n") next();
  else if (key === "z") undo();
  else if (key === "r") toggleRed(document.getElementById("red"));
  else if (key === "w") toggleWhole(document.getElementById("whole"));
  else if (done) return;
  else if (/^[1-9]$/.test(key)) pick(key);
  else if (key === "u" && current && input(current)) decide(current, "unreadable");
  else if (key === "x") { reject.hidden = false; reason.focus(); }
  else if (key === "F2" || key === "e" || key === " ") type();
}

document.addEventListener("keydown", (event) => {
  // An input method at work has every key for itself.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target;
  if (target.matches("input, textarea, select")) {
    if (event.key === "Escape") {
      event.preventDefault();
      target.blur();
      if (target === reason) reject.hidden = true;
    } else if (event.key === "Enter" && target.classList.contains("typed")) {
      event.preventDefault();
      enter();
    } else if (target.classList.contains("typed") && (event.key === "Tab" || event.key === "ArrowDown")) {
      event.preventDefault();
      target.blur();
      step(event.shiftKey ? -1 : 1);
    }
    return;
  }
  // Enter and space on a button or link are the browser's.
  if (target.matches("button, a, summary") && (event.key === "Enter" || event.key === " ")) return;
  if (event.key === "Tab") {
    // Tab goes through the doubtful fields; with none left it is the browser's again.
    if (target !== document.body && !root.contains(target)) return;
    if (done || event.shiftKey || !items.some(isOpen)) return;
    event.preventDefault();
    step(1);
    return;
  }
  const known = ["Enter", "ArrowDown", "ArrowUp", "F2", " "].includes(event.key) || /^[1-9nzrwuxe]$/.test(event.key);
  if (known) { event.preventDefault(); act(event.key); } else if (event.key.length === 1 && !done) type();
});

for (const item of items) {
  item.addEventListener("click", () => select(item));
  const box = input(item);
  if (box) {
    box.addEventListener("focus", () => select(item));
    box.addEventListener("input", () => keepDraft(item.dataset.key, box.value === item.dataset.value ? null : box.value));
  }
  for (const button of item.querySelectorAll(".alternative")) {
    button.addEventListener("click", () => { select(item); pick(button.dataset.number); });
  }
  const seals = item.querySelector(".choose");
  if (seals) seals.addEventListener("click", () => { select(item); decide(item, "accept"); });
}
for (const button of document.querySelectorAll(".actions button")) {
  button.addEventListener("click", () => { button.blur(); act(button.dataset.key); });
}
document.getElementById("red").addEventListener("click", (event) => { toggleRed(event.currentTarget); event.currentTarget.blur(); });
document.getElementById("whole").addEventListener("click", (event) => { toggleWhole(event.currentTarget); event.currentTarget.blur(); });
reject.addEventListener("submit", (event) => {
  event.preventDefault();
  if (reason.value.trim()) { reject.hidden = true; decide(null, "reject", undefined, reason.value.trim()); }
});

// What was typed and never stored comes back.
const kept = drafts();
for (const item of items) {
  if (kept[item.dataset.key] !== undefined && input(item)) {
    input(item).value = kept[item.dataset.key];
    say(root.dataset.draft);
  }
}

// The paper stays with this reviewer while the page is open, and is free again when it is left.
setInterval(() => { if (!done) post(`/review/${id}/keep`, {}).catch((error) => say(error.message || "", true)); }, 60000);
window.addEventListener("pagehide", () => {
  navigator.sendBeacon(`/review/${id}/release`, new URLSearchParams({ csrf }));
});

if (done) finish(done); else select(items.find(isOpen) || items[0]);
if (!items.length) zoomTo("");
