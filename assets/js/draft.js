// What is typed into a stringjob stays in this tab until it is saved: a cut network or a lapsed login loses nothing.
const SENT = "draft-sent";
const forms = () => document.querySelectorAll("form[data-draft]");
const isChosen = (field) => ["checkbox", "radio"].includes(field.type);
const isTyped = (field) => field.name && !["hidden", "submit", "button"].includes(field.type);
const typedInto = (form) => [...form.elements].filter(isTyped);

function keep(form) {
  const said = typedInto(form).filter((field) => !isChosen(field) || field.checked);
  sessionStorage.setItem(form.dataset.draft, JSON.stringify(said.map(({ name, value }) => [name, value])));
}

// Lines that were added by hand are not on the page that comes back.
function addLines(form, kept) {
  const button = form.querySelector("[data-more]");
  const missing = kept.filter(([name]) => name.endsWith("-text") && !form.elements[name]);
  missing.forEach(() => button?.click());
}

function fill(form, kept) {
  addLines(form, kept);
  for (const field of typedInto(form)) {
    const said = kept.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isChosen(field)) field.checked = said.includes(field.value);
    else if (said.length) [field.value] = said;
  }
  form.dataset.changed = "";
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

// A form that was sent is saved once another page says what happened.
function forget() {
  const sent = sessionStorage.getItem(SENT);
  const isHere = [...forms()].some((form) => form.dataset.draft === sent);
  if (!sent || isHere || !document.querySelector("[data-toast]")) return;
  sessionStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
}

forget();
for (const form of forms()) {
  const kept = sessionStorage.getItem(form.dataset.draft);
  if (kept) fill(form, JSON.parse(kept));
}
document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-draft]");
  if (form) keep(form);
});
document.addEventListener("submit", ({ target }) => {
  sessionStorage.removeItem(SENT); // what the next page says is about this form
  if (target.getAttribute("action") === "/sign-out") sessionStorage.clear(); // no Clear-Site-Data over plain http
  if (!target.dataset.draft) return;
  keep(target);
  sessionStorage.setItem(SENT, target.dataset.draft);
});
