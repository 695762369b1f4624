import type { ExportFormat } from '../../../exports/formats/open-writer.ts'
import type { Answer } from '../fetcher-as.ts'
import { inWords } from '../in-words.ts'
import { fetchFile, isOver } from './export-job.ts'
import type { ExportJobState } from './export-job.ts'
import { pageVariables } from './page-document.ts'
import type { PagedOperation } from './page-document.ts'
import { saveFile } from './save-file.ts'
import { useJob } from './use-job.ts'

interface JobPanelProps {
  readonly answer: Answer
  /** The list that is wanted, and nothing else. */
  readonly paged: PagedOperation
  readonly format: ExportFormat
  readonly fileName: string
}

const count = new Intl.NumberFormat('en')

const textOf = ({ status, rows, endedBy, code }: ExportJobState): string =>
  `${inWords(status)}: ${count.format(rows)} rows${endedBy === null ? '' : `, ended by the limit of ${inWords(endedBy)}`}${code === null ? '' : ` (${code})`}`

/** Has the gateway make the file: without a limit of the page's own, and going on when the page is closed. */
export const JobPanel = ({ answer, paged, format, fileName }: JobPanelProps) => {
  const { job, fault, start, cancel } = useJob(answer)
  const isRunning = job !== undefined && !isOver(job)
  return (
    <section className="veil-job" aria-label="Export by the gateway">
      <p><strong>In the background</strong> <span className="veil-quiet">all rows of the list, made by the gateway page by page with your rights, kept for a while</span></p>
      <p className="veil-actions">
        <button type="button" className="veil-button" disabled={isRunning} onClick={() => void start({ query: paged.query, variables: pageVariables(paged, null), format })}>Start an export</button>
        {isRunning && <button type="button" className="veil-button" onClick={cancel}>Cancel</button>}
        {typeof job?.path === 'string' && <button type="button" className="veil-button veil-primary" onClick={() => void fetchFile(answer, job.path ?? '').then(blob => saveFile(blob, fileName))}>Fetch the file</button>}
      </p>
      <p role="status" data-status={job?.status} className={fault === '' ? '' : 'veil-fault'}>{fault || (job ? textOf(job) : '')}</p>
    </section>
  )
}
