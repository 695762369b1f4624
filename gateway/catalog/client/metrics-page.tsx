import { useEffect } from 'react'
import type { Overview } from '../wire.ts'
import { counted } from './in-words.ts'
import { MetricCard } from './metric-card.tsx'
import { showTarget } from './use-place.ts'

/** All figures by module, or those in which the words of a search are. */
export const MetricsPage = ({ overview: { metrics: all, modules }, persona, search }: { readonly overview: Overview, readonly persona: string | undefined, readonly search: string }) => {
  useEffect(showTarget, [])
  const words = search.toLowerCase().split(/\s+/)
  const metrics = all.filter(({ name, field, entity, definition }) => words.every(word => `${name} ${field} ${entity} ${definition}`.toLowerCase().includes(word)))
  return (
    <>
      <header className="cat-head">
        <h1>Metrics</h1>
        <p className="cat-lead" role="status">{counted(metrics.length, 'figure', 'figures')} over the rows of the graph. Each says what it counts; who can list the rows counts them live, everybody else reads what was published.</p>
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
