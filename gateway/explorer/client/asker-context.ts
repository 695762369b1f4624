import { createContext, useContext } from 'react'
import type { Asker } from './graph/ask-graph.ts'

const AskerContext = createContext<Asker>({ persona: '', purpose: '' })

/** Tells parts of the interface that are not ours to arrange who asks. */
export const AskerProvider = AskerContext.Provider

/** As whom and what for the page asks at the moment. */
export const useAskerNow = (): Asker => useContext(AskerContext)
