import { useState } from 'react'

/** Asks for a token, where the gateway gives none. It is kept in memory until the tab is closed, and sent to nobody but this gateway. */
export const TokenForm = ({ onToken }: { onToken(token: string): void }) => {
  const [token, setToken] = useState('')
  return (
    <main className="cat-main cat-alone">
      <h1>Catalog</h1>
      <p className="cat-lead">What you see depends on who you are, so the catalog asks the graph with your access token. It stays in this tab, in memory.</p>
      <form
        className="cat-token" onSubmit={event => {
          event.preventDefault()
          if (token.trim() !== '') onToken(token.trim())
        }}
      >
        <label>Access token<input type="password" autoComplete="off" spellCheck={false} value={token} onChange={event => setToken(event.target.value)} /></label>
        <button type="submit" className="cat-action">Show the catalog</button>
      </form>
    </main>
  )
}
