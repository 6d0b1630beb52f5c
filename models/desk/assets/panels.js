// 小窗: a question that an action asks first, opened by its key and closed by Escape.
const panels = [...document.querySelectorAll(".panel")];

export function closePanels() {
  for (const panel of panels) panel.hidden = true;
  if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
}

/** Answers whether there is one for the key. */
export function openPanel(key) {
  const panel = panels.find((one) => one.dataset.panel === key);
  if (!panel) return false;
  closePanels();
  panel.hidden = false;
  const first = panel.querySelector("input, select");
  first.focus();
  panel.scrollIntoView({ block: "nearest" });
  return true;
}

/** `send(panel, fields)` is called when one is answered; an answer that cannot be sent stays as it was typed. */
export function whenAnswered(send) {
  for (const panel of panels) {
    panel.addEventListener("submit", (event) => {
      event.preventDefault();
      send(panel, Object.fromEntries(new FormData(panel)));
    });
    panel.addEventListener("keydown", (event) => {
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Escape") { event.preventDefault(); closePanels(); }
      if (event.key === "Enter" && event.target.matches("select")) { event.preventDefault(); panel.requestSubmit(); }
    });
  }
}
