import { useEffect, useState } from 'react'
import type * as z from 'zod/mini'
import { askGraph } from './ask-graph.ts'
import type { Reader } from './reader.ts'

/** What is known of an answer. */
export interface Asked<Answer> {
  readonly answer?: Answer
  readonly failure?: string
}

/** Asks when the reader or the question changes; what was answered to somebody else is never shown. */
export const useAnswer = <Schema extends z.ZodMiniType>(reader: Reader, query: string, { schema, name }: { readonly schema: Schema, readonly name?: string }): Asked<z.infer<Schema>> => {
  const key = `${reader.name}\n${query}\n${name ?? ''}`
  const [asked, setAsked] = useState<Asked<z.infer<Schema>> & { readonly key: string }>({ key: '' })
  useEffect(() => {
    let isCurrent = true
    const keep = (known: Asked<z.infer<Schema>>): void => {
      if (isCurrent) setAsked({ key, ...known })
    }
    askGraph(reader, query, { schema, ...name !== undefined && { variables: { name } } })
      .then(answer => keep({ answer }), (failure: unknown) => keep({ failure: failure instanceof Error ? failure.message : 'The gateway does not answer.' }))
    return () => { isCurrent = false }
  }, [key])
  return asked.key === key ? asked : {}
}
