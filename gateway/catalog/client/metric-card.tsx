import type { PageMetric } from '../wire.ts'
import { entityAddress } from './addresses.ts'
import { Chip } from './badge.tsx'
import { inWords } from './in-words.ts'
import { Link } from './link.tsx'
import { Prose } from './prose.tsx'
import { QueryBlock } from './query-block.tsx'

/** One figure: what it counts, by what it may be grouped, and a query to begin with. */
export const MetricCard = ({ metric, persona }: { readonly metric: PageMetric, readonly persona: string | undefined }) => {
  const { name, field, entity, definition, unit, formula, time, grains, dimensions, across, isPublished, example } = metric
  return (
    <article className="cat-card" id={name} aria-labelledby={`metric-${name}`}>
      <h3 id={`metric-${name}`}><a className="cat-anchor" href={`#${name}`}>{field}</a> <span className="cat-sub cat-inline">{name}</span></h3>
      <p><Prose text={definition} /></p>
      <dl className="cat-pairs">
        <dt>Over</dt><dd><Link to={entityAddress(entity)}>{entity}</Link></dd>
        <dt>Is</dt><dd><code>{formula}</code>, in {inWords(unit)}</dd>
        {time !== null && <><dt>Time</dt><dd><code>{time}</code> by {grains.map(inWords).join(', ')}</dd></>}
        {dimensions.length > 0 && <><dt>Grouped by</dt><dd className="cat-chips">{dimensions.map(one => <Chip key={one.name} title={one.path ?? 'worked out'}>{one.name}</Chip>)}</dd></>}
        {across.length > 0 && <><dt>And across modules</dt><dd className="cat-chips">{across.map(one => <Chip key={one} title="With metricAcross">{one}</Chip>)}</dd></>}
        <dt>Read by</dt><dd>{isPublished ? 'everybody, as published figures; live by who can list the rows' : 'who can list the rows'}</dd>
      </dl>
      {example !== null && <QueryBlock query={example} persona={persona} isFolded />}
    </article>
  )
}
