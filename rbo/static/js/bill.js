// The total while the form is filled in; the server adds up the same way.
import { read } from "./nudge.js";

const WRITTEN = new Intl.NumberFormat("de-CH", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const price = (form, name) => Math.max(read(form.elements[name].value) || 0, 0);
const charged = (form, price_name, own_name) => (form.elements[own_name].checked ? 0 : price(form, price_name));

function strings(form) {
  if (form.elements.follow.value !== "different") return charged(form, "set_price", "main_byo");
  return charged(form, "main_price", "main_byo") + charged(form, "cross_price", "cross_byo");
}

function addUp(form) {
  const total = WRITTEN.format(price(form, "labour_price") + strings(form));
  for (const place of form.querySelectorAll("[data-total]")) place.textContent = total;
}

// Crosses that were like the mains start from the mains when they become different.
function startFromMains(form) {
  for (const name of ["string", "tension", "colour"]) {
    const cross = form.elements[`cross_${name}`];
    if (!cross.value) cross.value = form.elements[`main_${name}`].value;
    if (name === "tension") cross.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const half = read(form.elements.set_price.value) / 2 || 0;
  if (!price(form, "main_price") && !price(form, "cross_price")) {
    form.elements.main_price.value = (Math.ceil(half * 100) / 100).toFixed(2);
    form.elements.cross_price.value = (Math.floor(half * 100) / 100).toFixed(2);
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.(".job-form");
  if (!form) return;
  if (event.target.name === "follow" && event.target.value === "different") startFromMains(form);
  addUp(form);
});

addEventListener("pageshow", () => {
  const form = document.querySelector(".job-form");
  if (form) addUp(form);
});
