// Choosing strings: a string brings its gauge and its last price; crosses follow the mains until they are changed.
import { halves, isAlike } from "./bill.js";
import { read } from "./nudge.js";

const SIDES = ["main", "cross"];
const ENDS_IN_GAUGE = / (?:0[.,][4-9]\d?|1[.,]\d{1,2})(?: ?mm)?$/;
const COPIED = ["string", "gauge", "colour", "tension"];
const formOf = (event) => event.target.closest?.(".job-form");
const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));

function set(field, value) {
  if (!field || field.value === value) return;
  field.value = value;
  changed(field);
}

// Gauges of this string only; all of them where it is unknown.
function narrowGauges(form, side) {
  const list = document.getElementById(`${side}-gauges`);
  const name = form.elements[`${side}_string`].value.toLowerCase();
  const known = [...document.getElementById("strings").options].filter(
    (option) => option.dataset.gauge && option.value.toLowerCase().startsWith(`${name} `),
  );
  if (!name || !known.length) return;
  list.replaceChildren(...known.map((option) => new Option("", option.dataset.gauge)));
}

function offerPrice(form, side, option) {
  if (option.dataset.set === undefined) return;
  const [name, value] = isAlike(form) ? ["set_price", option.dataset.set] : [`${side}_price`, option.dataset.half];
  const field = form.elements[name];
  if (field && !("typed" in field.dataset)) set(field, value);
}

function choose(form, side, option) {
  const [mm] = option.dataset.gauge.split(" ");
  offerPrice(form, side, option);
  narrowGauges(form, side);
  if (!mm || !option.value.endsWith(` ${mm}`)) return;
  set(form.elements[`${side}_gauge`], option.dataset.gauge);
  const name = option.value.slice(0, -mm.length - 1);
  if (!ENDS_IN_GAUGE.test(name)) set(form.elements[`${side}_string`], name);
}

// Crosses that were like the mains start from the mains when they become different, and go on following them.
function startFromMains(form) {
  for (const name of COPIED) {
    const cross = form.elements[`cross_${name}`];
    cross.dataset.follows = "";
    set(cross, form.elements[`main_${name}`].value);
  }
  const prices = halves(read(form.elements.set_price?.value ?? "") || 0);
  SIDES.forEach((side, nr) => set(form.elements[`${side}_price`], prices[nr].toFixed(2)));
}

function follow(form, field) {
  const [, side, name] = /^(main|cross)_(\w+)$/.exec(field.name) ?? [];
  if (side === "cross") delete field.dataset.follows;
  const cross = form.elements[`cross_${name}`];
  if (side !== "main" || cross?.dataset.follows === undefined) return;
  cross.value = field.value;
  if (name === "tension") changed(cross);
  cross.dataset.follows = "";
}

// Whose string the crosses are is the same as on the mains while they are like them.
function followOwn(form, box) {
  const cross = form.elements.cross_byo;
  if (box.name === "cross_byo") cross.dataset.own = "";
  if (box.name !== "main_byo" || !isAlike(form) || cross.dataset.own !== undefined) return;
  if (cross.checked !== box.checked) cross.click();
  delete cross.dataset.own;
}

document.addEventListener("input", (event) => {
  const form = formOf(event);
  if (!form) return;
  const field = event.target;
  const side = SIDES.find((one) => field.name === `${one}_string`);
  const option = side && [...field.list.options].find((one) => one.value === field.value);
  if (option) choose(form, side, option);
  if (field.name === "follow" && field.value === "different") startFromMains(form);
  if (field.type === "checkbox") followOwn(form, field);
  else follow(form, field);
  if (event.isTrusted && field.matches(".price")) field.dataset.typed = "";
});
