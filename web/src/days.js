// Days: `2023-08-01` in the data, `01/8/2023` before people.

// The way papers write a day: the month of one figure without 0, save 1 and 2.
export function day(iso) {
  if (!iso) return '';
  const [year, month, date] = iso.split('-');
  return `${date}/${Number(month) > 2 ? Number(month) : month}/${year}`;
}

// What a person typed (`1/8/2023`, `01-08-2023`, `2023-08-01`) as `2023-08-01`; null if there is no such day.
export function dayOf(typed) {
  const people = typed.match(/^(?<date>\d{1,2})[\s/.-]+(?<month>\d{1,2})[\s/.-]+(?<year>\d{4})$/);
  const found = (people ?? typed.match(/^(?<year>\d{4})-(?<month>\d{2})-(?<date>\d{2})$/))?.groups;
  if (!found) return null;
  const iso = `${found.year}-${found.month.padStart(2, '0')}-${found.date.padStart(2, '0')}`;
  const real = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(iso) ? iso : null;
}
