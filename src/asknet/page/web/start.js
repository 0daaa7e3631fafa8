// Draw everything once.

document.body.append(hatch());
if (contacts.length) {
  drawGlance();
  drawLed();
  drawKnow();
  drawHelp();
  drawGive();
  drawTies();
  drawGrowth();
  startSearch();
  draw();
  startCard();
} else drawBeginning();
$("foot").textContent = [
  `Written by asknet on ${dayText(data.today)}. Nothing is loaded, and nothing is sent.`,
  data.initials ? "People are called by their initials." : "",
  data.with.length ? `With ${together(data.with)}: keep it as you keep the network itself.` : "Without addresses; of notes and log entries only single words are shown.",
  review.future ? `${count(review.future, "entry", "entries")} after today left out.` : "",
].filter(Boolean).join(" ");
