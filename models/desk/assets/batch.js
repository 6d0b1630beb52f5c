// 批次: arrows move, with shift the page goes along; x sets aside or brings back, o turns, s splits, z takes back; a page can
// be dragged to another place.
import { post } from "./desk.js";

const box = document.getElementById("batch");
const said = document.getElementById("said");
const path = `/batches/${box.dataset.batch}`;
let busy = false;
let dragged = null;

const leaves = () => [...box.querySelectorAll(".leaf")];
const current = () => box.querySelector(".leaf.current") || leaves()[0];
const find = (entry) => box.querySelector(`[data-entry="${entry}"]`);

function select(leaf) {
  if (!leaf) return;
  for (const one of leaves()) { one.classList.toggle("current", one === leaf); one.tabIndex = one === leaf ? 0 : -1; }
  leaf.focus();
  leaf.scrollIntoView({ block: "nearest" });
}

function perRow() {
  const all = leaves();
  const top = all[0].offsetTop;
  return Math.max(1, all.filter((one) => one.offsetTop === top).length);
}

async function refresh(entry) {
  const response = await fetch(path + "/sheet", { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (response.status === 401) { location.href = "/login?back=" + encodeURIComponent(path); return; }
  if (!response.ok) return;
  box.innerHTML = await response.text();
  select(find(entry) || leaves()[0]);
}

async function act(what, fields, entry) {
  if (busy) return;
  busy = true;
  try {
    const answer = await post(path + "/" + what, fields);
    said.textContent = "";
    said.classList.remove("bad");
    if (answer.batch) { location.href = "/batches/" + answer.batch; return; }
    await refresh(entry);
  } catch (error) {
    if (error.expired) { location.href = "/login?back=" + encodeURIComponent(path); return; }
    said.textContent = error.message;
    said.classList.add("bad");
    await refresh(entry);
  } finally {
    busy = false;
  }
}

const move = (leaf, position) => act("move", { entry: leaf.dataset.entry, position }, leaf.dataset.entry);

document.getElementById("collate").addEventListener("click", () => act("collate", {}, null));
document.getElementById("undo").addEventListener("click", () => act("undo", {}, current() && current().dataset.entry));

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, select, textarea, a, button, summary") || !leaves().length) return;
  const leaf = current();
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow(), ArrowUp: -perRow() }[event.key];
  const entry = leaf.dataset.entry;
  if (step) {
    event.preventDefault();
    const all = leaves();
    const place = Math.min(all.length - 1, Math.max(0, all.indexOf(leaf) + step));
    if (event.shiftKey) move(leaf, place + 1); else select(all[place]);
    return;
  }
  const acts = {
    x: () => act("aside", leaf.dataset.aside ? { entry, back: 1 } : { entry }, entry),
    o: () => act("turn", { entry }, entry),
    s: () => act("split", { entry }, entry),
    z: () => act("undo", {}, entry),
    Enter: () => window.open(`/pages/${leaf.dataset.page}/picture`, "_blank", "noopener"),
  }[event.key];
  if (!acts) return;
  event.preventDefault();
  acts();
});

box.addEventListener("click", (event) => select(event.target.closest(".leaf")));
box.addEventListener("dblclick", (event) => {
  const leaf = event.target.closest(".leaf");
  if (leaf) window.open(`/pages/${leaf.dataset.page}/picture`, "_blank", "noopener");
});
box.addEventListener("dragstart", (event) => {
  dragged = event.target.closest(".leaf");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
box.addEventListener("dragover", (event) => { if (dragged && event.target.closest(".leaf")) event.preventDefault(); });
box.addEventListener("drop", (event) => {
  const onto = event.target.closest(".leaf");
  if (!dragged || !onto) return;
  event.preventDefault();
  if (onto !== dragged) move(dragged, Number(onto.dataset.position));
  dragged = null;
});
select(leaves()[0]);
