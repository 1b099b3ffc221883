// A word to pass on is copied at a press; where the browser forbids that, it is selected.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const word = document.getElementById(button.dataset.copy);
  if (word.matches("input")) word.select();
  else getSelection().selectAllChildren(word);
  if (!navigator.clipboard) return; // a site without https
  await navigator.clipboard.writeText(word.value ?? word.textContent);
  button.textContent = button.dataset.copied;
});
