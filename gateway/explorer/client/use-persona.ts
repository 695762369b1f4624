import { useCallback, useMemo, useState } from 'react'
import type { ExplorerPersona } from '../wire.ts'

const KEY = 'veilgraph:persona'
const FIRST = 'support'

const stored = (): string => {
  try {
    return localStorage.getItem(KEY) ?? FIRST
  } catch {
    return FIRST
  }
}

/** Whom the explorer asks as; remembered by the browser. */
export const usePersona = (personas: readonly ExplorerPersona[]): readonly [ExplorerPersona, (name: string) => void] => {
  const [name, setName] = useState(stored)
  const persona = useMemo(() => personas.find(candidate => candidate.name === name) ?? personas[0], [personas, name])
  const choose = useCallback((chosen: string) => {
    localStorage.setItem(KEY, chosen)
    setName(chosen)
  }, [])
  if (!persona) throw new Error('The gateway knows no persona.')
  return [persona, choose]
}
