import { useCallback, useState } from 'react'
import type { ExplorerPersona } from '../wire.ts'
import type { Asker } from './graph/ask-graph.ts'

const KEY = 'veilgraph:persona'
const FIRST = 'support'

const stored = (): string => {
  try {
    return localStorage.getItem(KEY) ?? FIRST
  } catch {
    return FIRST
  }
}

const personaOf = (personas: readonly ExplorerPersona[], name: string): ExplorerPersona => {
  const persona = personas.find(candidate => candidate.name === name) ?? personas[0]
  if (!persona) throw new Error('The gateway knows no persona.')
  return persona
}

/** Whom the explorer asks as, which the browser remembers, and what for. */
export const useAsker = (personas: readonly ExplorerPersona[]) => {
  const [chosen, setChosen] = useState({ name: stored(), purpose: '' })
  const persona = personaOf(personas, chosen.name)
  const purpose = persona.purposes.find(candidate => candidate === chosen.purpose) ?? persona.purposes[0] ?? ''
  const choose = useCallback((name: string, wanted = '') => {
    localStorage.setItem(KEY, name)
    setChosen({ name, purpose: wanted })
  }, [])
  const asker: Asker = { persona: persona.name, purpose }
  return { persona, asker, choose }
}
