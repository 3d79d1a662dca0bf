// The safeguarding talk: who stays in harm, who leaves, what the screen finds and misses.
const SAFETY = ["stay_in_harm", "stay_in_violence", "part_from_harm", "stay_harm_ended", "mother_months_in_harm", "child_months_in_harm", "routed", "missed_violence"];

drawers.safety = () => {
  const there = has("lived", "was.helped"), changed = there && has("lived", "now.helped"), lever = LEVERS.findIndex((one) => one.name === "screen");
  say(byId("safety-state"), lives.state === "lived" ? "" : lives.says || STATES[lives.state] || "");
  byId("safety-answer").hidden = !there;
  byId("safety-answer").classList.toggle("stale", lives.state !== "lived");
  const slider = byId("safety-screen");
  slider.max = String(LEVERS[lever].steps.length - 1);
  slider.value = String(LEVERS[lever].steps.indexOf(room.setting[lever]));
  say(byId("safety-screen-says"), ...factorInWords(room.setting[lever]));
  slider.setAttribute("aria-valuetext", byId("safety-screen-says").textContent);
  if (!there) return;
  say(byId("safety-what"), keyed(`strategies/s${lives.shown.strategy}/name`), ", beside ", keyed("facts/all/comparator"), ": how many more, or fewer (−).");
  livedTable(byId("safety-table"), SAFETY, changed);
  say(byId("safety-note"), ...livedNote());
};

function hearScreen() {
  byId("safety-screen").addEventListener("input", (event) => {
    const lever = LEVERS.findIndex((one) => one.name === "screen");
    room.setting[lever] = LEVERS[lever].steps[Number(event.target.value)];
    liveSoon();
  });
}
