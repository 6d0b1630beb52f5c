// 照片批次: the list is asked for anew while it is looked at.
const list = document.getElementById("list");
let shown = list.innerHTML;

async function refresh() {
  const response = await fetch("/photos/list", { credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => null);
  if (!response || !response.ok) return;
  const text = await response.text();
  // A list that has not changed keeps its focus.
  if (text !== shown) { shown = text; list.innerHTML = text; }
}
setInterval(refresh, 3000);
