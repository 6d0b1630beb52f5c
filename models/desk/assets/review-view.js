// 页图: the page zoomed to the field under decision.
const view = document.getElementById("view");
const sheet = document.getElementById("sheet");
const picture = document.getElementById("picture");
const mark = document.getElementById("mark");
let place = null;
let whole = false;

function draw() {
  const width = picture.naturalWidth;
  const height = picture.naturalHeight;
  if (!width || !height) return;
  const fit = Math.min(view.clientWidth / width, view.clientHeight / height);
  const at = place || [0, 0, 1, 1];
  mark.hidden = !place;
  if (place) {
    mark.style.left = at[0] * width - 6 + "px";
    mark.style.top = at[1] * height - 6 + "px";
    mark.style.width = at[2] * width + 12 + "px";
    mark.style.height = at[3] * height + 12 + "px";
  }
  // The field takes about half of the width, and the page is never enlarged beyond twice its pixels.
  const wanted = Math.min((view.clientWidth * 0.55) / (at[2] * width), (view.clientHeight * 0.4) / (at[3] * height), 1.6);
  const scale = place && !whole ? Math.max(fit, wanted) : fit;
  const clamp = (offset, shown, size) => size <= shown ? (shown - size) / 2 : Math.min(0, Math.max(shown - size, offset));
  const left = clamp(view.clientWidth / 2 - (at[0] + at[2] / 2) * width * scale, view.clientWidth, width * scale);
  const top = clamp(view.clientHeight / 2 - (at[1] + at[3] / 2) * height * scale, view.clientHeight, height * scale);
  sheet.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
}

/** `text` is left, top, width and height as parts of the page; empty for the whole page. */
export function zoomTo(text) {
  const parts = (text || "").split(" ").map(Number);
  place = parts.length === 4 && parts.every(Number.isFinite) ? parts : null;
  draw();
}

export function toggleWhole(button) {
  whole = !whole;
  button.setAttribute("aria-pressed", String(whole));
  draw();
}

export function toggleRed(button) {
  const lifted = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(lifted));
  const path = picture.getAttribute("src").split("?")[0];
  picture.src = lifted ? path + "?red=lifted" : path;
}

picture.addEventListener("load", draw);
window.addEventListener("resize", draw);
draw();
