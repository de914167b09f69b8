// Adds the requests that arrive while the page is open. Everything else works without it.
"use strict";
(() => {
  const log = document.getElementById("requests");
  const live = document.getElementById("live");
  const nothing = document.getElementById("nothing");
  const most = 200;

  async function news() {
    const query = new URLSearchParams({ after: log.dataset.last, secrets: log.dataset.secrets });
    const answer = await fetch("/sandbox/requests?" + query, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    live.textContent = "live";
    live.className = "good";
    if (answer.status === 204) return;
    log.insertAdjacentHTML("afterbegin", await answer.text());
    log.dataset.last = log.firstElementChild.dataset.number;
    while (log.children.length > most) log.lastElementChild.remove();
  }

  async function watch() {
    try {
      if (!document.hidden) await news();
    } catch {
      live.textContent = "the sandbox does not answer";
      live.className = "bad";
    }
    setTimeout(watch, 1000);
  }

  nothing.textContent = "The newest first; others appear as they arrive.";
  watch();

  // A call takes a moment when a fault holds it up.
  for (const form of document.forms) {
    form.addEventListener("submit", () => {
      for (const button of form.querySelectorAll("button")) button.classList.add("busy");
    });
  }
})();
