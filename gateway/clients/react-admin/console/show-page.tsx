import { LinkBase, ShowBase, useCreatePath, useShowContext } from 'ra-core'
import { rowOf, textOf } from '../provider/json.ts'
import { markIn } from '../provider/marks.ts'
import type { Resource, ResourceField } from '../provider/resource.ts'
import { Cell } from './cell.tsx'
import { CommandList } from './command-list.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { referenceColumn, relatedLists } from './related-lists.ts'
import { useConsole, useResource } from './schema-context.ts'
import { inWords, shortId, wordsOf } from './words.ts'

const Fact = ({ field, record }: { readonly field: ResourceField, readonly record: unknown }) => {
  const mark = markIn(record, field.name)
  return (
    <div className="fact">
      <dt title={field.description}>{inWords(field.name)}</dt>
      <dd>
        <Cell field={field} />
        {mark?.unlock?.by === 'OTHERS' && mark.state !== 'EMPTY' && <span className="hint unlock">unlock: <code>{mark.unlock.text}</code></span>}
        {mark?.category !== undefined && mark.state !== 'EMPTY' && <span className="category">{wordsOf(mark.category)}</span>}
      </dd>
    </div>
  )
}

const Facts = ({ title, fields, record }: { readonly title: string, readonly fields: readonly ResourceField[], readonly record: unknown }) => (fields.length === 0 ? null : (
  <section className="facts" aria-label={title}>
    <h2>{title}</h2>
    <dl>{fields.map(field => <Fact key={field.name} field={field} record={record} />)}</dl>
  </section>
))

const Related = ({ resource, id }: { readonly resource: Resource, readonly id: string }) => {
  const { schema } = useConsole()
  const createPath = useCreatePath()
  const lists = relatedLists(schema, resource.type)
  if (lists.length === 0) return null
  return (
    <section className="facts" aria-label="Related lists">
      <h2>Related lists</h2>
      <ul className="links">
        {lists.map(({ resource: { name }, reference, column }) => (
          <li key={`${name} ${column}`}>
            <LinkBase to={`${createPath({ resource: name, type: 'list' })}?filter=${encodeURIComponent(JSON.stringify({ [`${column}_eq`]: id }))}`}>{inWords(name)}</LinkBase>
            <span className="hint"> by {inWords(reference).toLowerCase()}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Content = ({ resource }: { readonly resource: Resource }) => {
  const { record, error, isPending, refetch } = useShowContext()
  const createPath = useCreatePath()
  const back = <LinkBase to={createPath({ resource: resource.name, type: 'list' })}>{inWords(resource.name)}</LinkBase>
  if (error) return <><p className="trail">{back}</p><ErrorNotice failure={error} /></>
  if (isPending || !record) return <p className="empty">Loading …</p>
  const id = textOf(rowOf(record).id)
  const isProtected = ({ name }: ResourceField): boolean => markIn(record, name) !== undefined
  // a reference says what its column says, and leads there
  const said = resource.fields.flatMap(({ kind, name }) => (kind === 'REFERENCE' ? [referenceColumn(resource, name)] : []))
  const shown = resource.fields.filter(({ name }) => !['id', 'brandId', ...said].includes(name))
  return (
    <>
      <p className="trail">{back}</p>
      <div className="title"><h1>{inWords(resource.type)} <code>{shortId(id)}</code></h1><p className="hint"><code>{id}</code></p></div>
      <Facts title="Protected" fields={shown.filter(isProtected)} record={record} />
      <Facts title="Facts" fields={shown.filter(field => field.kind !== 'REFERENCE' && !isProtected(field))} record={record} />
      <Facts title="Belongs to" fields={shown.filter(field => field.kind === 'REFERENCE')} record={record} />
      <Related resource={resource} id={id} />
      <CommandList resource={resource} id={id} onDone={() => void refetch()} />
    </>
  )
}

/** Everything of one record that the caller may see. */
export const ShowPage = () => {
  const resource = useResource()
  return <ShowBase error={<Content resource={resource} />} queryOptions={{ retry: false }}><Content resource={resource} /></ShowBase>
}
