import { expect, it } from 'vitest'
import { periodLabels } from './period-label.ts'

it.each([
  ['years', ['2025-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'], undefined, ['2025', '2026']],
  ['months', ['2025-12-01T00:00:00Z', '2026-01-01T00:00:00Z'], undefined, ['Dec 2025', 'Jan 2026']],
  ['weeks and days', ['2025-12-29T00:00:00Z'], undefined, ['29 Dec 2025']],
  ['hours', ['2025-12-29T13:00:00Z'], undefined, ['29 Dec, 13:00']],
  ['months of a zone', ['2025-12-31T23:00:00Z', '2026-06-30T22:00:00Z'], 'Europe/Berlin', ['Jan 2026', 'Jul 2026']],
  ['months of a zone that nobody names', ['2025-09-30T22:00:00Z', '2025-10-31T23:00:00Z'], undefined, ['Oct 2025', 'Nov 2025']],
  ['days in the west', ['2026-03-07T05:00:00Z', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'], undefined, ['7 Mar 2026', '8 Mar 2026', '9 Mar 2026']],
  ['hours around midnight', ['2026-03-07T23:00:00Z', '2026-03-08T00:00:00Z'], undefined, ['7 Mar, 23:00', '8 Mar, 00:00']],
  ['months of the far east', ['2025-12-31T11:00:00Z'], 'Pacific/Auckland', ['Jan 2026']],
  ['what is no time', ['OPEN', 'none'], undefined, ['OPEN', 'none']],
])('%s are written as shortly as they can be', (_name, places, zone, labels) => {
  expect(periodLabels(places, zone)).toEqual(labels)
})
