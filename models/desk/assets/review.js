// 复核: everything by keyboard; nothing typed is lost.
import { csrf, post } from "./desk.js";
import { draftsOf } from "./drafts.js";
import { closePanels, openPanel, whenAnswered } from "./panels.js";
import { toggleRed, toggleWhole, zoomTo } from "./review-view.js";

const root = document.getElementById("review");
const id = root.dataset.document;
const said = document.getElementById("said");
const items = [...document.querySelectorAll(".field")];
const drafts = draftsOf(id);
let current = null;
let done = root.dataset.done || "";
let sending = false;
let isReloading = false;
// What the decision under way has cost so far.
let keystrokes = 0;
let since = Date.now();

const input = (item) => item.querySelector(".typed");
const isOpen = (item) => item.classList.contains("open");

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

function finish(status, kept) {
  done = status;
  drafts.forget();
  if (document.activeElement) document.activeElement.blur();
  const words = { rejected: root.dataset.rejected, pending: root.dataset.waiting };
  say((kept ? kept + " " : "") + (words[status] || (root.dataset.sampled ? root.dataset.sampleDone : root.dataset.verified)));
}

function reload() {
  isReloading = true;
  location.reload();
}

/** An expired session leads to the login page and from there back to this paper; drafts stay where they are. */
function failed(error, prefix) {
  if (error.expired) { location.href = "/login?back=" + encodeURIComponent(location.pathname); return; }
  say(prefix + error.message, true);
}

async function decide(item, action, value, why) {
  if (sending) return false;
  sending = true;
  try {
    const fields = { field: item ? item.dataset.key : "document", action, keys: keystrokes, ms: Math.min(3600000, Date.now() - since) };
    if (value !== undefined) fields.value = value;
    if (why) fields.reason = why;
    const answer = await post(`/review/${id}/decide`, fields);
    keystrokes = 0;
    since = Date.now();
    say(answer.kept || "");
    if (item) settle(item, action, answer);
    if (answer.left === "0" || answer.status === "rejected") finish(answer.status, answer.kept); else step(1);
    return true;
  } catch (error) {
    if (action === "correct" && item) drafts.keep(item.dataset.key, value);
    failed(error, action === "correct" ? root.dataset.notStored : "");
    return false;
  } finally {
    sending = false;
  }
}

function settle(item, action, answer) {
  item.classList.remove("open");
  item.querySelector(".decision").textContent = answer.decision;
  item.dataset.value = answer.value;
  if (action === "unreadable") item.dataset.unread = "1"; else delete item.dataset.unread;
  if (input(item)) { input(item).value = answer.value; input(item).blur(); }
  drafts.keep(item.dataset.key, null);
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

async function acceptAll() {
  for (const item of items.filter(isOpen)) {
    select(item);
    const box = input(item);
    if (box && item.dataset.unread) return box.focus();
    if (!await decide(item, "accept")) return;
  }
}

function next() { document.getElementById("next").submit(); }

/** What is done with the paper as a whole changes what the page shows, so it is shown anew. */
async function act(path, fields) {
  if (sending) return;
  sending = true;
  try {
    await post(`/review/${id}/${path}`, fields);
    if (path === "hand-on") next(); else reload();
  } catch (error) {
    failed(error, "");
  } finally {
    sending = false;
  }
}

/** What is not doubtful, shown at once or folded away. */
function glance() {
  const settled = document.getElementById("settled");
  if (!settled) return;
  settled.open = !settled.open;
  if (settled.open) settled.scrollIntoView({ block: "nearest" });
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

function run(key) {
  if (key === "Enter") enter();
  else if (key === "ArrowDown") step(1);
  else if (key === "ArrowUp") step(-1);
  else if (key === "n") next();
  else if (key === "q") location.href = "/review";
  else if (key === "z") act("undo", {});
  else if (key === "r") toggleRed(document.getElementById("red"));
  else if (key === "w") toggleWhole(document.getElementById("whole"));
  else if (key === "o") act("rotate", {});
  else if (key === "g") glance();
  else if (key === "m") openPanel(key);
  else if (done) return;
  else if (/^[1-9]$/.test(key)) pick(key);
  else if (key === "u" && current && input(current)) decide(current, "unreadable");
  else if (key === "b" && current && input(current)) decide(current, "correct", "");
  else if (key === "a" && root.dataset.sampled) acceptAll();
  else if (key === "F2" || key === "e" || key === " ") type();
  else openPanel(key);
}

document.addEventListener("keydown", (event) => {
  keystrokes += 1;
  // An input method at work has every key for itself.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target;
  if (target.closest(".panel")) return;
  if (target.matches("input, textarea, select")) {
    if (event.key === "Escape") {
      event.preventDefault();
      target.blur();
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
  // A digit without another reading is the beginning of a number that is typed.
  const isPick = /^[1-9]$/.test(event.key) && current && current.querySelector(`.alternative[data-number="${event.key}"]`);
  const known = isPick || ["Enter", "ArrowDown", "ArrowUp", "F2", " "].includes(event.key) || /^[abeghmnoqrstuwxz]$/.test(event.key);
  if (known) { event.preventDefault(); run(event.key); } else if (event.key.length === 1 && !done) type();
});

for (const item of items) {
  item.addEventListener("click", () => select(item));
  const box = input(item);
  if (box) {
    box.addEventListener("focus", () => select(item));
    box.addEventListener("input", () => drafts.keep(item.dataset.key, box.value === item.dataset.value ? null : box.value));
  }
  for (const button of item.querySelectorAll(".alternative")) {
    button.addEventListener("click", () => { select(item); pick(button.dataset.number); });
  }
  const seals = item.querySelector(".choose");
  if (seals) seals.addEventListener("click", () => { select(item); decide(item, "accept"); });
}
for (const button of document.querySelectorAll(".act")) {
  button.addEventListener("click", () => { button.blur(); run(button.dataset.key); });
}
document.getElementById("red").addEventListener("click", (event) => { toggleRed(event.currentTarget); event.currentTarget.blur(); });
document.getElementById("whole").addEventListener("click", (event) => { toggleWhole(event.currentTarget); event.currentTarget.blur(); });
whenAnswered(async (panel, fields) => {
  if (panel.dataset.panel !== "x") return act(panel.dataset.path, fields);
  if (await decide(null, "reject", undefined, fields.reason.trim())) closePanels();
});

// What was typed and never stored comes back.
const kept = drafts.all();
for (const item of items) {
  if (kept[item.dataset.key] !== undefined && input(item)) {
    input(item).value = kept[item.dataset.key];
    say(root.dataset.draft);
  }
}

// The paper stays with this reviewer while the page is open, and is free again when it is left.
setInterval(() => { if (!done) post(`/review/${id}/keep`, {}).catch((error) => say(error.message || "", true)); }, 60000);
window.addEventListener("pagehide", () => {
  if (!isReloading) navigator.sendBeacon(`/review/${id}/release`, new URLSearchParams({ csrf }));
});

if (done) finish(done); else select(items.find(isOpen) || items[0]);
if (!items.length) zoomTo("");
