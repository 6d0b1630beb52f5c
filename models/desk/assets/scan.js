// 扫描: choices go to the desk; what becomes of the scan comes back as events, to every page of the same person.
import { post } from "./desk.js";
import { areaOf, showGlass } from "./scan-area.js";

const byId = (id) => document.getElementById(id);
const words = byId("scan").dataset;
const choices = byId("choices");
const fields = choices.elements;
const pages = byId("pages");
const go = byId("go");
const kept = "xueji-scan";
const filled = (text, number) => text.replace("%1", number);
let batch = "";
let state = "none";
let isLooking = false;

// What was chosen last time, on this computer.
const shown = ["source", "resolution", "mode", "size", "brightness"];
const remembered = ["device", "profile", ...shown, "wait"];
try {
  const last = JSON.parse(localStorage.getItem(kept)) || {};
  for (const name of remembered) {
    const options = fields[name].options;
    if (last[name] !== undefined && (!options || [...options].some((one) => one.value === last[name]))) fields[name].value = last[name];
  }
} catch { /* nothing was kept */ }
function remember() {
  localStorage.setItem(kept, JSON.stringify(Object.fromEntries(remembered.map((name) => [name, fields[name].value]))));
}
// A profile may say something else for each scanner.
async function fill() {
  if (!fields.profile.value) return;
  const asked = new URLSearchParams({ name: fields.profile.value, device: fields.device.value });
  try {
    const answer = await fetch("/scan/profile?" + asked, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const settings = await answer.json();
    for (const name of shown) if (settings[name] !== undefined) fields[name].value = settings[name];
    remember();
  } catch { /* the desk is out of reach, which the stream of events says */ }
}
fields.profile.addEventListener("change", fill);
fields.device.addEventListener("change", fill);
for (const name of shown) {
  fields[name].addEventListener("change", () => { fields.profile.value = ""; });
}
choices.addEventListener("change", remember);

function trouble(message, remedy) {
  const box = byId("trouble");
  box.hidden = !message;
  box.querySelector(".message").textContent = message;
  box.querySelector(".remedy").textContent = remedy ? "→ " + remedy : "";
}

function chosen() {
  return Object.fromEntries(remembered.concat("case").map((name) => [name, fields[name].value]));
}

async function ask(path) {
  try {
    await post(path, { ...chosen(), ...areaOf(fields) });
  } catch (error) {
    if (error.expired) location.href = "/login?back=%2Fscan"; else trouble(error.message, "");
  }
}
choices.addEventListener("submit", (event) => { event.preventDefault(); remember(); trouble("", ""); ask("/scan/start"); });
byId("look-at-glass").addEventListener("click", () => { trouble("", ""); ask("/scan/preview"); });
byId("stop").addEventListener("click", () => ask("/scan/stop"));
byId("look").addEventListener("click", () => ask("/scan/devices"));
go.addEventListener("click", () => { trouble("", ""); ask("/scan/continue"); });

const keeping = byId("keep-profile");
keeping.addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = keeping.elements.name.value.trim();
  try {
    const answer = await post("/scan/profile", { ...chosen(), name });
    if (![...fields.profile.options].some((one) => one.value === name)) fields.profile.add(new Option(name, name));
    fields.profile.value = name;
    remember();
    byId("kept").textContent = answer.said;
  } catch (error) {
    if (error.expired) location.href = "/login?back=%2Fscan"; else byId("kept").textContent = error.message;
  }
});

function buttons() {
  const isBusy = state === "scanning" || isLooking;
  byId("start").disabled = isBusy;
  byId("look-at-glass").disabled = isBusy;
  byId("stop").disabled = !isBusy;
  go.disabled = isBusy;
}

function showDevices(news) {
  const chosen = fields.device.value;
  fields.device.replaceChildren(...news.devices.map((one) => new Option(one.title, one.name)));
  if (news.devices.some((one) => one.name === chosen)) fields.device.value = chosen;
  byId("looking").textContent = news.said;
}

function showState(news) {
  if (news.batch !== batch) {
    pages.replaceChildren();
    byId("pages-title").hidden = true;
    batch = news.batch;
  }
  const wasScanning = state === "scanning";
  state = news.state;
  const isBroken = state === "broken" || state === "stopped" || state === "held";
  byId("said").textContent = isBroken ? "" : news.message || words.idle;
  if (isBroken) trouble(news.message, news.remedy); else if (state !== "none") trouble("", "");
  const progress = byId("progress");
  progress.hidden = state !== "scanning";
  if (news.percent === undefined) progress.removeAttribute("value"); else progress.value = news.percent;
  go.hidden = state === "none" || state === "scanning" || state === "held";
  go.textContent = filled(isBroken ? words.continue : news.isFeeder ? words.more : words.glass, news.next);
  buttons();
  // The next thing to do is a key away, unless the person is at something else.
  if (wasScanning && !go.hidden && [document.body, byId("start"), byId("stop")].includes(document.activeElement)) go.focus();
}

function showPage(news) {
  if (news.batch !== batch || pages.querySelector(`[data-number="${news.number}"]`)) return;
  const item = document.createElement("li");
  item.dataset.number = news.number;
  const link = document.createElement("a");
  link.href = `/pages/${news.page}/picture`;
  link.target = "_blank";
  link.rel = "noopener";
  const image = document.createElement("img");
  const title = filled(words.number, news.number) + (news.isNew ? "" : " · " + words.known);
  image.alt = title;
  image.src = link.href + "?size=small";
  const said = document.createElement("span");
  said.textContent = title;
  link.append(image, said);
  item.append(link);
  pages.append(item);
  byId("pages-title").hidden = false;
  item.scrollIntoView({ block: "nearest" });
}

function showPreview(news) {
  isLooking = news.isLooking;
  buttons();
  if (news.message) trouble(news.message, news.remedy);
  showGlass(news, fields);
}

const events = new EventSource("/scan/events");
const on = (name, show) => events.addEventListener(name, (event) => show(JSON.parse(event.data)));
on("devices", showDevices);
on("state", showState);
on("page", showPage);
on("preview", showPreview);
const lost = byId("looking");
events.addEventListener("open", () => { if (lost.textContent === words.lost) lost.textContent = ""; });
events.addEventListener("error", () => {
  // An answer that is no stream of events ends it: the session is over.
  if (events.readyState === EventSource.CLOSED) location.href = "/login?back=%2Fscan"; else lost.textContent = words.lost;
});
on("over", () => { events.close(); location.href = "/login?back=%2Fscan"; });
on("replaced", () => { events.close(); lost.textContent = words.replaced; });
