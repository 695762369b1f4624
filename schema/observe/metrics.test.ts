import { describe, expect, it } from 'vitest'
import { admitLabelValues } from './label-values.ts'
import { counter, gauge, histogram, metricsText } from './metrics.ts'
import { processMetricsText } from './process-metrics.ts'
import { MOST_SERIES } from './series.ts'

const HOSTILE = 'zoe.secret@example.org"} 1\nveil_other 7'

describe('metrics', () => {
  it('count by labels, under one name wherever it is asked for', async () => {
    admitLabelValues('subgraph', ['identity'])
    admitLabelValues('coordinate', ['User.email'])
    const first = counter('veil_test_total', 'A test.')
    first.add({ subgraph: 'identity', coordinate: 'User.email' })
    counter('veil_test_total', 'A test.').add({ subgraph: 'identity', coordinate: 'User.email' })
    first.add()
    first.add({ code: 'OK' }, 4)
    expect(first.total()).toBe(7)
    expect(await metricsText()).toContain('# TYPE veil_test_total counter\nveil_test_total{subgraph="identity",coordinate="User.email"} 2\nveil_test_total 1\nveil_test_total{code="OK"} 4\n')
  })

  it('are shown where nothing was counted yet', async () => {
    counter('veil_test_quiet_total', 'Quiet.')
    expect(await metricsText()).toContain('veil_test_quiet_total 0\n')
  })

  it('take the common list of a label where they have none of their own', async () => {
    counter('veil_test_common_total', 'Common.', { code: [], kind: [] }).add({ code: 'TIMEOUT', kind: 'query' })
    expect(await metricsText()).toContain('veil_test_common_total{code="TIMEOUT",kind="query"} 1')
  })

  it('take no label that stands on no list', async () => {
    const hostile = counter('veil_test_hostile_total', 'Hostile.', { mode: ['warn', 'log'], code: [] })
    hostile.add({ coordinate: HOSTILE })
    hostile.add({ mode: 'warn' })
    hostile.add({ mode: 'zoe' })
    hostile.add({ invented: 'zoe' })
    hostile.add({ code: 'ZOE_SECRET' })
    histogram('veil_test_hostile_seconds', 'Hostile.').observe(1, { subgraph: HOSTILE })
    gauge('veil_test_hostile', 'Hostile.', () => [{ value: 1, labels: { subgraph: HOSTILE } }])
    const text = await metricsText()
    for (const line of ['{coordinate="other"} 1', '{mode="warn"} 1', '{mode="other"} 1', '{invented="other"} 1', '{code="other"} 1']) expect(text).toContain(`veil_test_hostile_total${line}`)
    expect(text).toContain('veil_test_hostile_seconds_count{subgraph="other"} 1')
    expect(text).toContain('veil_test_hostile{subgraph="other"} 1')
    expect(text).not.toMatch(/zoe|ZOE/)
  })

  it('stay few, whatever is counted', async () => {
    const names = Array.from({ length: MOST_SERIES * 2 }, (_, n) => `T.f${n}`)
    admitLabelValues('coordinate', names)
    const many = counter('veil_test_many_total', 'Many.')
    for (const name of names) many.add({ coordinate: name })
    expect(many.total()).toBe(names.length)
    expect((await metricsText()).match(/^veil_test_many_total\{/gm)?.length).toBe(MOST_SERIES + 1)
  })

  it('sort sizes into buckets', async () => {
    const sizes = histogram('veil_test_sizes_seconds', 'Sizes.', [0.1, 1], { phase: ['plan'] })
    for (const size of [0.05, 0.1, 0.5, 7]) sizes.observe(size, { phase: 'plan' })
    expect(await metricsText()).toContain([
      '# TYPE veil_test_sizes_seconds histogram', 'veil_test_sizes_seconds_bucket{phase="plan",le="0.1"} 2', 'veil_test_sizes_seconds_bucket{phase="plan",le="1"} 3',
      'veil_test_sizes_seconds_bucket{phase="plan",le="+Inf"} 4', 'veil_test_sizes_seconds_sum{phase="plan"} 7.65', 'veil_test_sizes_seconds_count{phase="plan"} 4', '',
    ].join('\n'))
  })

  it('read gauges when they are scraped, those of one name together', async () => {
    let size = 1
    const stop = gauge('veil_test_sized', 'Sized.', () => size)
    gauge('veil_test_sized', 'Sized.', async () => [{ value: 10 }])
    gauge('veil_test_sized', 'Sized.', async () => { throw new Error('zoe') })
    size = 5
    expect(await metricsText()).toContain('# TYPE veil_test_sized gauge\nveil_test_sized 15\n')
    stop()
    expect(await metricsText()).toContain('veil_test_sized 10\n')
  })

  it('tell of the process', async () => {
    const text = await processMetricsText()
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds']) expect(text).toContain(`\n${name} `)
  })
})
