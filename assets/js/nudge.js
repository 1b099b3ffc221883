// The keys beside a number, and the same pull in the other unit below it.
export const KG_PER_LB = 0.45359237;
export const read = (text) => Number(String(text).replace(/[’'\s]/g, "").replace(",", "."));

function otherUnit(value, unit) {
  return unit === "kg" ? `${(value / KG_PER_LB).toFixed(1)} lb` : `${(value * KG_PER_LB).toFixed(1)} kg`;
}

function tell(step) {
  const output = step.parentNode.querySelector("output");
  const value = read(step.querySelector("input").value);
  if (output) output.textContent = value > 0 ? otherUnit(value, step.dataset.unit) : "";
}

// Another unit changes the words, never the number: what was typed is what is kept.
function measureIn(unit, form) {
  for (const step of form.querySelectorAll(".step")) {
    step.dataset.unit = unit;
    step.querySelector(".mid span").textContent = unit;
    tell(step);
  }
}

document.addEventListener("click", (event) => {
  const key = event.target.closest?.("[data-by]");
  if (!key) return;
  const step = key.closest(".step");
  const input = step.querySelector("input");
  const from = read(input.value) || read(input.form.elements[step.dataset.start]?.value ?? "") || 0;
  const next = from + Number(key.dataset.by) * Number(step.dataset.step);
  input.value = Math.max(next, 0).toFixed(1);
  input.dispatchEvent(new Event("input", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  const step = event.target.closest?.(".step");
  if (step) tell(step);
  if (event.target.name === "unit") measureIn(event.target.value, event.target.form);
});

// What was chosen before this script was there, or came back with the page's history.
addEventListener("pageshow", () => {
  for (const chosen of document.querySelectorAll('[name="unit"]:checked')) measureIn(chosen.value, chosen.form);
});
