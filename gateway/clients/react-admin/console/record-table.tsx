import { LinkBase, RecordContextProvider, useCreatePath, useListContext } from 'ra-core'
import type { RaRecord } from 'ra-core'
import type { Resource, ResourceField } from '../provider/resource.ts'
import { Cell } from './cell.tsx'
import { Icon } from './icons.tsx'
import { inWords, shortId } from './words.ts'

const SORTS = { ASC: 'ascending', DESC: 'descending' } as const

const Heading = ({ field, resource }: { readonly field: Pick<ResourceField, 'name' | 'description'>, readonly resource: Resource }) => {
  const { sort, setSort } = useListContext()
  const isSorted = sort.field === field.name
  if (!resource.orders.has(field.name)) return <th scope="col" title={field.description}>{inWords(field.name)}</th>
  const next = isSorted && sort.order === 'ASC' ? 'DESC' : 'ASC'
  return (
    <th scope="col" title={field.description} aria-sort={isSorted ? SORTS[sort.order] : 'none'}>
      <button type="button" className="sort" onClick={() => setSort({ field: field.name, order: next })}>
        {inWords(field.name)} {isSorted && <Icon name={sort.order === 'ASC' ? 'up' : 'down'} />}
      </button>
    </th>
  )
}

interface RecordTableProps {
  readonly resource: Resource
  readonly columns: readonly string[]
  readonly records: readonly RaRecord[]
  readonly isPending: boolean
  readonly isFetching: boolean
}

/** Numbers stand at the right, where their digits are below each other. */
const isNumeric = ({ type, kind }: ResourceField): boolean => ['Int', 'Float', 'SafeInt', 'Decimal'].includes(type) || (kind === 'PARTS' && type === 'Money')

/** The rows of the page; each begins with the way to its record. */
export const RecordTable = ({ resource, columns, records, isPending, isFetching }: RecordTableProps) => {
  const createPath = useCreatePath()
  const fields = resource.fields.filter(({ name }) => columns.includes(name))
  const label = inWords(resource.name)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`${label}, table`} aria-busy={isFetching}>
      <table>
        <thead>
          <tr>
            <Heading field={{ name: 'id', description: 'Ordered by time.' }} resource={resource} />
            {fields.map(field => <Heading key={field.name} field={field} resource={resource} />)}
          </tr>
        </thead>
        <tbody>
          {records.map(record => (
            <RecordContextProvider key={record.id} value={record}>
              <tr>
                <th scope="row"><LinkBase to={createPath({ resource: resource.name, id: record.id, type: 'show' })}><code>{shortId(record.id)}</code></LinkBase></th>
                {fields.map(field => <td key={field.name} data-numeric={isNumeric(field) || undefined}><Cell field={field} /></td>)}
              </tr>
            </RecordContextProvider>
          ))}
        </tbody>
      </table>
      {records.length === 0 && <p className="empty">{isPending ? 'Loading …' : 'No rows that you may see match.'}</p>}
    </div>
  )
}
