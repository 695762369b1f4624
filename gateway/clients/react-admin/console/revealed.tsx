import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

/** How long a raw value stays on the screen. */
export const SHOWN_MS = 60_000

/** One value of one record. */
export interface Place {
  readonly resource: string
  readonly id: string
  readonly field: string
}

interface RevealedValues {
  valueAt(place: Place): unknown
  show(place: Place, value: unknown): void
  hide(place: Place): void
}

const Context = createContext<RevealedValues | undefined>(undefined)

const keyOf = ({ resource, id, field }: Place): string => `${resource} ${id} ${field}`

/** Keeps raw values for a minute, in memory and beside the cache of records. */
export const RevealedProvider = ({ children }: { readonly children: ReactNode }) => {
  const [values, setValues] = useState<ReadonlyMap<string, unknown>>(new Map())
  const hide = useCallback((place: Place) => setValues(known => new Map([...known].filter(([key]) => key !== keyOf(place)))), [])
  const show = useCallback((place: Place, value: unknown) => {
    setValues(known => new Map(known).set(keyOf(place), value))
    setTimeout(() => hide(place), SHOWN_MS)
  }, [hide])
  const context = useMemo((): RevealedValues => ({ valueAt: place => values.get(keyOf(place)), show, hide }), [values, show, hide])
  return <Context.Provider value={context}>{children}</Context.Provider>
}

/** Raw values that are on the screen. */
export const useRevealed = (): RevealedValues => {
  const found = useContext(Context)
  if (!found) throw new Error('Nothing keeps revealed values here.')
  return found
}
