import { expect, it } from 'vitest'
import { progressLine } from './progress.ts'

it('shows how far it is, how much was written and what comes now', () => {
  expect(progressLine({ done: 9, total: 18, label: 'acme 1/1 billing', rows: 193_797 }, 6.4)).toMatchInlineSnapshot(
    `"███████████████░░░░░░░░░░░░░░░  50 %  193,797 rows  6 s  acme 1/1 billing"`,
  )
})
