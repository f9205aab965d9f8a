const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The number (1–12) of an English month name or its three-letter short form, or undefined. */
export function monthNumber(name: string): number | undefined {
  if (name.length < 3) return undefined;
  const short = name.slice(0, 3).toLowerCase();
  const index = months.findIndex((month) => month.toLowerCase().startsWith(short));
  return index >= 0 &&
    months[index]?.toLowerCase().startsWith(
      name
        .toLowerCase()
        .replace(/\.$/, "")
        .replace(/^sept$/i, "sep"),
    )
    ? index + 1
    : undefined;
}

/** A partial date in words: `2025-05-22` → `22 May 2025`, `2025-05` → `May 2025`, `2025` → `2025`. */
export function dateInWords(date: string): string {
  const [year, month, day] = date.split("-");
  const name = month ? months[Number(month) - 1] : undefined;
  if (!year || !name) return date;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

/** Is one partial date the other, or a coarser form of it (`2025` and `2025-05-22`)? */
export function datesAgree(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return long === short || long.startsWith(`${short}-`);
}
