import { expect, it } from 'vitest'
import { counter, metricsText } from './metrics.ts'

it('counts by labels, under one name wherever it is asked for', () => {
  const first = counter('veil_test_total', 'A test.')
  first.add({ subgraph: 'identity', coordinate: 'User.email' })
  counter('veil_test_total', 'A test.').add({ subgraph: 'identity', coordinate: 'User.email' })
  first.add()
  expect(first.total()).toBe(3)
  expect(metricsText()).toContain('# TYPE veil_test_total counter\nveil_test_total{subgraph="identity",coordinate="User.email"} 2\nveil_test_total 1\n')
})

it('shows a counter that counted nothing yet', () => {
  counter('veil_quiet_total', 'Quiet.')
  expect(metricsText()).toContain('veil_quiet_total 0\n')
})

it('takes no label that is no name', () => {
  counter('veil_hostile_total', 'Hostile.').add({ coordinate: 'zoe.secret@example.org"} 1\nveil_other 7' })
  expect(metricsText()).toContain('veil_hostile_total{coordinate="other"} 1')
  expect(metricsText()).not.toContain('zoe')
})
