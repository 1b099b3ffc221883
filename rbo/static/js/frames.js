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
