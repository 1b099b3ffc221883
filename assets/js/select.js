// The bar for ticked orders counts them, and ticks or clears all of the page.
const boxes = () => [...document.querySelectorAll('input[form="moves"][name="number"]')];

function count() {
  const bar = document.getElementById("moves");
  if (!bar) return;
  const ticked = boxes().filter((box) => box.checked).length;
  if (ticked === 0) return;
  for (const words of bar.querySelectorAll("[data-many]")) {
    words.textContent = ticked === 1 ? words.dataset.one : words.dataset.many.replace("{n}", ticked);
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches('input[form="moves"]')) count();
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-all]")) return;
  const all = boxes();
  const wanted = !all.every((box) => box.checked);
  for (const box of all) box.checked = wanted;
  count();
});
addEventListener("pageshow", count);
