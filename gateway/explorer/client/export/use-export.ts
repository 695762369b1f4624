import { useRef, useState } from 'react'
import { runExport } from './run-export.ts'
import type { ExportFile, ExportJob, ExportProgress } from './run-export.ts'

/** How a file stands. */
export type ExportState =
  | { readonly state: 'IDLE' }
  | { readonly state: 'RUNNING', readonly progress: ExportProgress }
  | { readonly state: 'DONE', readonly file: ExportFile, readonly name: string }
  | { readonly state: 'FAILED', readonly message: string }
  | { readonly state: 'STOPPED' }

/** Writes files one after the other, and can be told to stop. */
export const useExport = (onFile: (file: ExportFile, name: string) => void) => {
  const [state, setState] = useState<ExportState>({ state: 'IDLE' })
  const running = useRef<AbortController>(undefined)
  const start = async (job: Omit<ExportJob, 'signal' | 'onProgress'>, name: string): Promise<void> => {
    const abort = new AbortController()
    running.current = abort
    setState({ state: 'RUNNING', progress: { rows: 0 } })
    try {
      const file = await runExport({ ...job, signal: abort.signal, onProgress: progress => setState({ state: 'RUNNING', progress }) })
      onFile(file, name)
      setState({ state: 'DONE', file, name })
    } catch (cause) {
      setState(abort.signal.aborted ? { state: 'STOPPED' } : { state: 'FAILED', message: cause instanceof Error ? cause.message : 'It failed.' })
    }
  }
  return { state, start, stop: () => running.current?.abort() }
}
