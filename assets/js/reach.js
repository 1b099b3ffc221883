// What the chosen frame is made for, and a soft word where the tension lies outside; it is never refused.
import { whileFilling } from "./bill.js";
import { KG_PER_LB, read } from "./nudge.js";

const tenth = (kg, unit) => Math.round((unit === "lb" ? kg / KG_PER_LB : kg) * 10) / 10;

// The frame that the form is about, the one that is chosen, or the model that is typed.
function frameOf(form) {
  if (form.dataset.low) return form.dataset;
  const chosen = form.querySelector(".frame .radio:checked");
  if (chosen && chosen.value !== "new") return chosen.dataset;
  const name = form.elements.racket_name;
  if (!name) return undefined;
  return [...name.list.options].find((option) => option.value === name.value)?.dataset ?? {};
}

function tell(form) {
  const frame = frameOf(form);
  if (!frame) return;
  const unit = form.elements.unit.value;
  const [low, high] = [Number(frame.low), Number(frame.high)];
  for (const side of form.querySelectorAll("[data-side]")) {
    const pull = read(side.querySelector(".step input").value);
    const kg = Math.round((unit === "lb" ? pull * KG_PER_LB : pull) * 10) / 10;
    const reach = side.querySelector("[data-reach]");
    reach.hidden = !low;
    reach.querySelector("span").textContent = low ? `${tenth(low, unit)}–${tenth(high, unit)} ${unit}` : "";
    const isWithin = tenth(low, "kg") <= kg && kg <= tenth(high, "kg");
    side.querySelector("[data-beyond]").hidden = !low || !(pull > 0) || isWithin;
  }
}

whileFilling(tell);
