import { useState } from 'react'
import type { ExplorerPersona } from '../../../explorer/wire.ts'
import { Mark } from '../../../explorer/client/mark.tsx'
import { wordsOf } from './words.ts'

interface SignInPageProps {
  readonly personas: readonly ExplorerPersona[]
  onSignIn(persona: ExplorerPersona, purpose: string): void
}

const Card = ({ persona, onSignIn }: { readonly persona: ExplorerPersona, readonly onSignIn: SignInPageProps['onSignIn'] }) => {
  const { name, description, purposes } = persona
  const [purpose, setPurpose] = useState(purposes[0] ?? '')
  return (
    <li className="card">
      <h3>{name}</h3>
      <p>{description}</p>
      <div className="row">
        {purposes.length > 1 && (
          <select aria-label={`Purpose of ${name}`} value={purpose} onChange={({ target }) => setPurpose(target.value)}>
            {purposes.map(one => <option key={one} value={one}>for {wordsOf(one)}</option>)}
          </select>
        )}
        {purposes.length === 1 && <span className="hint">for {wordsOf(purpose)}</span>}
        <button type="button" data-persona={name} onClick={() => onSignIn(persona, purpose)}>Sign in<span className="unseen"> as {name}</span></button>
      </div>
    </li>
  )
}

/** Chooses somebody of the demo data. A console of one's own would have the form of one's identity provider here. */
export const SignInPage = ({ personas, onSignIn }: SignInPageProps) => (
  <main className="sign-in">
    <h1><Mark /> veilgraph console</h1>
    <p className="hint">The same lists, as different people see them. Choose somebody of the demo data.</p>
    {[...new Set(personas.map(({ brand }) => brand))].map(brand => (
      <section key={brand} aria-label={brand}>
        <h2>{brand}</h2>
        <ul className="cards">{personas.filter(persona => persona.brand === brand).map(persona => <Card key={persona.name} persona={persona} onSignIn={onSignIn} />)}</ul>
      </section>
    ))}
  </main>
)
