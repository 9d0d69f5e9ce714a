/* What makes pages easier; every page works without it. */
"use strict";

document.documentElement.classList.remove("no-js");

/* A picker's suggestions: the address wants what was typed as q, whatever the field is called. */
document.addEventListener("htmx:configRequest", (event) => {
  const field = event.detail.elt;
  if (field.matches("[data-picker]")) {
    event.detail.parameters = { q: field.value };
  }
});

/* One polite voice for what changed without a new page. */
function announce(text) {
  const region = document.getElementById("announcement");
  if (region && text && region.textContent !== text) {
    region.textContent = text;
  }
}

document.addEventListener("htmx:afterSettle", (event) => {
  const told = event.target.closest("[data-announce]") || event.target.querySelector("[data-announce]");
  if (told) {
    announce(told.dataset.announce);
  }
});

/* Leaving a form with something typed in it asks first. */
const typed = new Set();

for (const form of document.querySelectorAll("form[data-guard]")) {
  form.addEventListener("input", () => typed.add(form));
  form.addEventListener("submit", () => typed.delete(form));
}

window.addEventListener("beforeunload", (event) => {
  if (typed.size) {
    event.preventDefault();
  }
});

/* What went wrong is read first. */
const first = document.querySelector("[data-focus]");
if (first) {
  first.focus();
}

/* Two clicks are one act. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});

/* Coming back with the browser's button: the form can be sent anew. */
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});

/* A menu that is open closes with Escape. */
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement.closest("details.site-nav[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
