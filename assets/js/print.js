// A sheet goes to the browser's printer at a press.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
