const DAY = /T00:00:00(\.000)?Z$/

type Form = 'year' | 'month' | 'day' | 'hour'

const OPTIONS: Readonly<Record<Form, Intl.DateTimeFormatOptions>> = {
  year: { year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

/** Starts of buckets in a zone are not those of UTC; they are when all of them lie on midnight there. */
const formOf = (places: readonly string[]): Form => {
  if (!places.every(place => DAY.test(place))) return 'hour'
  if (places.every(place => place.includes('-01-01T'))) return 'year'
  return places.every(place => place.includes('-01T')) ? 'month' : 'day'
}

/** Writes the starts of buckets as people do, as shortly as all of them allow: `Jan 2026` for months. Anything that is no time stays as it is. */
export const periodLabels = (places: readonly string[], timeZone = 'UTC'): readonly string[] => {
  const moments = places.map(place => new Date(place))
  if (moments.some(moment => Number.isNaN(moment.getTime()))) return places
  const local = (moment: Date, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(moment)
  // what the clock of the zone shows, written as if it were UTC
  const walls = moments.map(moment => `${new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment).replace(' ', 'T')}Z`)
  const form = formOf(walls)
  return moments.map(moment => local(moment, OPTIONS[form]))
}
