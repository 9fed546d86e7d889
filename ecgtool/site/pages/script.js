(() => {
  "use strict";
  const texts = document.body.dataset;
  const language = texts.language || undefined;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const format = (options) => new Intl.DateTimeFormat(language, { timeZone: zone, hourCycle: "h23", ...options });
  const dayFormat = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const clockFormat = format({ hour: "2-digit", minute: "2-digit" });
  const zoneFormat = format({ timeZoneName: "short" });
  const dateFormat = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  // Browsers name a zone as CLDR first did, whatever the tz database calls it since.
  const renamed = {
    Asmera: "Asmara", Calcutta: "Kolkata", Dacca: "Dhaka", Faeroe: "Faroe", Godthab: "Nuuk", Katmandu: "Kathmandu",
    Kiev: "Kyiv", Macao: "Macau", Rangoon: "Yangon", Saigon: "Ho Chi Minh", Thimbu: "Thimphu", Ulan_Bator: "Ulaanbaatar",
  };
  const city = zone.split("/").pop();
  const place = (renamed[city] || city).replaceAll("_", " ");
  const minute = 60000, hour = 60 * minute, day = 24 * hour;

  const filled = (text, ...values) => values.reduce((done, value) => done.replace("{}", value), text);
  const clock = (moment) => clockFormat.format(moment);
  const zoneName = (moment) => {
    const short = zoneFormat.formatToParts(moment).find((part) => part.type === "timeZoneName").value;
    return short === place ? place : `${place} (${short})`;
  };
  const daysApart = (from, to) =>
    Math.round((Date.parse(dateFormat.format(to)) - Date.parse(dateFormat.format(from))) / day);

  const countdown = (now, start, end) => {
    if (start <= now) return filled(texts.now, clock(end));
    const left = start - now;
    if (left >= day) return relative.format(daysApart(now, start), "day");
    if (left >= hour) return relative.format(Math.round(left / hour), "hour");
    return relative.format(Math.max(1, Math.round(left / minute)), "minute");
  };

  const meetings = [...document.querySelectorAll(".meeting")].map((item) => ({
    item,
    start: new Date(item.dataset.start),
    end: new Date(item.dataset.end),
    held: !item.classList.contains("cancelled"),
    previous: item.dataset.previous && new Date(item.dataset.previous),
  }));

  const element = (tag, name, ...content) => {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...content);
    return made;
  };
  const timeOf = (start, clocks) => {
    const made = element("time", "", element("span", "day", `${dayFormat.format(start)}, `), element("span", "clock", clocks));
    made.dateTime = start.toISOString();
    made.lang = language;
    return made;
  };

  // The group's own sentence tells of the clock in UTC, and of those in the places that it names: once is enough.
  const isTold = (item) => {
    const words = item.querySelector(".change")?.textContent ?? "";
    return words.includes(`in ${place} `) || words.includes(` ${place}, it was`);
  };

  for (const { item, start, end, previous } of meetings) {
    const time = timeOf(start, `${clock(start)}–${clock(end)}`);
    item.prepend(element("p", "here", time, " ", element("span", "zone", filled(texts.here, zoneName(start)))));
    item.classList.add("local");
    if (previous && clock(previous) !== clock(start) && !isTold(item)) {
      const shift = element("p", "change", filled(texts.shift, clock(start), clock(previous)));
      item.insertBefore(shift, item.querySelector(".change, .topics"));
    }
  }

  const groups = [...document.querySelectorAll(".groups > li")].map((item) => ({
    item,
    meetings: (item.dataset.meetings || "").split(" ").filter(Boolean).map((one) => {
      const [start, length] = one.split("+").map(Number);
      return { start: new Date(start * minute), end: new Date((start + length) * minute) };
    }),
  }));

  const nextOf = (group, now) => group.meetings.find((one) => one.end > now);

  const showGroups = (now) => {
    for (const group of groups) {
      const next = nextOf(group, now);
      group.order = next ? next.start.getTime() : Infinity;
      const shown = group.item.querySelector(".next-of");
      if (group.shown === group.order || !group.meetings.length) continue;
      group.shown = group.order;
      if (!next) {
        shown.textContent = texts.over;
        continue;
      }
      shown.replaceChildren(timeOf(next.start, clock(next.start)));
      shown.title = filled(texts.here, zoneName(next.start));
    }
    const sorted = [...groups].sort((one, other) => one.order - other.order || 0);
    if (sorted.some((group, index) => group !== groups[index])) {
      groups.splice(0, groups.length, ...sorted);
      groups[0].item.parentElement.append(...groups.map((group) => group.item));
    }
  };

  const countdownLine = element("p", "countdown");
  const show = () => {
    const now = new Date();
    let next = null;
    for (const meeting of meetings) {
      const over = meeting.end <= now;
      meeting.item.hidden = over;
      if (!over && meeting.held && !next) next = meeting;
    }
    for (const { item } of meetings) item.classList.toggle("next", next !== null && item === next.item);
    countdownLine.remove();
    if (next) {
      countdownLine.textContent = countdown(now, next.start, next.end);
      next.item.prepend(countdownLine);
    }
    const runOut = document.querySelector(".run-out");
    if (runOut) runOut.hidden = next !== null;
    if (groups.length) showGroups(now);
  };

  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const filter = document.querySelector("#filter");
  if (filter && groups.length > 1) {
    filter.closest(".filter").hidden = false;
    filter.addEventListener("input", () => {
      const words = bare(filter.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const group of groups) {
        const shown = bare(group.item.textContent);
        group.item.hidden = !words.every((word) => shown.includes(word));
        found += group.item.hidden ? 0 : 1;
      }
      filter.parentElement.querySelector("output").textContent = filled(texts.found, found, groups.length);
    });
  }

  show();
  setInterval(show, 20000);
  document.addEventListener("visibilitychange", show);
})();
