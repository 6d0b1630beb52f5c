// 照片一览: arrows move, Enter accepts, x sends back, z takes back, space enlarges; a refused photo asks for a reason.
import { post } from "./desk.js";

const sheet = document.getElementById("shots");
const shots = [...sheet.querySelectorAll(".shot")];
const said = document.getElementById("said");
const overrule = document.getElementById("overrule");
const large = document.getElementById("large");
const path = `/photos/${sheet.dataset.run}`;
let current = null;
let sending = false;

function say(text, isBad) {
  said.textContent = text;
  said.classList.toggle("bad", Boolean(isBad));
}

function select(shot) {
  if (!shot) return;
  if (current) { current.classList.remove("current"); current.removeAttribute("aria-current"); }
  current = shot;
  shot.classList.add("current");
  shot.setAttribute("aria-current", "true");
  shot.scrollIntoView({ block: "nearest" });
  if (large.hidden) shot.focus({ preventScroll: true }); else enlarge();
}

const perRow = () => Math.max(1, shots.filter((shot) => shot.offsetTop === shots[0].offsetTop).length);

function move(by) {
  const at = shots.indexOf(current);
  select(shots[Math.max(0, Math.min(shots.length - 1, at + by))]);
}

/** The next photo that waits for somebody, going round; without one the next. */
function onward() {
  const at = shots.indexOf(current);
  const later = shots.slice(at + 1).concat(shots.slice(0, at));
  const open = later.find((shot) => shot.dataset.outcome === "open");
  if (open) select(open); else move(1);
}

function enlarge() {
  large.hidden = false;
  large.classList.toggle("fail", current.dataset.verdict === "fail");
  for (const kind of ["seen", "finished"]) {
    const figure = large.querySelector(`.large-${kind}`);
    const source = current.dataset[kind];
    figure.hidden = !source;
    const image = figure.querySelector("img");
    if (source) { if (image.getAttribute("src") !== source) image.src = source; } else image.removeAttribute("src");
    const old = figure.querySelector("svg");
    if (old) old.remove();
    const marks = kind === "seen" && current.querySelector("svg.marks");
    if (marks) figure.querySelector(".large-frame").append(marks.cloneNode(true));
  }
  large.querySelector(".large-none").hidden = Boolean(current.dataset.finished);
  const text = current.querySelector(".shot-details").cloneNode(true);
  text.hidden = false;
  large.querySelector(".large-text").replaceChildren(text);
  large.focus({ preventScroll: true });
}

function shrink() {
  large.hidden = true;
  select(current);
}

function failed(error) {
  if (error.expired) { location.href = "/login?back=" + encodeURIComponent(location.pathname); return; }
  say(error.message, true);
}

/** What a decision has made of a photo, shown on it and in the counts. */
function settle(answer) {
  const shot = shots.find((one) => one.dataset.photo === answer.photo);
  document.getElementById("open").textContent = answer.open;
  document.getElementById("usable").textContent = answer.usable;
  if (shot) {
    shot.classList.remove(shot.dataset.outcome);
    shot.dataset.outcome = answer.outcome;
    shot.classList.add(answer.outcome);
    shot.querySelector(".shot-outcome").textContent = answer.word;
  }
  say(answer.open === "0" ? sheet.dataset.done : "");
  return shot;
}

async function send(place, fields, then) {
  if (sending) return false;
  sending = true;
  try {
    then(settle(await post(`${path}/${place}`, fields)));
    return true;
  } catch (error) {
    failed(error);
    return false;
  } finally {
    sending = false;
  }
}

function accept() {
  if (!current) return;
  if (current.dataset.verdict === "fail" && current.dataset.finished) {
    overrule.hidden = false;
    overrule.elements.reason.focus();
    return;
  }
  send("decide", { photo: current.dataset.photo, action: "accept" }, onward);
}

function reject() {
  if (current) send("decide", { photo: current.dataset.photo, action: "reject" }, onward);
}

function undo() {
  // The photo may lie on another page of the sheet.
  send("undo", {}, (shot) => { if (shot) select(shot); else location.reload(); });
}

function closeOverrule() {
  overrule.hidden = true;
  overrule.reset();
  select(current);
}

overrule.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fields = { photo: current.dataset.photo, action: "accept", reason: overrule.elements.reason.value.trim() };
  await send("decide", fields, () => { closeOverrule(); onward(); });
});
overrule.querySelector("[data-close]").addEventListener("click", closeOverrule);

async function file() {
  if (sending) return;
  sending = true;
  let done = 0;
  let bad = 0;
  let after = "0";
  try {
    for (;;) {
      const answer = await post(`${path}/file`, { after });
      done += Number(answer.filed);
      bad += Number(answer.failed);
      after = answer.after;
      document.getElementById("unfiled").textContent = String(Number(answer.left) + bad);
      say(`${done} / ${done + bad + Number(answer.left)} ${answer.faults}`, bad > 0);
      if (answer.left === "0") break;
    }
  } catch (error) {
    failed(error);
  } finally {
    sending = false;
  }
}
document.getElementById("file").addEventListener("click", file);

function run(key) {
  if (key === "ArrowRight") move(1);
  else if (key === "ArrowLeft") move(-1);
  else if (key === "ArrowDown") move(large.hidden ? perRow() : 1);
  else if (key === "ArrowUp") move(large.hidden ? -perRow() : -1);
  else if (key === "Enter") accept();
  else if (key === "x") reject();
  else if (key === "z") undo();
  else if (key === " ") { if (large.hidden) { if (current) enlarge(); } else shrink(); }
  else if (key === "Escape") { if (!large.hidden) shrink(); }
  else if (key === "[" || key === "]") {
    const link = document.getElementById(key === "[" ? "previous" : "next");
    if (link) link.click();
  } else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  // An input method at work has every key for itself.
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("#overrule")) {
    if (event.key === "Escape") { event.preventDefault(); closeOverrule(); }
    return;
  }
  if (event.target.matches("select, input, textarea")) return;
  if (event.target.matches("a, button") && (event.key === "Enter" || event.key === " ")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (run(key)) event.preventDefault();
});

for (const shot of shots) {
  shot.addEventListener("click", (event) => { if (!event.target.closest("a")) select(shot); });
  shot.addEventListener("dblclick", () => { select(shot); enlarge(); });
}
for (const button of large.querySelectorAll("button")) {
  button.addEventListener("click", () => { large.focus(); run(button.dataset.key); });
}
const filter = document.getElementById("filter");
filter.addEventListener("change", () => filter.requestSubmit());

select(shots.find((shot) => shot.dataset.outcome === "open") || shots[0]);
