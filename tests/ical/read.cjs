// Read calendars with ical.js, each expanded by it: node read.cjs START END FILE... with seconds since 1970.
// Prints for each file one line of JSON, a list of [start, end] of the meetings that begin within.
const fs = require("fs");
const ICAL = require("ical.js").default || require("ical.js");
const [start, end, ...files] = process.argv.slice(2);

function meetings(master, exceptions) {
  const event = new ICAL.Event(master, { strictExceptions: false, exceptions });
  if (!event.isRecurring()) return [[event.startDate.toUnixTime(), event.endDate.toUnixTime()]];
  const found = [];
  const steps = event.iterator();
  for (let next = steps.next(); next && next.toUnixTime() <= +end + 120 * 86400; next = steps.next()) {
    const details = event.getOccurrenceDetails(next);
    found.push([details.startDate.toUnixTime(), details.endDate.toUnixTime()]);
  }
  return found;
}

for (const file of files) {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  const events = calendar.getAllSubcomponents("vevent");
  const masters = events.filter((event) => !event.hasProperty("recurrence-id"));
  const found = masters.flatMap((master) => {
    const uid = master.getFirstPropertyValue("uid");
    const own = events.filter((event) => event !== master && event.getFirstPropertyValue("uid") === uid);
    return meetings(master, own);
  });
  console.log(JSON.stringify(found.filter(([at]) => at >= +start && at < +end).sort((a, b) => a[0] - b[0])));
}
