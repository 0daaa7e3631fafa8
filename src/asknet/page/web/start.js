// Draw the whole page once.

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
  data.with.length ? `It contains ${together(data.with)}: protect it as you protect the network itself.` : "Without addresses, and with only single words of notes and log entries.",
  review.future ? `${count(review.future, "entry", "entries")} after today left out.` : "",
].filter(Boolean).join(" ");
