// The keys beside a number, and the same pull in the other unit below it.
const KG_PER_LB = 0.45359237;
export const read = (text) => Number(String(text).replace(/[’']/g, "").replace(",", "."));

function otherUnit(value, unit) {
  return unit === "kg" ? `${(value / KG_PER_LB).toFixed(1)} lb` : `${(value * KG_PER_LB).toFixed(1)} kg`;
}

document.addEventListener("click", (event) => {
  const key = event.target.closest?.("[data-by]");
  if (!key) return;
  const input = key.closest(".step").querySelector("input");
  const next = (read(input.value) || 0) + Number(key.dataset.by) * Number(key.closest(".step").dataset.step);
  input.value = Math.max(next, 0).toFixed(1);
  input.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  const step = event.target.closest?.(".step");
  const output = step?.parentNode.querySelector("output");
  const value = read(event.target.value);
  if (output && value > 0) output.textContent = otherUnit(value, step.dataset.unit);
});
