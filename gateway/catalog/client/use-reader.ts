import { useCallback, useState } from 'react'
import type { ExplorerPersona } from '../../explorer/wire.ts'
import { personaReader, tokenReader, type Reader } from './reader.ts'

/** The explorer remembers whom it asks as under the same name, so both pages speak as the same person. */
const KEY = 'veilgraph:persona'
const FIRST = 'support'

const remembered = (): string => {
  try {
    return localStorage.getItem(KEY) ?? FIRST
  } catch {
    return FIRST
  }
}

/** Who reads: a persona, or the holder of a token once there is one. */
export const useReader = (personas: readonly ExplorerPersona[]) => {
  const first = personas.find(({ name }) => name === remembered()) ?? personas[0]
  const [reader, setReader] = useState<Reader | undefined>(() => first && personaReader(first.name))
  const choose = useCallback((name: string) => {
    localStorage.setItem(KEY, name)
    setReader(personaReader(name))
  }, [])
  const take = useCallback((token: string) => setReader(tokenReader(token)), [])
  return { reader, persona: personas.length === 0 ? undefined : reader?.name, choose, take }
}
