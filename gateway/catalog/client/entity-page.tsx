import { useEffect } from 'react'
import { ENTITY, entityAnswer, type PageEntity } from '../wire.ts'
import { metricAddress } from './addresses.ts'
import { Chip } from './badge.tsx'
import { ColumnTable } from './column-table.tsx'
import { counted } from './in-words.ts'
import { JoinTables } from './join-table.tsx'
import { Lifecycle } from './lifecycle.tsx'
import { Link } from './link.tsx'
import { Prose } from './prose.tsx'
import { QueryBlock } from './query-block.tsx'
import type { Reader } from './reader.ts'
import { useAnswer } from './use-answer.ts'
import { showTarget } from './use-place.ts'
import { WrittenFields } from './written-fields.tsx'

interface Section {
  readonly id: string
  readonly title: string
  readonly count?: number
}

const sectionsOf = ({ columns, fields, joins, metrics, transitions, example }: PageEntity): readonly Section[] => [
  { id: 'columns', title: 'Columns', count: columns.length },
  ...fields.length > 0 ? [{ id: 'fields', title: 'Further fields', count: fields.length }] : [],
  ...joins.length > 0 ? [{ id: 'joins', title: 'Joins', count: joins.length }] : [],
  ...metrics.length > 0 ? [{ id: 'metrics', title: 'Metrics', count: metrics.length }] : [],
  ...transitions.length > 0 ? [{ id: 'lifecycle', title: 'Lifecycle' }] : [],
  ...example !== null ? [{ id: 'query', title: 'First query' }] : [],
]

const Head = ({ entity }: { readonly entity: PageEntity }) => {
  const governed = entity.columns.filter(({ categories }) => categories.length > 0).length
  return (
    <header className="cat-head">
      <h1>{entity.type}</h1>
      <p className="cat-lead"><Prose text={entity.description} /></p>
      <dl className="cat-summary">
        <div><dt>In the catalog</dt><dd><code>{entity.name}</code>{entity.where !== null && <span className="cat-sub">where {entity.where}</span>}</dd></div>
        <div><dt>Table</dt><dd><code>{entity.table}</code></dd></div>
        <div><dt>Identity</dt><dd><code>{entity.identity}</code></dd></div>
        <div><dt>Owner</dt><dd>{entity.module}</dd></div>
        <div><dt>Group</dt><dd>{entity.group}</dd></div>
        <div><dt>Sensitive, of what you see</dt><dd>{governed === 0 ? 'no column' : counted(governed, 'column', 'columns')}</dd></div>
      </dl>
      <nav className="cat-sections" aria-label="On this page">
        {sectionsOf(entity).map(({ id, title, count }) => <a key={id} href={`#${id}`}>{title}{count !== undefined && <span className="cat-count">{count}</span>}</a>)}
      </nav>
    </header>
  )
}

const Metrics = ({ metrics }: Pick<PageEntity, 'metrics'>) => (
  <ul className="cat-list">
    {metrics.map(({ name, field, definition, dimensions }) => (
      <li key={name}><Link to={metricAddress(name)} className="cat-strong">{field}</Link> <Prose text={definition} /><span className="cat-facts">{dimensions.slice(0, 6).map(one => <Chip key={one.name}>{one.name}</Chip>)}{dimensions.length > 6 && <Chip>{`${dimensions.length - 6} more`}</Chip>}</span></li>
    ))}
  </ul>
)

const Shown = ({ entity, persona }: { readonly entity: PageEntity, readonly persona: string | undefined }) => {
  useEffect(showTarget, [entity])
  const { columns, fields, joins, metrics, transitions, example, type } = entity
  return (
    <>
      <Head entity={entity} />
      <section aria-labelledby="columns"><h2 id="columns">Columns</h2><ColumnTable columns={columns} joins={joins} type={type} /></section>
      {fields.length > 0 && <section aria-labelledby="fields"><h2 id="fields">Further fields</h2><WrittenFields fields={fields} owner={entity.module} /></section>}
      {joins.length > 0 && <section aria-labelledby="joins"><h2 id="joins">Joins</h2><JoinTables joins={joins} type={type} /></section>}
      {metrics.length > 0 && <section aria-labelledby="metrics"><h2 id="metrics">Metrics</h2><Metrics metrics={metrics} /></section>}
      {transitions.length > 0 && <section aria-labelledby="lifecycle"><h2 id="lifecycle">Lifecycle</h2><Lifecycle transitions={transitions} /></section>}
      {example !== null && <section aria-labelledby="query"><h2 id="query">First query</h2><QueryBlock query={example} persona={persona} /></section>}
    </>
  )
}

/** One entity, by its name in the graph or in the catalog. */
export const EntityPage = ({ reader, name, persona }: { readonly reader: Reader, readonly name: string, readonly persona: string | undefined }) => {
  const { answer, failure } = useAnswer(reader, ENTITY, { schema: entityAnswer, name })
  if (failure !== undefined) return <p role="alert" className="cat-note">{failure}</p>
  if (answer === undefined) return <p className="cat-note" role="status">Loading …</p>
  const { entity } = answer.catalog
  if (entity === null) return <><h1>Nothing of this name</h1><p className="cat-note">Your view of the schema has no entity of this name. Somebody with other clearances may have one.</p></>
  return <Shown entity={entity} persona={persona} />
}
