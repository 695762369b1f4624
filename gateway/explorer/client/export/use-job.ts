import { useEffect, useRef, useState } from 'react'
import type { ExportFormat } from '../../../exports/formats/open-writer.ts'
import type { Asker } from '../graph/ask-graph.ts'
import { cancelJob, createJob, isOver, readJob } from './export-job.ts'
import type { ExportJobState } from './export-job.ts'

const EVERY_MS = 1000

/** One job at a time, followed until nothing more will happen to it. It goes on at the gateway when the page is left. */
export const useJob = (asker: Asker) => {
  const [job, setJob] = useState<ExportJobState>()
  const [fault, setFault] = useState('')
  const isLeft = useRef(false)
  useEffect(() => () => {
    isLeft.current = true
  }, [])
  const told = (promise: Promise<ExportJobState>): Promise<ExportJobState | undefined> => promise.then(state => {
    setJob(state)
    return state
  }, (cause: unknown) => {
    setFault(cause instanceof Error ? cause.message : 'It failed.')
    return undefined
  })
  const start = async (request: { readonly query: string, readonly variables: unknown, readonly format: ExportFormat }): Promise<void> => {
    setFault('')
    let state = await told(createJob(asker, request))
    while (state && !isOver(state) && !isLeft.current) {
      await new Promise(resolve => setTimeout(resolve, EVERY_MS))
      state = await told(readJob(asker, state.id))
    }
  }
  const cancel = (): void => {
    if (job) void told(cancelJob(asker, job.id))
  }
  return { job, fault, start, cancel }
}
