// What HTML cannot do by itself. Every page works without this file.
(() => {
  "use strict";

  // [data-copy="#id"] copies the value of a field, and says so in the button and to screen readers.
  async function copy(button) {
    const field = document.querySelector(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // where the clipboard is not for pages without https
    }
    const said = button.parentElement.querySelector("[role=status]");
    said.textContent = button.dataset.done;
    setTimeout(() => { said.textContent = ""; }, 4000);
  }

  // A file may be dropped anywhere in the dashed box, and the box shows that it may.
  function drop(event) {
    const box = event.target.closest?.("[data-drop]");
    if (!box) return;
    event.preventDefault();
    box.classList.toggle("drop-over", event.type === "dragover");
    if (event.type !== "drop" || !event.dataTransfer.files.length) return;
    const input = box.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // An open drop-down closes by Escape and by a click elsewhere.
  function close(except) {
    for (const open of document.querySelectorAll("details.dropdown[open]")) {
      if (!open.contains(except)) open.open = false;
    }
  }

  // Buttons that need this file are hidden where it does not run.
  function show(root) {
    for (const element of root.querySelectorAll("[data-script]")) element.hidden = false;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    close(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.dropdown[open]");
    if (open) open.querySelector("summary").focus();
    close(null);
  });
  // Where a part of the page could not be fetched, say so: the page itself stays as it was.
  function trouble(shown) {
    const box = document.getElementById("trouble");
    if (!box) return;
    box.hidden = !shown;
    box.setAttribute("role", "alert");
    if (shown) box.scrollIntoView({ block: "center" });
  }
  document.addEventListener("htmx:responseError", () => trouble(true));
  document.addEventListener("htmx:sendError", () => trouble(true));
  document.addEventListener("htmx:beforeRequest", () => trouble(false));

  // A passkey that did not come about is told on the page, not only in the console.
  document.addEventListener("allauth.error", (event) => {
    const trouble = document.querySelector("[data-passkey-trouble]");
    if (!trouble) return;
    event.preventDefault();
    trouble.hidden = false;
    trouble.setAttribute("role", "alert");
  });
  for (const type of ["dragover", "dragleave", "drop"]) document.addEventListener(type, drop);
  document.addEventListener("htmx:afterSettle", (event) => show(event.target));
  show(document);
  document.querySelector("[data-focus]")?.focus();
})();
