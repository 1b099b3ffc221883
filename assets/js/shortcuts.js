// Keys of a page: what carries data-key is pressed by it, or focused where pressing would write something.
import { search } from "./palette.js";

const IN_USE = "input, textarea, select, [contenteditable], dialog[open]";
const HELD = /Mac|iP/.test(navigator.platform) ? "⌘ K" : "Ctrl K"; // opens the search even when single keys are off
const areOff = () => document.body.dataset.shortcuts === "off";
const offered = () => [...document.querySelectorAll("[data-key]")];

function press(aim) {
  if (aim.hasAttribute("data-search")) search();
  else if (aim.hasAttribute("data-focus")) aim.focus();
  else aim.click();
}

function made(name, ...inside) {
  const element = document.createElement(name);
  element.append(...inside);
  return element;
}

function row(aim) {
  const keys = aim.hasAttribute("data-search") ? [aim.dataset.key, HELD] : [aim.dataset.key];
  const words = aim.dataset.keyWords ?? aim.textContent.trim();
  return made("div", made("dt", ...keys.map((key) => made("kbd", key))), made("dd", words));
}

function list() {
  const dialog = document.getElementById("shortcuts");
  dialog.querySelector("dl").replaceChildren(...offered().map(row));
  dialog.querySelector("[data-off]").hidden = !areOff();
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  search();
});

document.addEventListener("keydown", (event) => {
  if (areOff() || event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.getModifierState("AltGraph")) return;
  if (document.activeElement?.closest(IN_USE) || document.querySelector("dialog[open]")) return;
  const aim = offered().find((one) => one.dataset.key === event.key);
  if (!aim) return;
  event.preventDefault();
  press(aim);
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-shortcuts-list]")) list();
});
