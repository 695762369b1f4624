import { createContext, useContext } from 'react'
import { useResourceContext } from 'ra-core'
import type { GraphSchema } from '../provider/graph-schema.ts'
import type { Resource } from '../provider/resource.ts'
import type { Session } from './session.ts'

/** What every part of the console may need. */
export interface ConsoleContext {
  readonly schema: GraphSchema
  readonly session: Session
}

const Context = createContext<ConsoleContext | undefined>(undefined)

export const ConsoleProvider = Context.Provider

/** The schema of whoever is signed in, and the session. */
export const useConsole = (): ConsoleContext => {
  const found = useContext(Context)
  if (!found) throw new Error('There is no console around this part.')
  return found
}

/** The resource that is on the screen. */
export const useResource = (): Resource => {
  const name = useResourceContext()
  const resource = useConsole().schema.resources.get(name ?? '')
  if (!resource) throw new Error('There is no such list.')
  return resource
}
