import { useMemo } from 'react'
import type { WithheldField } from '../read-answer.ts'
import { ListPicker } from './list-picker.tsx'
import { ResultTable } from './result-table.tsx'
import { useChosenList } from './use-chosen-list.ts'
import type { ResultList } from './result-list.ts'

/** A list of the answer as a table; protected columns say so at their heads. */
export const TableView = ({ lists, fields }: { readonly lists: readonly ResultList[], readonly fields: readonly WithheldField[] }) => {
  const { list, setPath } = useChosenList(lists)
  const actions = useMemo(() => new Map(fields.map(({ path, action }) => [path, action])), [fields])
  if (!list) return <p className="veil-empty">This answer has no list.</p>
  return (
    <>
      <div className="veil-bar-of-view"><ListPicker lists={lists} chosen={list} onChoose={setPath} /></div>
      <ResultTable list={list} actions={actions} />
    </>
  )
}
