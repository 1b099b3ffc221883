// The total while the form is filled in; the server adds up the same way.
import { read } from "./nudge.js";

const WRITTEN = new Intl.NumberFormat("de-CH", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const price = (form, name) => Math.max(read(form.elements[name]?.value ?? "") || 0, 0);
const isOwn = (form, side) => form.elements[`${side}_byo`].checked;
export const isAlike = (form) => form.elements.follow.value !== "different";

// A set is split in halves; the odd cent is on the mains.
export function halves(amount) {
  const cents = Math.round(amount * 100);
  return [Math.ceil(cents / 2) / 100, Math.floor(cents / 2) / 100];
}

function strings(form) {
  const [main, cross] = isAlike(form)
    ? halves(price(form, "set_price"))
    : [price(form, "main_price"), price(form, "cross_price")];
  return (isOwn(form, "main") ? 0 : main) + (isOwn(form, "cross") ? 0 : cross);
}

function extras(form) {
  const prices = form.querySelectorAll('[name^="extras-"][name$="-price"]');
  return [...prices].reduce((sum, field) => sum + price(form, field.name), 0);
}

function rackets(form) {
  const also = form.querySelectorAll(".frame:not(:has(> label .radio:checked)) .also :checked").length;
  const isNew = form.elements.racket?.value === "new";
  return also + (isNew ? Math.max(Math.trunc(read(form.elements.racket_count.value)) || 1, 1) : 1);
}

function addUp(form) {
  if (!form.elements.labour_price) return;
  const count = rackets(form);
  const each = price(form, "labour_price") + strings(form) + extras(form);
  for (const place of form.querySelectorAll("[data-total]")) {
    place.textContent = WRITTEN.format(place.dataset.total === "bag" ? each * count : each);
  }
  for (const place of form.querySelectorAll("[data-bag]")) place.hidden = count === 1;
  for (const place of form.querySelectorAll("[data-count]")) place.textContent = count;
}

// Does something to the form of a stringjob when its page is shown, and again after everything typed or chosen.
export function whileFilling(deed) {
  const again = (event) => {
    const form = event.target.closest?.(".job-form");
    if (form) deed(form);
  };
  document.addEventListener("input", again);
  document.addEventListener("change", again);
  addEventListener("pageshow", () => document.querySelectorAll(".job-form").forEach(deed));
}

whileFilling(addUp);
