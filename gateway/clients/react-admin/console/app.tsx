import { QueryClient } from '@tanstack/react-query'
import { CoreAdmin, Resource, memoryStore } from 'ra-core'
import type { AuthProvider } from 'ra-core'
import { useMemo } from 'react'
import type { AnyCommands, GraphDataProvider } from '../provider/graph-data-provider.ts'
import type { GraphSchema } from '../provider/graph-schema.ts'
import { HomePage } from './home-page.tsx'
import { Layout } from './layout.tsx'
import { ListPage } from './list-page.tsx'
import { ConsoleProvider } from './schema-context.ts'
import type { Session } from './session.ts'
import { ShowPage } from './show-page.tsx'

interface AppProps {
  readonly session: Session
  readonly provider: GraphDataProvider<AnyCommands>
  readonly schema: GraphSchema
  onSignOut(): void
}

/** Signing in is done before; the graph says at each request whether the token still holds. */
const authProviderOf = ({ persona }: Session, onSignOut: () => void): AuthProvider => ({
  login: async () => undefined,
  logout: async () => onSignOut(),
  checkAuth: async () => undefined,
  checkError: async ({ status }: { readonly status?: number }) => {
    if (status === 401) throw new Error('Sign in again.')
  },
  getIdentity: async () => ({ id: persona.name, fullName: persona.name }),
})

/** The console of somebody who is signed in: a resource for every list of the schema. Nothing is kept in the browser. */
export const App = ({ session, provider, schema, onSignOut }: AppProps) => {
  const parts = useMemo(() => ({
    auth: authProviderOf(session, onSignOut), store: memoryStore(),
    client: new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5000 } } }),
    context: { schema, session },
  }), [session, schema, onSignOut])
  return (
    <ConsoleProvider value={parts.context}>
      <CoreAdmin
        dataProvider={provider} authProvider={parts.auth} store={parts.store} queryClient={parts.client}
        layout={Layout} dashboard={HomePage} title="veilgraph console" disableTelemetry
      >
        {[...schema.resources.values()].map(({ name, type }) => <Resource key={name} name={name} list={ListPage} show={ShowPage} recordRepresentation={type} />)}
      </CoreAdmin>
    </ConsoleProvider>
  )
}
