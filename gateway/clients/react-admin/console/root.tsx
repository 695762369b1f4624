import { useCallback, useEffect, useState } from 'react'
import type { ExplorerPersona } from '../../../explorer/wire.ts'
import type { AnyCommands, GraphDataProvider } from '../provider/graph-data-provider.ts'
import type { GraphSchema } from '../provider/graph-schema.ts'
import { App } from './app.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { providerOf } from './provider-of.ts'
import { openSession } from './session.ts'
import type { Session } from './session.ts'
import { SignInPage } from './sign-in-page.tsx'

interface Opened {
  readonly session: Session
  readonly provider: GraphDataProvider<AnyCommands>
  readonly schema: GraphSchema
}

const KEY = 'veilgraph:console'

const remembered = (personas: readonly ExplorerPersona[]): readonly [persona: ExplorerPersona, purpose: string] | undefined => {
  const [name = '', purpose = ''] = (sessionStorage.getItem(KEY) ?? '').split(' ')
  const persona = personas.find(one => one.name === name)
  return persona && [persona, purpose]
}

/** Who is signed in, if anybody; a page that is loaded again keeps the name, never the token. */
export const Root = ({ personas }: { readonly personas: readonly ExplorerPersona[] }) => {
  const [opened, setOpened] = useState<Opened>()
  const [failure, setFailure] = useState<unknown>()
  const [isOpening, setOpening] = useState(() => remembered(personas) !== undefined)

  const signIn = useCallback((persona: ExplorerPersona, purpose: string): void => {
    const session = openSession(persona, purpose)
    const provider = providerOf(session)
    setOpening(true)
    setFailure(undefined)
    provider.schema().then(schema => {
      sessionStorage.setItem(KEY, `${persona.name} ${purpose}`)
      setOpened({ session, provider, schema })
    }, setFailure).finally(() => setOpening(false))
  }, [])
  const signOut = useCallback((): void => {
    sessionStorage.removeItem(KEY)
    setOpened(undefined)
    location.hash = ''
  }, [])
  useEffect(() => {
    const known = remembered(personas)
    if (known) signIn(...known)
  }, [personas, signIn])

  if (opened) return <App key={opened.session.persona.name} {...opened} onSignOut={signOut} />
  if (isOpening) return <p className="empty" role="status">Reading the schema …</p>
  return <>{failure !== undefined && <ErrorNotice failure={failure} />}<SignInPage personas={personas} onSignIn={signIn} /></>
}
