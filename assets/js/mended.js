// What a refusal marked loses its red edge once it is changed: nobody has read yet what stands there now.
document.addEventListener("input", ({ target }) => {
  target.removeAttribute("aria-invalid");
  target.closest(".step")?.classList.remove("wrong");
});
