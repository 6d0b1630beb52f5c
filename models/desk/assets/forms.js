// 表单草稿: what stands in a form marked data-keep comes back after an expired session, a closed tab or a dead network,
// until the desk has taken it; signing out forgets it all.
const prefix = "xueji-form-";
const sentKey = "xueji-sent";
const nameOf = (form) => prefix + new URL(form.action).pathname;
const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const isMember = Boolean(document.querySelector("header nav"));
const isRefused = Boolean(document.querySelector("[role=alert]"));

// The desk answers what it has taken with a redirect to a page; a refusal, the login page and going back are none.
const sent = sessionStorage.getItem(sentKey);
const arrival = performance.getEntriesByType("navigation")[0];
if (sent && isMember && !isRefused && arrival && arrival.redirectCount > 0) localStorage.removeItem(sent);
sessionStorage.removeItem(sentKey);

for (const form of document.querySelectorAll("form[data-keep]")) {
  const boxes = [...form.elements].filter((one) => one.name && one.type !== "hidden" && one.type !== "submit");
  const kept = read(nameOf(form));
  for (const box of boxes) {
    if (!kept || kept[box.name] === undefined) continue;
    if (box.type === "checkbox") box.checked = kept[box.name]; else box.value = kept[box.name];
  }
  form.addEventListener("input", () => {
    const values = Object.fromEntries(boxes.map((box) => [box.name, box.type === "checkbox" ? box.checked : box.value]));
    localStorage.setItem(nameOf(form), JSON.stringify(values));
  });
  form.addEventListener("submit", () => sessionStorage.setItem(sentKey, nameOf(form)));
}

const out = document.querySelector("form[action='/logout']");
if (out) {
  out.addEventListener("submit", () => {
    for (const name of Object.keys(localStorage)) if (name.startsWith("xueji-")) localStorage.removeItem(name);
  });
}
