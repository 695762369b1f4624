import { useGraphiQL } from '@graphiql/react'
import { useId, useMemo, useState } from 'react'
import { EXPORT_FORMATS } from '../../../exports/formats/open-writer.ts'
import type { ExportFormat } from '../../../exports/formats/open-writer.ts'
import type { Answer } from '../fetcher-as.ts'
import { ListPicker } from '../table/list-picker.tsx'
import { useChosenList } from '../table/use-chosen-list.ts'
import type { ResultList } from '../table/result-list.ts'
import { ExportStatus } from './export-status.tsx'
import { JobPanel } from './job-panel.tsx'
import { pagedOperation } from './page-document.ts'
import { saveFile } from './save-file.ts'
import { useExport } from './use-export.ts'

/** A page should not hold more in memory; a job has no such limit. */
const MOST_ROWS = 50_000

const NAMES: Readonly<Record<ExportFormat, readonly [name: string, note: string]>> = {
  CSV: ['CSV', 'for spreadsheets; a cell that would be a formula begins with an apostrophe'],
  JSONL: ['JSON lines', 'a row a line, as the graph answers it'],
  PARQUET: ['Parquet', 'typed columns, for analysis'],
}

const nameOf = ({ operationName }: Answer, { path }: ResultList, format: ExportFormat): string =>
  `${operationName ?? path.replaceAll('.', '-')}-${new Date().toISOString().slice(0, 10)}.${format.toLowerCase()}`

/** Writes a list into a file: what is on the screen, or all of its pages, with the rights of whoever asked. */
export const ExportView = ({ answer, lists }: { readonly answer: Answer, readonly lists: readonly ResultList[] }) => {
  const schema = useGraphiQL(store => store.schema)
  const { list, setPath } = useChosenList(lists)
  const [format, setFormat] = useState<ExportFormat>('CSV')
  const [isWhole, setIsWhole] = useState(false)
  const [most, setMost] = useState(10_000)
  const { state, start, stop } = useExport(({ blob }, name) => saveFile(blob, name))
  const paged = useMemo(() => list && pagedOperation(answer, list.path), [answer, list])
  const isPaged = paged !== undefined
  const hasJobs = schema?.getMutationType()?.getFields().exportCreate !== undefined
  const id = useId()
  if (!list) return <p className="veil-empty">This answer has no list to write into a file.</p>
  const isRunning = state.state === 'RUNNING'
  return (
    <div className="veil-scroll veil-padded" tabIndex={0} role="region" aria-label="Export">
      <form className="veil-export" onSubmit={event => {
        event.preventDefault()
        if (schema) void start({ answer, list, schema, format, most: isWhole && isPaged ? most : 'SCREEN' }, nameOf(answer, list, format))
      }}>
        <ListPicker lists={lists} chosen={list} onChoose={setPath} />
        <fieldset><legend>Form</legend>
          {EXPORT_FORMATS.map(one => <label key={one}><input type="radio" name={`${id}-format`} value={one} checked={format === one} onChange={() => setFormat(one)} /><span>{NAMES[one][0]} <span className="veil-quiet">{NAMES[one][1]}</span></span></label>)}
        </fieldset>
        <fieldset><legend>Rows</legend>
          <label><input type="radio" name={`${id}-rows`} value="screen" checked={!isWhole || !isPaged} onChange={() => setIsWhole(false)} /><span>the {list.rows.length} of this answer</span></label>
          <label><input type="radio" name={`${id}-rows`} value="all" disabled={!isPaged} checked={isWhole && isPaged} onChange={() => setIsWhole(true)} /><span>all pages of the list, at most <input type="number" name="most" aria-label="At most so many rows" min={1} max={MOST_ROWS} value={most} disabled={!isPaged} onChange={event => setMost(Math.min(Math.max(Number(event.target.value) || 1, 1), MOST_ROWS))} /></span></label>
          {!isPaged && <p className="veil-hint">Only a list with pages of its own can be followed to its end.</p>}
        </fieldset>
        {answer.query.includes('@reveal') && <p className="veil-hint">Raw values that were revealed for a reason stay on the screen: the file is asked for without <code>@reveal</code>.</p>}
        <p className="veil-actions">
          <button type="submit" className="veil-button veil-primary" disabled={isRunning || !schema}>Write the file</button>
          {isRunning && <button type="button" className="veil-button" onClick={stop}>Stop</button>}
        </p>
      </form>
      <ExportStatus state={state} most={isWhole && isPaged ? most : list.rows.length} />
      {hasJobs && paged?.connection.length === 1 && <JobPanel key={list.path} answer={answer} paged={paged} format={format} fileName={nameOf(answer, list, format)} />}
    </div>
  )
}
