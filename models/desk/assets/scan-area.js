// 扫描范围: a frame drawn over the preview and four numbers in millimetres, each showing what the other says.
const glass = document.getElementById("glass");
const image = document.getElementById("preview");
const frame = document.getElementById("frame");
const names = ["left", "top", "width", "height"];
/** Millimetres of the glass, while there is a preview. */
let size = null;
let boxes = null;

/** The four numbers, or nothing while all are empty. */
export function areaOf(fields) {
  const values = names.map((name) => fields[name].value.trim());
  return values.some((one) => one) ? Object.fromEntries(names.map((name, at) => [name, values[at]])) : {};
}

function draw() {
  const [left, top, width, height] = names.map((name) => parseFloat(boxes[name].value));
  frame.hidden = !size || !(width > 0 && height > 0);
  if (frame.hidden) return;
  const place = { left: (left || 0) / size.width, top: (top || 0) / size.height, width: width / size.width, height: height / size.height };
  for (const name of names) frame.style[name] = Math.min(100, place[name] * 100) + "%";
}

/** Shows a preview that is there; the numbers stay as they are. */
export function showGlass(news, fields) {
  boxes = fields;
  if (!news.width) {
    if (!news.isLooking) glass.hidden = true;
    return;
  }
  size = { width: news.width, height: news.height };
  image.src = "/scan/preview/" + news.id;
  glass.hidden = false;
  draw();
}

const form = document.getElementById("choices");
form.addEventListener("input", (event) => { if (names.includes(event.target.name)) { boxes = form.elements; draw(); } });
document.getElementById("everything").addEventListener("click", () => {
  for (const name of names) form.elements[name].value = "";
  boxes = form.elements;
  draw();
});

let start = null;
function point(event) {
  const box = glass.getBoundingClientRect();
  const part = (value, most) => Math.min(1, Math.max(0, value / most));
  return { x: part(event.clientX - box.left, box.width) * size.width, y: part(event.clientY - box.top, box.height) * size.height };
}
function drag(event) {
  const now = point(event);
  const area = {
    left: Math.min(start.x, now.x), top: Math.min(start.y, now.y), width: Math.abs(now.x - start.x), height: Math.abs(now.y - start.y),
  };
  for (const name of names) boxes[name].value = area[name].toFixed(1);
  draw();
}
glass.addEventListener("pointerdown", (event) => {
  if (!size || event.button !== 0) return;
  event.preventDefault();
  start = point(event);
  glass.setPointerCapture(event.pointerId);
});
glass.addEventListener("pointermove", (event) => { if (start) drag(event); });
glass.addEventListener("pointerup", (event) => {
  if (!start) return;
  drag(event);
  start = null;
  // A click without a drag means everything.
  if (parseFloat(boxes.width.value) < 5 || parseFloat(boxes.height.value) < 5) {
    for (const name of names) boxes[name].value = "";
    draw();
  }
});
glass.addEventListener("pointercancel", () => { start = null; });
