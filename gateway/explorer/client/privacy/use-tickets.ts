import { useEffect, useState } from 'react'
import type { Example } from '../../wire.ts'
import { askGraph } from '../graph/ask-graph.ts'
import type { Asker } from '../graph/ask-graph.ts'
import { readAnswer } from '../read-answer.ts'
import { readLists } from '../table/read-lists.ts'

/** A ticket that raw values can be read for. */
export interface Ticket {
  readonly id: string
  /** What people know it by. */
  readonly label: string
}

const ask = async (asker: Asker, { query }: Example): Promise<readonly Ticket[]> => {
  const { data } = readAnswer((await askGraph(asker, { query })).body)
  const rows = readLists({ query, operationName: undefined, data })[0]?.rows ?? []
  return rows.flatMap(({ id, ...rest }) => (typeof id === 'string' ? [{ id, label: Object.values(rest).filter(value => typeof value !== 'object').join(' · ') }] : []))
}

/** Tickets that whoever asks may see, by the example that lists them; none where there is no such example. */
export const useTickets = (asker: Asker, example: Example | undefined): readonly Ticket[] => {
  const [tickets, setTickets] = useState<readonly Ticket[]>([])
  useEffect(() => {
    let isCurrent = true
    if (example) ask(asker, example).then(found => isCurrent && setTickets(found), () => undefined)
    return () => {
      isCurrent = false
    }
  }, [asker.persona, asker.purpose, example])
  return tickets
}
