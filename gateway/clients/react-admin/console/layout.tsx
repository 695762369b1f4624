import { LinkBase, useCreatePath, useLocation, useLogout } from 'ra-core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Mark } from '../../../explorer/client/mark.tsx'
import { Notices } from './notices.tsx'
import { RevealedProvider } from './revealed.tsx'
import { useConsole } from './schema-context.ts'
import { inWords, wordsOf } from './words.ts'

const Lists = () => {
  const { schema } = useConsole()
  const createPath = useCreatePath()
  const { pathname } = useLocation()
  const [wanted, setWanted] = useState('')
  const names = [...schema.resources.keys()].toSorted()
  const found = names.filter(name => inWords(name).toLowerCase().includes(wanted.trim().toLowerCase()))
  return (
    <nav className="lists" aria-label="Lists">
      <input type="search" aria-label="Find a list" placeholder={`Find one of ${names.length} lists`} value={wanted} onChange={({ target }) => setWanted(target.value)} />
      <ul>
        {found.map(name => {
          const path = createPath({ resource: name, type: 'list' })
          const isHere = pathname === path || pathname.startsWith(`${path}/`)
          return <li key={name}><LinkBase to={path} aria-current={isHere ? 'page' : undefined}>{inWords(name)}</LinkBase></li>
        })}
      </ul>
    </nav>
  )
}

/** What stands around every page: who is signed in and what for, and the lists of the schema. */
export const Layout = ({ children }: { readonly children: ReactNode }) => {
  const { session: { persona, purpose } } = useConsole()
  const logout = useLogout()
  return (
    <RevealedProvider>
      <a className="skip" href="#content" onClick={event => { event.preventDefault(); document.getElementById('content')?.focus() }}>To the content</a>
      <header className="bar">
        <span className="name"><Mark /> veilgraph <span className="hint">console</span></span>
        <span className="who">signed in as <strong>{persona.name}</strong> of {persona.brand}, for <strong>{wordsOf(purpose)}</strong></span>
        <button type="button" onClick={() => void logout()}>Sign out</button>
      </header>
      <div className="page">
        <Lists />
        <main id="content" tabIndex={-1}>{children}</main>
      </div>
      <Notices />
    </RevealedProvider>
  )
}
