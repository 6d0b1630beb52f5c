// 成组核对: tiles by arrow keys, exceptions by space or x, Enter accepts the rest.
const form = document.getElementById("group");
const started = Date.now();
let keys = 0;

if (form) {
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const tile = (box) => box.closest(".tile");
  const perRow = () => {
    const top = tile(boxes[0]).offsetTop;
    return Math.max(1, boxes.filter((box) => tile(box).offsetTop === top).length);
  };

  const send = () => {
    form.elements.keys.value = String(keys);
    form.elements.ms.value = String(Date.now() - started);
  };

  const mark = (box) => tile(box).classList.toggle("picked", box.checked);
  for (const box of boxes) box.addEventListener("change", () => mark(box));
  form.addEventListener("submit", send);

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.matches("a, button")) return;
    keys += 1;
    const at = Math.max(0, boxes.indexOf(document.activeElement));
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow(), ArrowUp: -perRow() }[event.key];
    if (step) {
      event.preventDefault();
      boxes[Math.min(boxes.length - 1, Math.max(0, at + step))].focus();
    } else if (event.key === "x") {
      event.preventDefault();
      boxes[at].checked = !boxes[at].checked;
      mark(boxes[at]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  boxes[0].focus();
}
