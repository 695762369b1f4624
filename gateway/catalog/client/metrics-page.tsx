import { useEffect } from 'react'
import type { Overview } from '../wire.ts'
import { MetricCard } from './metric-card.tsx'
import { counted } from './in-words.ts'
import { showTarget } from './use-place.ts'

/** All figures, by module. */
export const MetricsPage = ({ overview: { metrics, modules }, persona }: { readonly overview: Overview, readonly persona: string | undefined }) => {
  useEffect(showTarget, [])
  return (
    <>
      <header className="cat-head">
        <h1>Metrics</h1>
        <p className="cat-lead">{counted(metrics.length, 'figure', 'figures')} over the rows of the graph. Each says what it counts; who can list the rows counts them live, everybody else reads what was published.</p>
      </header>
      {modules.filter(({ name }) => metrics.some(({ module }) => module === name)).map(({ name }) => (
        <section key={name} aria-labelledby={`of-${name}`}>
          <h2 id={`of-${name}`}>{name}</h2>
          {metrics.filter(({ module }) => module === name).map(metric => <MetricCard key={metric.name} metric={metric} persona={persona} />)}
        </section>
      ))}
    </>
  )
}
