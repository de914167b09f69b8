// Adds the requests that arrive while the page is open, and makes calls from here, so that the browser's network tab has them.
// Everything works without it.
"use strict";
(() => {
  const most = 200;
  const of = (id) => document.getElementById(id);

  async function news() {
    const log = of("requests");
    const query = new URLSearchParams({ after: log.dataset.last, secrets: log.dataset.secrets });
    const answer = await fetch("/sandbox/requests?" + query, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.status);
    of("live").textContent = "live";
    of("live").className = "good";
    if (answer.status === 204) return;
    log.insertAdjacentHTML("afterbegin", await answer.text());
    log.dataset.last = log.firstElementChild.dataset.number;
    while (log.children.length > most) log.lastElementChild.remove();
  }

  async function watch() {
    try {
      if (!document.hidden) await news();
    } catch {
      of("live").textContent = "the sandbox does not answer";
      of("live").className = "bad";
    }
    setTimeout(watch, 1000);
  }

  of("nothing").textContent = "The newest first; others appear as they arrive.";
  watch();

  // The signed call as a request. Files come from the form, under the names of their parameters.
  function request(form, { verb, fields, files }) {
    const query = new URLSearchParams(fields);
    if (verb === "GET") return ["/platform/api?" + query, { cache: "no-store" }];
    if (files === 0) return ["/platform/api", { method: verb, body: query }];
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    for (const input of form.querySelectorAll("input[type=file]")) {
      for (const file of input.files) body.append(input.name.replace(/^p\./, ""), file);
    }
    return ["/platform/api", { method: verb, body }];
  }

  // The page as it is after the call, without leaving this one: a network tab forgets what a page that was left has got.
  async function show(address) {
    const text = await (await fetch(address, { cache: "no-store" })).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    of("request")?.remove();
    if (page.getElementById("request")) of("method").after(page.getElementById("request"));
    for (const part of ["header", "#method", "#faults"]) {
      document.querySelector(part).replaceWith(page.querySelector(part));
    }
    history.pushState(null, "", address);
    (of("request") ?? of("log")).scrollIntoView();
  }

  async function call(form) {
    const signed = await fetch("/sandbox/sign", { method: "POST", body: new FormData(form) }).catch(() => undefined);
    // What is wrong with the form is told by a page of its own.
    if (!signed?.ok) return form.submit();
    const page = new URLSearchParams({ method: form.elements.method.value });
    if (of("requests").dataset.secrets) page.set("secrets", "shown");
    try {
      const answer = await fetch(...request(form, await signed.json()));
      page.set("request", answer.headers.get("x-sandbox-request") ?? "");
      // The page has it already; a network tab wants it whole.
      answer.body?.pipeTo(new WritableStream()).catch(() => {});
    } catch {
      // No answer came, as a fault may have it. The log shows that.
    }
    const address = "/?" + page;
    await show(address).catch(() => location.assign(address));
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    // A call takes a moment when a fault holds it up.
    for (const button of form.querySelectorAll("button")) button.classList.add("busy");
    if (form.getAttribute("action") !== "/sandbox/call") return;
    event.preventDefault();
    call(form);
  });

  addEventListener("popstate", () => location.reload());
})();
