// Enhancement only: every page says and does the same without it.
"use strict";

// The difference of pages: n goes to the next change, p to the one before, s swaps.
function followChanges() {
  const hint = document.querySelector(".keys");
  const marks = document.querySelectorAll("[data-change]");
  if (!hint || !marks.length) return;
  hint.hidden = false;
  const first = new Map();
  for (const mark of marks) if (!first.has(mark.dataset.change)) first.set(mark.dataset.change, mark);
  const places = [...first.values()];
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const swap = document.querySelector("[data-swap]");
    if (event.key === "s" && swap) return void swap.click();
    const step = { n: 1, p: -1 }[event.key];
    if (!step) return;
    at = (at + step + places.length + (at < 0 && step < 0 ? 1 : 0)) % places.length;
    places[at].tabIndex = -1;
    places[at].focus();
    document.getElementById("change-at").textContent = `change ${at + 1} of ${places.length}: ${places[at].dataset.kind}`;
  });
}

// A run: its steps as they go on, told by the server.
function followRun() {
  const run = document.getElementById("run");
  if (!run || run.dataset.over === "yes" || !window.EventSource) return;
  const said = { waiting: "Waiting for its turn.", running: "Working." };
  const steps = document.getElementById("run-steps");
  document.getElementById("run-again").hidden = true;
  const source = new EventSource(run.dataset.events);
  source.addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    document.getElementById("run-state").textContent = said[state.state] || "Ready.";
    steps.replaceChildren(...state.steps.map(drawStep));
    if (!said[state.state]) {
      source.close();
      location.reload();
    }
  });
}

function drawStep(step) {
  const row = document.createElement("li");
  const name = row.appendChild(document.createElement("span"));
  const bar = row.appendChild(document.createElement("progress"));
  const count = row.appendChild(document.createElement("span"));
  name.textContent = step.name;
  bar.setAttribute("aria-label", step.name);
  if (step.ended) bar.max = bar.value = 1;
  else if (step.total) [bar.max, bar.value] = [step.total, step.done];
  count.className = "small quiet";
  count.textContent = step.total ? `${step.done} of ${step.total}` : `${step.done}`;
  return row;
}

// Folded parts belong on paper too.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((part) => (part.open = true)));

followChanges();
followRun();
