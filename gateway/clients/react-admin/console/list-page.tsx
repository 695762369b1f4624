import { ListBase, useListContext, useStore } from 'ra-core'
import type { Resource } from '../provider/resource.ts'
import { ColumnPicker } from './column-picker.tsx'
import { firstColumns } from './columns.ts'
import { ErrorNotice } from './error-notice.tsx'
import { explorerLink } from './explorer-link.ts'
import { FilterBar } from './filter-bar.tsx'
import { Pager } from './pager.tsx'
import { RecordTable } from './record-table.tsx'
import { useConsole, useResource } from './schema-context.ts'
import { inWords } from './words.ts'

const Content = ({ resource, columns, onColumns }: { readonly resource: Resource, readonly columns: readonly string[], onColumns(columns: readonly string[]): void }) => {
  const { error, isPending, data, isFetching } = useListContext()
  const { session } = useConsole()
  return (
    <>
      <div className="title">
        <h1>{inWords(resource.name)}</h1>
        <p className="hint">{resource.description}</p>
      </div>
      <FilterBar resource={resource}>
        <span className="aside">
          <a href={`/catalog/${resource.type}`}>In the catalog</a>
          <a href={explorerLink(resource, columns, session)}>Query in the explorer</a>
        </span>
        <ColumnPicker resource={resource} columns={columns} onChange={onColumns} />
      </FilterBar>
      {error ? <ErrorNotice failure={error} /> : <RecordTable resource={resource} columns={columns} records={data ?? []} isPending={isPending} isFetching={isFetching === true} />}
      <Pager />
    </>
  )
}

/** The list of a resource. Only the columns that are shown are asked for. */
export const ListPage = () => {
  const resource = useResource()
  const [stored, setColumns] = useStore<readonly string[]>(`columns.${resource.name}`, firstColumns(resource))
  // what was stored for somebody who saw more
  const columns = stored.filter(name => resource.fields.some(field => field.name === name))
  return (
    <ListBase perPage={20} sort={{ field: 'id', order: 'DESC' }} queryOptions={{ meta: { fields: columns }, retry: false }} exporter={false} storeKey={false}>
      <Content resource={resource} columns={columns} onColumns={setColumns} />
    </ListBase>
  )
}
