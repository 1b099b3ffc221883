// Another racket brings its own last job, as long as nothing was changed by hand.
function note(event) {
  const form = event.target.closest?.("#stringjob");
  if (form && event.isTrusted && event.target.name !== "racket") form.dataset.changed = "";
}

document.addEventListener("input", note);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-by]")) note(event);
});
document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest?.("#stringjob");
  if (form && "changed" in form.dataset) event.preventDefault();
});

// A racket of the bag without a tension of its own shows the one that it gets.
document.addEventListener("input", (event) => {
  const { form, name, value } = event.target;
  if (!form || !name) return;
  for (const step of form.querySelectorAll(`[data-start="${CSS.escape(name)}"]`)) step.querySelector("input").placeholder = value;
});
