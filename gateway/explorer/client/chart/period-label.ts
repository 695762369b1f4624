const HOUR = 3_600_000
const DAY = 24 * HOUR

type Form = 'year' | 'month' | 'day' | 'hour'

const OPTIONS: Readonly<Record<Form, Intl.DateTimeFormatOptions>> = {
  year: { year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  hour: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
}

/** What the clock of a zone shows, as if it were that of UTC. */
const onTheWall = (moment: Date, timeZone: string): Date =>
  new Date(`${new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment).replace(' ', 'T')}Z`)

const nearestDay = (moment: Date): Date => new Date(Math.round(moment.getTime() / DAY) * DAY)

/** Starts of days in a zone that nobody names: published figures are in that of the brand. They lie a day apart at least, but for an hour where the clock changes. */
const areDays = (moments: readonly Date[]): boolean => {
  const times = moments.map(moment => moment.getTime())
  const offsets = times.map(time => time - Math.round(time / DAY) * DAY)
  return times.every((time, index) => index === 0 || time - (times[index - 1] ?? 0) >= DAY - HOUR) && Math.max(...offsets) - Math.min(...offsets) <= HOUR
}

const formOf = (days: readonly Date[]): Form => {
  if (!days.every(day => day.getTime() % DAY === 0)) return 'hour'
  if (days.length > 1 && days.every(day => day.getUTCMonth() === 0 && day.getUTCDate() === 1)) return 'year'
  return days.every(day => day.getUTCDate() === 1) ? 'month' : 'day'
}

const localMoments = (moments: readonly Date[], timeZone: string | undefined): readonly Date[] => {
  if (timeZone !== undefined) return moments.map(moment => onTheWall(moment, timeZone))
  return moments.length > 1 && areDays(moments) ? moments.map(nearestDay) : moments
}

/** Writes the starts of buckets, in order, as people do and as shortly as all of them allow: `Jan 2026` for months. Anything that is no time stays as it is. */
export const periodLabels = (places: readonly string[], timeZone?: string): readonly string[] => {
  const moments = places.map(place => new Date(place))
  if (moments.some(moment => Number.isNaN(moment.getTime()))) return places
  const local = localMoments(moments, timeZone)
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...OPTIONS[formOf(local)] })
  return local.map(moment => format.format(moment))
}
