import type { ExportState } from './use-export.ts'

const count = new Intl.NumberFormat('en')

const sizeOf = (bytes: number): string => (bytes < 10_000 ? `${count.format(bytes)} bytes` : `${count.format(Math.round(bytes / 1000))} kB`)

const textOf = (state: ExportState): string => {
  switch (state.state) {
    case 'IDLE': return ''
    case 'RUNNING': return state.progress.waits === undefined ? `${count.format(state.progress.rows)} rows so far` : `${count.format(state.progress.rows)} rows; the budget of this minute is used up, it goes on in ${state.progress.waits} s`
    case 'DONE': return `${count.format(state.file.rows)} rows, ${sizeOf(state.file.blob.size)}, as ${state.name}${state.file.isCut ? '. There are more rows than the limit let in.' : ''}`
    case 'FAILED': return state.message
    case 'STOPPED': return 'Stopped; no file was written.'
  }
}

/** How far a file is, for those who see it and those who listen. */
export const ExportStatus = ({ state, most }: { readonly state: ExportState, readonly most: number }) => (
  <div className="veil-status">
    {state.state === 'RUNNING' && <progress max={most} value={state.progress.rows} aria-label="Rows written" />}
    <p role="status" data-state={state.state} className={state.state === 'FAILED' ? 'veil-fault' : ''}>{textOf(state)}</p>
  </div>
)
