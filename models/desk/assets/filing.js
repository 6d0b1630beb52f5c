// 归档: Enter or a digit files, what is in doubt asks first, arrows lead on, c finds another case, n opens a new one, o says
// that the original was seen, k keeps out, z takes back.
const choices = [...document.querySelectorAll(".choice")];
const link = (selector) => { const found = document.querySelector(selector); if (found) found.click(); };

function open(details) {
  details.open = true;
  details.querySelector("input:not([type=hidden]), button").focus();
}

function take(choice) {
  if (!choice) return;
  const question = choice.querySelector("details");
  if (question) open(question); else choice.querySelector("form").requestSubmit();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
  const box = event.target.closest("input, select, textarea");
  if (event.key === "Escape") {
    if (event.target.closest("details")) event.target.closest("details").open = false;
    document.activeElement.blur();
    return;
  }
  if (box) return;
  if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
  const acts = {
    Enter: () => take(choices[0]),
    ArrowDown: () => link("#next"),
    ArrowUp: () => link("#previous"),
    c: () => { const box = document.querySelector("#filing-search [name=q]"); if (box) box.focus(); },
    n: () => link(".new-case"),
    o: () => { for (const one of document.querySelectorAll(".choice [name=original]")) one.checked = !one.checked; },
    k: () => { const panel = document.getElementById("keep-out"); if (panel) open(panel); },
    z: () => document.getElementById("undo").requestSubmit(),
  };
  const act = acts[event.key] || (/^[1-9]$/.test(event.key) ? () => take(choices[Number(event.key) - 1]) : null);
  if (!act) return;
  event.preventDefault();
  act();
});
