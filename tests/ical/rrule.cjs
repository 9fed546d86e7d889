// Step through recurrence rules with rrule.js: node rrule.cjs FILE, where FILE holds a list of [start, rule, end],
// each start and end in seconds since 1970 as if the clock were in UTC. Prints the list of the dates of each.
const fs = require("fs");
const { rrulestr } = require("rrule");
const cases = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const dates = cases.map(([start, rule, end]) =>
  rrulestr(rule, { dtstart: new Date(start * 1000) })
    .between(new Date(start * 1000), new Date(end * 1000), true)
    .map((at) => at.getTime() / 1000),
);
console.log(JSON.stringify(dates));
